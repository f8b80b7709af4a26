import { believe, decide } from './decide.ts';
import { createComparing } from './likeness.ts';
import type { Ruled } from './ruled.ts';
import type { Weighed } from './weighed.ts';

/**
 * How strong the belief is that two articles of a batch tell one story. Best asked for many `a` beside one `b`; what was
 * believed once is remembered.
 */
export interface Judge {
  /** Above 0: believed. */
  scoreOf(a: Weighed, b: Weighed): number;
  /** The score where it is believed, else null: without most of the work. */
  believes(a: Weighed, b: Weighed): number | null;
}

/** Members of a group that speak for it, its earliest: enough for a mean, however many papers tell the story. */
const WITNESSES = 6;

/** A judge of a batch; whom the rulings keep apart it never joins. */
export function createJudge(batch: readonly Weighed[], ruled: Ruled): Judge {
  const comparing = createComparing();
  const positions = new Map(batch.map((each, position) => [each, position]));
  const known = new Map<number, number>();
  const keyOf = (a: Weighed, b: Weighed): number => {
    const [one, other] = [positions.get(a) ?? 0, positions.get(b) ?? 0];
    return Math.min(one, other) * batch.length + Math.max(one, other);
  };
  const isApart = (a: Weighed, b: Weighed): boolean => ruled.isApart(a.input.id, b.input.id);
  return {
    scoreOf: (a, b) => {
      const key = keyOf(a, b);
      const score = known.get(key) ?? (isApart(a, b) ? -Infinity : decide(a, b, comparing).score);
      known.set(key, score);
      return score;
    },
    believes: (a, b) => {
      const score = isApart(a, b) ? null : believe(a, b, comparing);
      if (score !== null) known.set(keyOf(a, b), score);
      return score;
    },
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
      const score = one === undefined || other === undefined ? null : judge.believes(one, other);
      return score === null ? [] : [{ a, b, score }];
    })
    .sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
}

function witnesses(group: readonly number[], batch: readonly Weighed[]): Weighed[] {
  return group.slice(0, WITNESSES).flatMap((position) => batch[position] ?? []);
}

function areAlike(one: readonly Weighed[], other: readonly Weighed[], judge: Judge): boolean {
  let sum = 0;
  for (const a of one) for (const b of other) sum += judge.scoreOf(b, a);
  return sum > 0;
}
