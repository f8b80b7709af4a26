import { createHash } from 'node:crypto';
import type { Clipping } from '../drafting/draft.ts';
import { canonicalJson } from './canonical-json.ts';
import { frozen } from './freeze.ts';
import type { DailyContent, FrozenClipping } from './snapshot.ts';

/** One clipping as it was on the screen: enough to tell later what became of it. */
export interface SeenClipping {
  readonly id: string;
  readonly section: string;
  readonly title: string;
  /** Of everything of it that is printed but its number. */
  readonly mark: string;
}

/** An issue as it was on the screen. */
export interface SeenIssue {
  /** In the order of the issue. */
  readonly clippings: readonly SeenClipping[];
  readonly editorName: string;
}

/** What became of one clipping; of an added or edited one the title it has now, of a removed one the title it had. */
export interface ClippingChange {
  readonly kind: 'added' | 'removed' | 'moved' | 'edited';
  readonly id: string;
  readonly title: string;
}

/** What changed of an issue; `editor`: the printed name of the editor did. */
export interface ChangesSince {
  readonly clippings: readonly ClippingChange[];
  readonly editor: boolean;
}

/** What the page of the approval remembers of an issue. */
export function seenOf({ sections, editorName }: DailyContent): SeenIssue {
  const clippings = sections.flatMap(({ id: section, clippings: own }) =>
    own.map((clipping) => ({ id: clipping.id, section, title: clipping.title, mark: markOf(clipping) })),
  );
  return { clippings, editorName };
}

/** Clipping by clipping what changed since; the added, edited and moved in the order of the issue, the removed last. */
export function changesSince(seen: SeenIssue, content: DailyContent): ChangesSince {
  const now = seenOf(content);
  const before = new Map(seen.clippings.map((each) => [each.id, each]));
  const present = new Set(now.clippings.map(({ id }) => id));
  const stayed = inOrder(
    now.clippings.filter(({ id }) => before.has(id)).map(({ id }) => id),
    seen.clippings.filter(({ id }) => present.has(id)).map(({ id }) => id),
  );
  const changed = now.clippings.flatMap(({ id, section, title, mark }): ClippingChange[] => {
    const was = before.get(id);
    if (was === undefined) return [{ kind: 'added', id, title }];
    const isMoved = was.section !== section || !stayed.has(id);
    return [
      ...(was.mark === mark ? [] : [{ kind: 'edited' as const, id, title }]),
      ...(isMoved ? [{ kind: 'moved' as const, id, title }] : []),
    ];
  });
  const removed = seen.clippings.filter(({ id }) => !present.has(id));
  return {
    clippings: [...changed, ...removed.map(({ id, title }) => ({ kind: 'removed' as const, id, title }))],
    editor: seen.editorName !== now.editorName,
  };
}

/**
 * The clipping as it was on the screen, out of versions that are still known of it; undefined where none of them is that one.
 */
export function versionSeen(versions: readonly Clipping[], seen: SeenClipping): Clipping | undefined {
  return versions.find((version) => version.id === seen.id && markOf(frozen(version, 1)) === seen.mark);
}

/** The most ids of a list that stand in the order they had: the others are what was moved. */
function inOrder(now: readonly string[], before: readonly string[]): ReadonlySet<string> {
  const rank = new Map(before.map((id, index) => [id, index]));
  const best: string[][] = [];
  for (const id of now) {
    const own = rank.get(id) ?? 0;
    const chain = best.filter((each) => (rank.get(each.at(-1) ?? '') ?? 0) < own);
    const longest = chain.reduce<string[]>((most, each) => (each.length > most.length ? each : most), []);
    best.push([...longest, id]);
  }
  return new Set(best.reduce<string[]>((most, each) => (each.length > most.length ? each : most), []));
}

function markOf({ number: _, ...printed }: FrozenClipping): string {
  return createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(printed))))
    .digest('hex')
    .slice(0, 12);
}
