/** A hit of one search: the index's id of the clipping and how well it fits. */
export interface RankedHit {
  readonly id: string;
  readonly score: number;
}

/** What a query found in its several readings; sets of ids. */
export interface Readings {
  /** With just the marks that were typed; empty where none were. */
  readonly exact: ReadonlySet<string>;
  /** With these marks and the words next to each other in this order. */
  readonly exactPhrase: ReadonlySet<string>;
  /** The words next to each other in this order, whatever their marks. */
  readonly phrase: ReadonlySet<string>;
}

/**
 * Puts hits in order: the phrase as typed, the words as typed, the phrase with other marks, the rest; inside each the best
 * first. A Vietnamese word is several syllables, so a clipping that has them far apart does not hold the word.
 */
export function ranked<T extends RankedHit>(hits: readonly T[], readings: Readings): T[] {
  return hits
    .map((hit) => ({ hit, tier: tierOf(hit.id, readings) }))
    .sort((a, b) => a.tier - b.tier || b.hit.score - a.hit.score)
    .map(({ hit }) => hit);
}

function tierOf(id: string, { exact, exactPhrase, phrase }: Readings): number {
  if (exactPhrase.has(id)) return 0;
  if (exact.has(id)) return 1;
  return phrase.has(id) ? 2 : 3;
}
