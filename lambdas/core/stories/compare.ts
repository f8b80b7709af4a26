import type { Features } from './features.ts';
import type { Kind, Rarity } from './weights.ts';

/** How alike two articles are, part by part; shares are 0–1, sums are weighed by rarity. */
export interface Likeness {
  /** Share of the shorter text's runs of syllables that the other has too. */
  readonly text: number;
  /** Weighed share of the titles. */
  readonly title: number;
  /** Weighed share of title, lead and beginning. */
  readonly gist: number;
  readonly documents: number;
  readonly figures: number;
  readonly names: number;
  readonly places: number;
  /** 1 when both name places and none in common. */
  readonly elsewhere: number;
}

/** Compares two articles. */
export function likeness(a: Features, b: Features, rarity: Rarity): Likeness {
  const share = (kind: Kind, unseen: number): number =>
    weighedShare(a[kind], b[kind], (term) => rarity.of(kind, term), unseen);
  const smaller = Math.min(a.shingles.size, b.shingles.size);
  const samePlaces = shared(a.places, b.places).length;
  return {
    text: smaller === 0 ? 0 : shared(a.shingles, b.shingles).length / smaller,
    title: share('title', 0),
    gist: share('gist', 0),
    documents: share('documents', 1),
    figures: share('figures', 1),
    names: share('names', 1),
    places: share('places', 1),
    elsewhere: a.places.size > 0 && b.places.size > 0 && samePlaces === 0 ? 1 : 0,
  };
}

/** What two sets have in common, in the order of the smaller. */
export function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  return [...small].filter((term) => large.has(term));
}

/** Weight in common over the weight of the lighter side; `unseen` is added below, so that one shared term is not a whole. */
function weighedShare(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
  weigh: (term: string) => number,
  unseen: number,
): number {
  const weight = (terms: Iterable<string>): number => [...terms].reduce((total, term) => total + weigh(term), 0);
  const lighter = Math.min(weight(a), weight(b)) + unseen;
  return lighter === 0 ? 0 : weight(shared(a, b)) / lighter;
}
