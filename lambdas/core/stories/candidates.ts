import type { Features } from './features.ts';
import { mixed } from './hash.ts';
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
  const keys = batch.map(keysOf);
  const index = emptyIndex(keys);
  const met = new Float64Array(batch.length);
  return keys.flatMap((own, position) => {
    const touched = meetEarlier({ index, own, position, met });
    const worth = touched.filter((other) => (met[other] ?? 0) >= ENOUGH);
    const best = worth.sort((a, b) => (met[b] ?? 0) - (met[a] ?? 0) || a - b).slice(0, MOST);
    for (const other of touched) met[other] = 0;
    return best.map((other): [number, number] => [other, position]);
  });
}

/** Positions of articles by term, one after the other in one list: a term's stretch begins at `starts`. */
interface Index {
  readonly mask: number;
  readonly starts: Uint32Array;
  /** How much of each stretch is filled: the articles before the one in hand. */
  readonly filled: Uint32Array;
  readonly positions: Uint32Array;
  readonly rarities: Float64Array;
}

interface Meeting {
  readonly index: Index;
  readonly own: Int32Array;
  readonly position: number;
  readonly met: Float64Array;
}

/** Adds up in `met` what an article shares with earlier ones, enters it in the index, and answers whom it met. */
function meetEarlier({ index, own, position, met }: Meeting): number[] {
  const touched: number[] = [];
  for (let at = 0; at < own.length; at++) {
    const place = (own[at] ?? 0) & index.mask;
    const start = index.starts[place] ?? 0;
    const end = start + (index.filled[place] ?? 0);
    const all = (index.starts[place + 1] ?? 0) - start;
    const weight = index.rarities[all] ?? 0;
    for (let entry = all > FEW ? Math.max(start, end - JUST_BEFORE) : start; entry < end; entry++) {
      const other = index.positions[entry] ?? 0;
      if (other === position) continue;
      if (met[other] === 0) touched.push(other);
      met[other] = (met[other] ?? 0) + weight;
    }
    if (index.positions[end - 1] !== position || end === start) {
      index.positions[end] = position;
      index.filled[place] = (index.filled[place] ?? 0) + 1;
    }
  }
  return touched;
}

function emptyIndex(keys: readonly Int32Array[]): Index {
  const places = Math.min(MOST_PLACES, 2 ** Math.ceil(Math.log2(keys.length * ROOM + 1)));
  const mask = places - 1;
  const starts = new Uint32Array(places + 1);
  for (const own of keys) {
    for (let at = 0; at < own.length; at++) {
      const next = ((own[at] ?? 0) & mask) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
  }
  for (let place = 0; place < places; place++) starts[place + 1] = (starts[place + 1] ?? 0) + (starts[place] ?? 0);
  return {
    mask,
    starts,
    filled: new Uint32Array(places),
    positions: new Uint32Array(starts[places] ?? 0),
    rarities: weightsFor(keys.length),
  };
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
