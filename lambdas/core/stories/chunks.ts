import { normalise } from '../vietnamese/normalise.ts';
import { alignTones } from '../vietnamese/tone-placement.ts';
import { hashOf, mixed } from './hash.ts';
import { words } from './words.ts';

/** What a word is, as bits. */
export const IS = { number: 1, capital: 2, common: 4, opens: 8, closes: 16 } as const;

/**
 * What stands between two spaces, taken apart once in a batch and known from then on by two numbers made of its
 * characters, so that reading is a lookup a word and makes no strings.
 */
export interface Chunks {
  /**
   * Finds what stands in `text` from `start` to the next space, before `end`; answers where that is. The words of it
   * are `first` and the following ones, `length` in all.
   */
  look(text: string, start: number, end: number): number;
  readonly first: number;
  readonly length: number;
  /** Of each word its text, 32 bits of it, and what it is as bits of {@link IS}. */
  readonly texts: readonly string[];
  readonly hashes: readonly number[];
  readonly signs: readonly number[];
}

/** What is longer between two spaces is no language, or holds other kinds of spaces; patterns are not tried on it. */
const LONGEST_CHUNK = 60;
const SPACE = 0x20;
const WORD = /\d[\p{L}\p{M}\d]*(?:[.,]\d[\p{L}\p{M}\d]*|[/–-][\p{L}\p{M}\d]+)*|\p{L}[\p{L}\p{M}\p{N}]*/gu;
const common: ReadonlySet<string> = new Set(words.common);
/** Numbers a place in the table takes: the two keys, the first word, and how many there are with one added. */
const WIDTH = 4;
const FIRST_PLACES = 2 ** 14;
/** What the first key begins with, as FNV-1a does. */
const FIRST_KEY = 0x811c9dc5 | 0;

/** No chunks known yet. */
export function createChunks(): Chunks {
  const [texts, hashes, signs]: [string[], number[], number[]] = [[], [], []];
  let places = new Int32Array(FIRST_PLACES * WIDTH);
  let mask = FIRST_PLACES - 1;
  let known = 0;
  /** Where a chunk stands in the table, or the empty place where it shall. */
  const placeOf = (key: number, check: number): number => {
    let at = (mixed(key, check) & mask) * WIDTH;
    while ((places[at + 3] ?? 0) !== 0 && !(places[at] === key && places[at + 1] === check))
      at = (at + WIDTH) & (mask * WIDTH + 3);
    return at;
  };
  const enter = (at: number, entry: readonly [number, number, number, number]): void => {
    places.set(entry, at);
    known += 1;
    if (known * 2 <= mask) return;
    const before = places;
    places = new Int32Array(before.length * 2);
    mask = mask * 2 + 1;
    for (let from = 0; from < before.length; from += WIDTH)
      if ((before[from + 3] ?? 0) !== 0)
        places.set(before.subarray(from, from + WIDTH), placeOf(before[from] ?? 0, before[from + 1] ?? 0));
  };
  const learn = (chunk: string): number => {
    const found = wordsOf(chunk);
    for (const word of found) {
      texts.push(word.text);
      hashes.push(hashOf(word.text));
      signs.push(word.signs);
    }
    return found.length;
  };
  const chunks = {
    first: 0,
    length: 0,
    texts,
    hashes,
    signs,
    look: (text: string, start: number, end: number): number => {
      let stop = start;
      let key = FIRST_KEY;
      let check = 0;
      for (let code = text.charCodeAt(stop); stop < end && code !== SPACE; code = text.charCodeAt(stop)) {
        key = Math.imul(key ^ code, 0x01000193);
        check = (Math.imul(check, 31) + code) | 0;
        stop += 1;
      }
      if (stop === start) {
        chunks.length = 0;
        return stop;
      }
      const at = placeOf(key, check);
      const entered = places[at + 3] ?? 0;
      if (entered === 0) {
        chunks.first = texts.length;
        chunks.length = learn(text.slice(start, stop));
        enter(at, [key, check, chunks.first, chunks.length + 1]);
      } else {
        chunks.first = places[at + 2] ?? 0;
        chunks.length = entered - 1;
      }
      return stop;
    },
  };
  return chunks;
}

function wordsOf(raw: string): { readonly text: string; readonly signs: number }[] {
  if (raw.length > LONGEST_CHUNK)
    return raw.split(/\s/).flatMap((part) => (part === raw || part === '' ? [] : wordsOf(part)));
  const chunk = normalise(raw);
  return [...chunk.matchAll(WORD)].map(({ 0: found, index }) => {
    const text = alignTones(found.toLowerCase()).replaceAll('–', '-');
    const isNumber = /^\d/.test(text);
    const signs =
      (isNumber ? IS.number : 0) |
      (!isNumber && /^\p{Lu}/u.test(found) ? IS.capital : 0) |
      (common.has(text) ? IS.common : 0) |
      (index === 0 ? IS.opens : 0) |
      (index + found.length === chunk.length ? IS.closes : 0);
    return { text, signs };
  });
}
