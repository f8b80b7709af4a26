import type { Features } from './features.ts';
import { mixed } from './hash.ts';
import { layOut } from './laid-out.ts';
import { weightsFor } from './rarity.ts';
import { kindOf, WEIGHED_KINDS } from './signs.ts';

/** Articles that hold a term: with fewer, all are compared; of a term in more, each with the ones just before it. */
const FEW = 24;
const JUST_BEFORE = 2;
/** Every eighth run of syllables is looked up: two texts with a paragraph in common share several of them. */
const SAMPLED = 7;
/** Rarity two articles must share to be compared at all, and how many earlier ones an article is compared with. */
const ENOUGH = 1.6;
const MOST = 8;
/** Places in the index for an article, as a power of two: few terms share one. */
const ROOM = 256;
const MOST_PLACES = 2 ** 22;

/**
 * Pairs (by position, smaller first) worth comparing, found through an inverted index: never all pairs. The work an
 * article makes has a bound, whatever the others say.
 */
export function candidatePairs(batch: readonly Features[]): [number, number][] {
  const { keys, starts } = sharedKeys(batch.map(keysOf));
  const meeting: Meeting = {
    starts,
    filled: new Uint32Array(starts.length),
    positions: new Uint32Array(starts.at(-1) ?? 0),
    rarities: weightsFor(batch.length),
    met: new Float64Array(batch.length),
    touched: new Uint32Array(batch.length),
  };
  return keys.flatMap((own, position) =>
    meetEarlier(meeting, own, position)
      .sort((a, b) => b.met - a.met || a.other - b.other)
      .slice(0, MOST)
      .map(({ other }): [number, number] => [other, position]),
  );
}

/** Positions of articles by the keys they share, one after the other in one list: a key's stretch begins at `starts`. */
interface Meeting {
  readonly starts: Uint32Array;
  /** How much of each stretch is filled: the articles before the one in hand. */
  readonly filled: Uint32Array;
  readonly positions: Uint32Array;
  readonly rarities: Float64Array;
  /** Rarity the article in hand shares with each earlier one; and those with which it shares any, a list to write on. */
  readonly met: Float64Array;
  readonly touched: Uint32Array;
}

/** Adds up what an article shares with earlier ones, enters it in the index, and answers with whom it shares enough. */
function meetEarlier(meeting: Meeting, own: Uint32Array, position: number): { other: number; met: number }[] {
  const { met, touched } = meeting;
  const count = addUp(meeting, own, position);
  const enough: { other: number; met: number }[] = [];
  for (let at = 0; at < count; at++) {
    const other = touched[at] ?? 0;
    const rarity = met[other] ?? 0;
    if (rarity >= ENOUGH) enough.push({ other, met: rarity });
    met[other] = 0;
  }
  return enough;
}

/** Answers how many earlier articles were touched. */
function addUp(
  { starts, filled, positions, rarities, met, touched }: Meeting,
  own: Uint32Array,
  position: number,
): number {
  let count = 0;
  for (let at = 0; at < own.length; at++) {
    const key = own[at] ?? 0;
    if (key === ALONE) continue;
    const start = starts[key] ?? 0;
    const all = (starts[key + 1] ?? 0) - start;
    const end = start + (filled[key] ?? 0);
    const weight = rarities[all] ?? 0;
    for (let entry = all > FEW ? Math.max(start, end - JUST_BEFORE) : start; entry < end; entry++) {
      const other = positions[entry] ?? 0;
      if (other === position) continue;
      const before = met[other] ?? 0;
      if (before === 0 && weight > 0) touched[count++] = other;
      met[other] = before + weight;
    }
    if (end > start && positions[end - 1] === position) continue;
    positions[end] = position;
    filled[key] = end - start + 1;
  }
  return count;
}

/** The number of keys that no other article has. */
const ALONE = 0;

/**
 * Numbers the keys that stand more than once in all lists, from 1; answers the numbers in place of each list's keys, and
 * where the entries of each number begin when they are laid behind one another.
 */
function sharedKeys(lists: readonly Int32Array[]): { readonly keys: Uint32Array[]; readonly starts: Uint32Array } {
  const size = Math.min(MOST_PLACES, 2 ** Math.ceil(Math.log2(lists.length * ROOM + 1)));
  const table = new Uint32Array(size);
  const laid = layOut(lists, size);
  const { entries } = laid;
  for (let at = 0; at < entries.length; at++) table[entries[at] ?? 0] = (table[entries[at] ?? 0] ?? 0) + 1;
  const starts = new Uint32Array((entries.length >> 1) + 3);
  let numbers = 0;
  for (let entry = 0; entry < size; entry++) {
    const count = table[entry] ?? 0;
    if (count > 1) {
      numbers += 1;
      starts[numbers + 1] = (starts[numbers] ?? 0) + count;
    }
    table[entry] = count > 1 ? numbers : ALONE;
  }
  for (let at = 0; at < entries.length; at++) entries[at] = table[entries[at] ?? 0] ?? 0;
  const keys = lists.map((list) => {
    const own = new Uint32Array(list.length);
    laid.gather(list, own);
    return own;
  });
  return { keys, starts: starts.slice(0, numbers + 2) };
}

/** What an article is found by: the terms of its head, a sample of its text's runs, and its signs. */
function keysOf({ terms, ofHead, runs, signs, book }: Features): Int32Array {
  const keys: number[] = [];
  for (let index = 0; index < runs.length; index++) {
    const run = runs[index] ?? 0;
    if ((run & SAMPLED) === 0) keys.push(run);
  }
  for (const sign of signs)
    if (kindOf(sign) < WEIGHED_KINDS.length) keys.push(mixed(kindOf(sign) + 1, book.hashOf(sign)));
  const all = new Int32Array(ofHead + keys.length);
  all.set(terms.subarray(0, ofHead));
  all.set(keys, ofHead);
  return all;
}
