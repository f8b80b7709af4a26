import { hashOf } from './hash.ts';

/**
 * What an editor could point at, by kind: document numbers, figures, names, days, and apart from those the days of the
 * head and the numbers a title counts its series by.
 */
export const KIND = { documents: 0, figures: 1, names: 2, dates: 3, headDates: 4, periods: 5 } as const;
/** See {@link KIND}. */
export type Kind = keyof typeof KIND;
/** Kinds that are weighed by their rarity: the first ones. */
export const WEIGHED_KINDS = ['documents', 'figures', 'names', 'dates'] as const;
/** See {@link WEIGHED_KINDS}. */
export type WeighedKind = (typeof WEIGHED_KINDS)[number];

/** Numbers of one kind stand beside one another: the kind is in the first bits. */
const KIND_BITS = 26;

/** Signs met so far, each of them known by a number from then on. */
export interface SignBook {
  numberOf(kind: Kind, text: string): number;
  textOf(sign: number): string;
  /** 32 bits of its text: the same in every book. */
  hashOf(sign: number): number;
}

/** The kind of a sign, as in {@link KIND}. */
export function kindOf(sign: number): number {
  return sign >>> KIND_BITS;
}

/** An article with its signs. */
interface Signed {
  readonly signs: Int32Array;
  readonly book: SignBook;
}

/** An article's signs of these kinds. */
export function signsOf({ signs }: Signed, ...kinds: readonly Kind[]): number[] {
  const wanted = kinds.map((kind): number => KIND[kind]);
  return [...signs].filter((sign) => wanted.includes(kindOf(sign)));
}

/** Signs of a kind that two articles with one book have in common. */
export function sharedSigns(a: Signed, b: Signed, kind: Kind): number[] {
  return signsOf(a, kind).filter((sign) => b.signs.includes(sign));
}

/** The signs of one kind, each at the place that its number names. */
interface Page {
  readonly numbers: Map<string, number>;
  readonly texts: string[];
  readonly hashes: number[];
}

/** A book without signs. */
export function createSignBook(): SignBook {
  const pages = Object.keys(KIND).map((): Page => ({ numbers: new Map(), texts: [], hashes: [] }));
  const placeOf = (sign: number): number => sign & (2 ** KIND_BITS - 1);
  return {
    numberOf: (kind, text) => {
      const at = KIND[kind];
      const page = pages[at];
      const known = page?.numbers.get(text);
      if (known !== undefined || page === undefined) return known ?? 0;
      const sign = at * 2 ** KIND_BITS + page.texts.length;
      page.numbers.set(text, sign);
      page.texts.push(text);
      page.hashes.push(hashOf(text));
      return sign;
    },
    textOf: (sign) => pages[kindOf(sign)]?.texts[placeOf(sign)] ?? '',
    hashOf: (sign) => pages[kindOf(sign)]?.hashes[placeOf(sign)] ?? 0,
  };
}
