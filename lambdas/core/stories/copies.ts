import { isNear, isSeries } from './decide.ts';
import type { Features } from './features.ts';
import { mixed } from './hash.ts';
import { type Comparing, createComparing } from './likeness.ts';

/** Parts of the runs of a text whose smallest number is its sign, taken two by two: alike texts share such a pair. */
const PARTS = 16;
/** Share of all runs of two texts that both have, from which they are one text. */
const SAME_TEXT = 0.85;
/** A text of fewer runs is too short to be known again. */
const LEAST_RUNS = 16;
/** Different texts with the same sign that a text is held against; more would be work for nothing. */
const HELD_AGAINST = 4;

/**
 * Joins reprints, however many papers print the same agency text, before anything is counted: for each article the
 * position of the first one it is a copy of, its own where it is none. Time grows with the number of articles only.
 * Articles in `kept` are never joined. `batch` is in order of time.
 */
export function copiesIn(batch: readonly Features[], kept: ReadonlySet<string>): number[] {
  const firstOf = batch.map((_, position) => position);
  const seen = new Map<number, number[]>();
  const comparing = createComparing();
  for (const [position, features] of batch.entries()) {
    if (features.runs.length < LEAST_RUNS || kept.has(features.input.id)) continue;
    const signs = marksOf(features.runs);
    const original = originalOf(position, { batch, signs, seen, comparing });
    if (original !== null) firstOf[position] = original;
    else remember(position, signs, seen);
  }
  return firstOf;
}

interface Search {
  readonly batch: readonly Features[];
  readonly signs: readonly number[];
  readonly seen: ReadonlyMap<number, readonly number[]>;
  readonly comparing: Comparing;
}

/** The earliest known text this one is a copy of. */
function originalOf(position: number, { batch, signs, seen, comparing }: Search): number | null {
  const own = batch[position];
  const known = [...new Set(signs.flatMap((sign) => seen.get(sign) ?? []))].sort((a, b) => a - b);
  for (const earlier of known) {
    const other = batch[earlier];
    if (own !== undefined && other !== undefined && isCopy(other, own, comparing)) return earlier;
  }
  return null;
}

function remember(position: number, signs: readonly number[], seen: Map<number, number[]>): void {
  for (const sign of signs) {
    const positions = seen.get(sign) ?? [];
    if (positions.length < HELD_AGAINST) positions.push(position);
    seen.set(sign, positions);
  }
}

function isCopy(a: Features, b: Features, comparing: Comparing): boolean {
  const both = comparing.runsInCommon(a, b);
  const share = both / (a.runs.length + b.runs.length - both);
  return share >= SAME_TEXT && isNear(a, b, share) && !isSeries(a, b);
}

/** The smallest number in every sixteenth of the runs; two neighbours make one sign. */
function marksOf(runs: Int32Array): number[] {
  const smallest = new Int32Array(PARTS).fill(0x7fffffff);
  for (let index = 0; index < runs.length; index++) {
    const run = runs[index] ?? 0;
    const part = run & (PARTS - 1);
    const value = mixed(run, PARTS);
    if (value < (smallest[part] ?? 0)) smallest[part] = value;
  }
  const signs: number[] = [];
  for (let part = 0; part < PARTS; part += 2) {
    signs.push(mixed(mixed(smallest[part] ?? 0, smallest[part + 1] ?? 0), part));
  }
  return signs;
}
