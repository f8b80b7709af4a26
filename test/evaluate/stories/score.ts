import { halfOf, type LabelledSet, pairKey } from './sets.ts';

/** A grouping: the group of every article. */
export type Groups = ReadonlyMap<string, string | number>;

/** Counts of pairs. */
export interface PairCounts {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  readonly merges: number;
}

/** Precision, recall and their harmonic mean. */
export interface Figures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** What one article (or the pairs that begin with it) adds, so that samples can be drawn article by article. */
interface Share {
  readonly counts: PairCounts;
  readonly b3: { readonly precision: number; readonly recall: number } | null;
}

const ROUNDS = 1_000;

/** The figures of a grouping on a set: over pairs, and B-cubed where every article's event is known, with 95 % intervals. */
export function scoreOf(set: LabelledSet, groups: Groups, half: 0 | 1 | null) {
  const families = new Map<string, Share[]>();
  const articles = set.articles.filter(({ id }) => half === null || halfOf(set, id) === half);
  for (const { id } of articles) {
    const family = set.families.get(id) ?? id;
    families.set(family, [
      ...(families.get(family) ?? []),
      shareOf(id, { set, groups, ids: articles.map((a) => a.id) }),
    ]);
  }
  const shares = [...families.values()];
  return {
    articles: articles.length,
    counts: countsOf(shares.flat()),
    pairs: pairFigures(shares.flat()),
    pairsInterval: interval(shares, (drawn) => pairFigures(drawn).f1),
    b3: set.events === null ? null : b3Figures(shares.flat()),
    b3Interval: set.events === null ? null : interval(shares, (drawn) => b3Figures(drawn).f1),
  };
}

/** Is a pair one story in truth? Null: not labelled, or left out. */
export function truthOf(set: LabelledSet, a: string, b: string): boolean | null {
  if (set.events !== null) return set.events.get(a) === set.events.get(b);
  return set.pairs.get(pairKey(a, b))?.same ?? null;
}

function shareOf(
  id: string,
  { set, groups, ids }: { set: LabelledSet; groups: Groups; ids: readonly string[] },
): Share {
  const counts = { right: 0, wrong: 0, missed: 0, merges: 0 };
  for (const other of ids) {
    if (other <= id) continue;
    const truth = truthOf(set, id, other);
    const isJoined = groups.get(id) === groups.get(other);
    if (truth === true && isJoined) counts.right += 1;
    if (truth === true && !isJoined) counts.missed += 1;
    if (truth !== false || !isJoined) continue;
    counts.wrong += 1;
    if (set.pairs.get(pairKey(id, other))?.isHand === true) counts.merges += 1;
  }
  return { counts, b3: set.events === null ? null : cubed(id, ids, { set, groups }) };
}

function cubed(id: string, ids: readonly string[], { set, groups }: { set: LabelledSet; groups: Groups }) {
  const joined = ids.filter((other) => groups.get(other) === groups.get(id));
  const event = ids.filter((other) => set.events?.get(other) === set.events?.get(id));
  const both = joined.filter((other) => event.includes(other)).length;
  return { precision: both / joined.length, recall: both / event.length };
}

function countsOf(shares: readonly Share[]): PairCounts {
  const sum = (part: keyof PairCounts): number => shares.reduce((total, { counts }) => total + counts[part], 0);
  return { right: sum('right'), wrong: sum('wrong'), missed: sum('missed'), merges: sum('merges') };
}

function pairFigures(shares: readonly Share[]): Figures {
  const { right, wrong, missed } = countsOf(shares);
  return figures(right / Math.max(1, right + wrong), right / Math.max(1, right + missed));
}

function b3Figures(shares: readonly Share[]): Figures {
  const mean = (part: 'precision' | 'recall'): number =>
    shares.reduce((total, { b3 }) => total + (b3?.[part] ?? 0), 0) / Math.max(1, shares.length);
  return figures(mean('precision'), mean('recall'));
}

function figures(precision: number, recall: number): Figures {
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** Bootstrap over families: what labels tie together is drawn together. */
function interval(
  families: readonly (readonly Share[])[],
  figure: (drawn: readonly Share[]) => number,
): [number, number] {
  let state = 20_240_905;
  const draw = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * families.length);
  };
  const found = Array.from({ length: ROUNDS }, () => figure(families.flatMap(() => families[draw()] ?? [])));
  const sorted = found.sort((a, b) => a - b);
  return [sorted[Math.floor(ROUNDS * 0.025)] ?? 0, sorted[Math.floor(ROUNDS * 0.975)] ?? 0];
}
