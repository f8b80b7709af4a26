import type { Features } from './features.ts';
import { type Places, placesOf } from './places.ts';
import { type Rarity, rarityIn } from './rarity.ts';
import { KIND, kindOf } from './signs.ts';

/** An article with its weights in the batch. */
export interface Weighed extends Features {
  readonly rarity: Rarity;
  /** In how many articles of the batch each of its terms was seen, in their order. */
  readonly seen: Uint16Array;
  /** Length of its terms as a vector: of the title's, of the head's and of all. */
  readonly norms: { readonly title: number; readonly head: number; readonly whole: number };
  /** Sum of the weights of the title's terms. */
  readonly titleWeight: number;
  /** Sum of the weights of its signs, by kind. */
  readonly signWeights: readonly number[];
  /** Kinds of signs it has, as bits. */
  readonly kinds: number;
  /** Provinces, by their names of the day; found when first asked for. */
  places(): Places;
}

/** The articles of a batch as they weigh in it. */
export function weigh(batch: readonly Features[]): { readonly weighed: readonly Weighed[]; readonly rarity: Rarity } {
  const { rarity, seen } = rarityIn(batch);
  return { rarity, weighed: batch.map((features, position) => weighedIn(features, rarity, seen[position])) };
}

/** An article as it weighs in a batch. */
export function weighedIn(features: Features, rarity: Rarity, seen = seenOf(features, rarity)): Weighed {
  let places: Places | null = null;
  return {
    ...features,
    rarity,
    seen,
    ...titleAndNorms(features, seen, rarity),
    signWeights: signWeights(features, rarity),
    kinds: kindsIn(features.signs),
    places: () => {
      places ??= placesOf(features.input);
      return places;
    },
  };
}

function seenOf({ terms }: Features, rarity: Rarity): Uint16Array {
  const seen = new Uint16Array(terms.length);
  for (let index = 0; index < terms.length; index++) seen[index] = rarity.seen(terms[index] ?? 0);
  return seen;
}

function titleAndNorms(
  { ofTitle, ofHead }: Features,
  seen: Uint16Array,
  { weights }: Rarity,
): Pick<Weighed, 'norms' | 'titleWeight'> {
  let [titleWeight, squares, title, head] = [0, 0, 0, 0];
  for (let index = 0; index < seen.length; index++) {
    if (index === ofTitle) title = squares;
    if (index === ofHead) head = squares;
    const weight = weights[seen[index] ?? 0] ?? 0;
    if (index < ofTitle) titleWeight += weight;
    squares += weight * weight;
  }
  if (ofTitle === seen.length) title = squares;
  if (ofHead === seen.length) head = squares;
  return { titleWeight, norms: { title: Math.sqrt(title), head: Math.sqrt(head), whole: Math.sqrt(squares) } };
}

function signWeights(features: Features, rarity: Rarity): number[] {
  const sums = Object.keys(KIND).map(() => 0);
  for (const sign of features.signs) {
    const kind = kindOf(sign);
    sums[kind] = (sums[kind] ?? 0) + rarity.ofSign(sign, features);
  }
  return sums;
}

function kindsIn(signs: Int32Array): number {
  let kinds = 0;
  for (const sign of signs) kinds |= 1 << kindOf(sign);
  return kinds;
}
