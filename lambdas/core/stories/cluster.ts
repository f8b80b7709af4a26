import { decide } from './decide.ts';
import { createComparing } from './likeness.ts';
import type { Ruled } from './ruled.ts';
import type { Weighed } from './weighed.ts';

/** How strong the belief is that two articles of a batch tell one story; each pair is compared once. */
export type Judge = (a: Weighed, b: Weighed) => number;

/** Members of a group that speak for it, its earliest: enough for a mean, however many papers tell the story. */
const WITNESSES = 6;

/** A judge that remembers; whom the rulings keep apart it never joins. Best asked for many `a` beside one `b`. */
export function createJudge(batch: readonly Weighed[], ruled: Ruled): Judge {
  const comparing = createComparing();
  const positions = new Map(batch.map((each, position) => [each, position]));
  const known = new Map<number, number>();
  return (a, b) => {
    const [one, other] = [positions.get(a) ?? 0, positions.get(b) ?? 0];
    const key = Math.min(one, other) * batch.length + Math.max(one, other);
    const before = known.get(key);
    if (before !== undefined) return before;
    const score = ruled.isApart(a.input.id, b.input.id) ? -Infinity : decide(a, b, comparing).score;
    known.set(key, score);
    return score;
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
      const score = one === undefined || other === undefined ? 0 : judge(one, other);
      return score > 0 ? [{ a, b, score }] : [];
    })
    .sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
}

function witnesses(group: readonly number[], batch: readonly Weighed[]): Weighed[] {
  return group.slice(0, WITNESSES).flatMap((position) => batch[position] ?? []);
}

function areAlike(one: readonly Weighed[], other: readonly Weighed[], judge: Judge): boolean {
  let sum = 0;
  for (const a of one) for (const b of other) sum += judge(b, a);
  return sum > 0;
}
