import type { Ruling } from './ruling.ts';

/** Rulings that hold together: who must share a story, who must not, and who leads, by article ids. */
export interface Ruled {
  /** Sets of two and more articles that tell one story, whatever the words say; disjoint. */
  readonly together: readonly ReadonlySet<string>[];
  /** Must these two stay in different stories? */
  isApart(a: string, b: string): boolean;
  /** Is there any ruling that keeps this article from another? */
  hasApart(id: string): boolean;
  /** The one of these articles that was last made the lead; null where none was. */
  leadOf(ids: readonly string[]): string | null;
}

/**
 * What holds of the rulings on these articles. Where rulings contradict one another, also by way of others (a with b, b
 * with c, a apart from c), the later ones hold and the earlier one that cannot be kept any more is passed over.
 */
export function ruledBy(rulings: readonly Ruling[], known: ReadonlySet<string>): Ruled {
  const groupOf = new Map<string, Set<string>>();
  const barred: [string, string][] = [];
  const groupFor = (id: string): Set<string> => groupOf.get(id) ?? new Set([id]);
  const areBarred = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
    barred.some(([a, b]) => (one.has(a) && other.has(b)) || (one.has(b) && other.has(a)));
  for (const ruling of rulings.toReversed()) {
    if (ruling.kind === 'lead' || ruling.a === ruling.b || !known.has(ruling.a) || !known.has(ruling.b)) continue;
    const [one, other] = [groupFor(ruling.a), groupFor(ruling.b)];
    if (ruling.kind === 'apart') {
      if (!one.has(ruling.b)) barred.push([ruling.a, ruling.b]);
    } else if (!areBarred(one, other)) {
      const joined = new Set([...one, ...other]);
      for (const id of joined) groupOf.set(id, joined);
    }
  }
  const leads = rulings.flatMap((ruling) => (ruling.kind === 'lead' ? [ruling.articleId] : []));
  return {
    together: [...new Set(groupOf.values())].filter((group) => group.size > 1),
    isApart: (a, b) => barred.length > 0 && areBarred(groupFor(a), groupFor(b)),
    hasApart: (id) => barred.some(([a, b]) => groupFor(a).has(id) || groupFor(b).has(id)),
    leadOf: (ids) => leads.findLast((id) => ids.includes(id)) ?? null,
  };
}
