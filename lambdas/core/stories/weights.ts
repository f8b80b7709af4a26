import type { Features } from './features.ts';

/** Kinds of evidence that are weighed by rarity. */
export type Kind = 'title' | 'gist' | 'shingles' | 'documents' | 'figures' | 'names' | 'places';

/** How much a shared feature tells: rare in the batch, much; in half of the articles, nothing. */
export interface Rarity {
  of(kind: Kind, term: string): number;
}

/** A batch of a few articles tells little about what is rare: count as if this many others had been seen. */
const UNSEEN = 60;
/** A pair of words tells more than a single one. */
const PAIR = 1.6;

/** The rarity of terms in a batch: inverse document frequency, smoothed for small batches. */
export function rarityIn(batch: readonly Features[]): Rarity {
  const counts = new Map<Kind, Map<string, number>>();
  for (const kind of ['gist', 'documents', 'figures', 'names', 'places'] as const) {
    counts.set(kind, counted(batch, kind));
  }
  const total = batch.length + UNSEEN;
  return {
    of(kind, term) {
      const seen = counts.get(kind === 'title' ? 'gist' : kind)?.get(term) ?? 1;
      const rarity = Math.log(total / seen) / Math.log(total);
      return term.includes(' ') && (kind === 'title' || kind === 'gist') ? rarity * PAIR : rarity;
    },
  };
}

function counted(batch: readonly Features[], kind: Kind): Map<string, number> {
  const counts = new Map<string, number>();
  for (const features of batch) for (const term of features[kind]) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
