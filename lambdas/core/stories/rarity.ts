import type { Features } from './features.ts';
import { hashOf, mixed } from './hash.ts';

/** How much a shared feature tells, 0–1: rare in the batch, much; in half of the articles, nothing. */
export interface Rarity {
  /** Of a term of the whole text. */
  ofTerm(term: number): number;
  /** Of a name, figure, day or document number. */
  ofSign(kind: SignKind, sign: string): number;
}

/** Signs: features an editor could point at. */
export const SIGNS = ['documents', 'figures', 'names', 'dates'] as const;
/** See {@link SIGNS}. */
export type SignKind = (typeof SIGNS)[number];

/** A batch of a few articles tells little about what is rare: count as if this many others had been seen. */
const UNSEEN = 60;
/** Counters an article: so many that few terms share one. */
const COUNTERS = 512;
const LEAST_BITS = 16;
const MOST_BITS = 23;
const salts: Readonly<Record<SignKind, number>> = {
  documents: hashOf('documents'),
  figures: hashOf('figures'),
  names: hashOf('names'),
  dates: hashOf('dates'),
};

/**
 * Inverse document frequency in a batch, smoothed for small batches. Counted in a table of fixed size by the terms' last
 * bits: two terms rarely share a counter, and then only seem a little less rare.
 */
export function rarityIn(batch: readonly Features[]): Rarity {
  const bits = Math.min(MOST_BITS, Math.max(LEAST_BITS, Math.ceil(Math.log2(batch.length * COUNTERS + 1))));
  const mask = 2 ** bits - 1;
  const counts = new Uint16Array(mask + 1);
  const count = (key: number): void => {
    const seen = counts[key & mask] ?? 0;
    if (seen < 0xffff) counts[key & mask] = seen + 1;
  };
  for (const features of batch) {
    for (let index = 0; index < features.whole.length; index++) count(features.whole[index] ?? 0);
    for (const kind of SIGNS) for (const sign of features[kind]) count(mixed(salts[kind], hashOf(sign)));
  }
  const total = batch.length + UNSEEN;
  const rarities = Float64Array.from({ length: batch.length + 2 }, (_, seen) => rarityOf(seen, total));
  const of = (key: number): number => rarities[Math.min(counts[key & mask] ?? 0, batch.length)] ?? 0;
  return { ofTerm: of, ofSign: (kind, sign) => of(mixed(salts[kind], hashOf(sign))) };
}

function rarityOf(seen: number, total: number): number {
  return Math.log(total / Math.max(1, seen)) / Math.log(total);
}
