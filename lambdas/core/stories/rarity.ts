import type { Features } from './features.ts';
import { hashOf, mixed } from './hash.ts';
import { layOut } from './laid-out.ts';
import { kindOf, WEIGHED_KINDS } from './signs.ts';

/** How much a shared feature tells, 0–1: rare in the batch, much; in half of the articles, nothing. */
export interface Rarity {
  /** Weights by the number of articles that hold the feature. */
  readonly weights: Float64Array;
  /** In how many articles a term was seen. */
  seen(term: number): number;
  /** Weight of a name, figure, day or document number; 0 for signs of other kinds. */
  ofSign(sign: number, { book }: Pick<Features, 'book'>): number;
}

/** A batch of a few articles tells little about what is rare: count as if this many others had been seen. */
const UNSEEN = 60;
/** Counters an article: so many that few terms share one. */
const COUNTERS = 512;
const LEAST_BITS = 16;
const MOST_BITS = 23;
/** What a counter holds. */
const MOST_COUNTED = 0xffff;
const salts = WEIGHED_KINDS.map(hashOf);

/**
 * Inverse document frequency in a batch, smoothed for small batches, and for each article in how many its terms were
 * seen. Counted in a table of fixed size by the terms' last bits: two terms rarely share a counter, and then only seem a
 * little less rare.
 */
export function rarityIn(batch: readonly Features[]): {
  readonly rarity: Rarity;
  readonly seen: readonly Uint16Array[];
} {
  const bits = Math.min(MOST_BITS, Math.max(LEAST_BITS, Math.ceil(Math.log2(batch.length * COUNTERS + 1))));
  const table = new Uint16Array(2 ** bits);
  const seen = count(batch, table);
  const weights = weightsFor(batch.length);
  const seenIn = (key: number): number => table[key & (table.length - 1)] ?? 0;
  const ofSign: Rarity['ofSign'] = (sign, { book }) =>
    isWeighed(sign) ? (weights[seenIn(keyOf(sign, book))] ?? 0) : 0;
  return { rarity: { weights, seen: seenIn, ofSign }, seen };
}

/** Counts terms and signs in an empty table, up to the number of articles; answers the counts of each article's terms. */
function count(batch: readonly Features[], table: Uint16Array): Uint16Array[] {
  const most = Math.min(batch.length, MOST_COUNTED);
  const { entries, gather } = layOut([...batch.map(({ terms }) => terms), ...batch.map(keysOf)], table.length);
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at] ?? 0;
    const seen = table[entry] ?? 0;
    if (seen < most) table[entry] = seen + 1;
  }
  for (let at = 0; at < entries.length; at++) entries[at] = table[entries[at] ?? 0] ?? 0;
  const all = new Uint16Array(batch.reduce((sum, { terms }) => sum + terms.length, 0));
  let used = 0;
  return batch.map(({ terms }) => {
    const seen = all.subarray(used, used + terms.length);
    used += terms.length;
    gather(terms, seen);
    return seen;
  });
}

/** Weights of what so many of `count` articles hold. */
export function weightsFor(count: number): Float64Array {
  const total = count + UNSEEN;
  return Float64Array.from({ length: count + 1 }, (_, seen) => Math.log(total / Math.max(1, seen)) / Math.log(total));
}

function isWeighed(sign: number): boolean {
  return kindOf(sign) < WEIGHED_KINDS.length;
}

function keyOf(sign: number, book: Features['book']): number {
  return mixed(salts[kindOf(sign)] ?? 0, book.hashOf(sign));
}

/** By what an article's signs are counted. */
function keysOf({ signs, book }: Features): Int32Array {
  return signs.filter(isWeighed).map((sign) => keyOf(sign, book));
}
