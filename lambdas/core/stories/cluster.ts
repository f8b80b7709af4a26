import { decide, type Verdict } from './decide.ts';
import type { Weighed } from './likeness.ts';
import type { Ruled } from './ruled.ts';

/** Verdicts on pairs of articles of a batch, each asked once. */
export type Judge = (a: Weighed, b: Weighed) => Verdict;

/** Members of a group that speak for it, its earliest: enough for a mean, however many papers tell the story. */
const WITNESSES = 6;

/** A judge that remembers; whom the rulings keep apart it never joins. */
export function createJudge(ruled: Ruled): Judge {
  const known = new Map<Weighed, Map<Weighed, Verdict>>();
  return (a, b) => {
    const [one, other] = a.input.id < b.input.id ? [a, b] : [b, a];
    const row = known.get(one) ?? new Map<Weighed, Verdict>();
    known.set(one, row);
    const before = row.get(other);
    if (before !== undefined) return before;
    const verdict = decide(one, other);
    const judged = ruled.isApart(one.input.id, other.input.id) ? { ...verdict, score: -Infinity } : verdict;
    row.set(other, judged);
    return judged;
  };
}

/**
 * Joins pairs that are believed, the surest first, and two groups only when their members are alike on average, so that
 * a chain of half-likenesses does not tie different stories together. Groups hold positions in the batch, in order.
 */
export function cluster(batch: readonly Weighed[], pairs: readonly [number, number][], judge: Judge): number[][] {
  const groupOf = new Map<number, number[]>(batch.map((_, position) => [position, [position]]));
  for (const { a, b } of believed(batch, pairs, judge)) {
    const [one, other] = [groupOf.get(a) ?? [], groupOf.get(b) ?? []];
    if (one === other || !areAlike(witnesses(one, batch), witnesses(other, batch), judge)) continue;
    const together = [...one, ...other].sort((x, y) => x - y);
    for (const position of together) groupOf.set(position, together);
  }
  return [...new Set(groupOf.values())];
}

function believed(batch: readonly Weighed[], pairs: readonly [number, number][], judge: Judge) {
  return pairs
    .flatMap(([a, b]) => {
      const [one, other] = [batch[a], batch[b]];
      const score = one === undefined || other === undefined ? 0 : judge(one, other).score;
      return score > 0 ? [{ a, b, score }] : [];
    })
    .sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
}

function witnesses(group: readonly number[], batch: readonly Weighed[]): Weighed[] {
  return group.slice(0, WITNESSES).flatMap((position) => batch[position] ?? []);
}

function areAlike(one: readonly Weighed[], other: readonly Weighed[], judge: Judge): boolean {
  let sum = 0;
  for (const a of one) for (const b of other) sum += judge(a, b).score;
  return sum > 0;
}
