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
  /** Finds what stands in `text` from `start` to the next space, before `end`; answers where that is. */
  look(text: string, start: number, end: number): number;
  /** Its words are this one and the following ones, `length` in all. */
  readonly first: number;
  readonly length: number;
  /** Of the first word 32 bits of its text, and what it is as bits of {@link IS}. */
  readonly hash: number;
  readonly signs: number;
  /** A word found. */
  wordAt(word: number): Word;
}

/** A word in lower case with its tones in one place, 32 bits of that, and what it is as bits of {@link IS}. */
interface Word {
  readonly text: string;
  readonly hash: number;
  readonly signs: number;
}

/** What is longer between two spaces is no language, or holds other kinds of spaces; patterns are not tried on it. */
const LONGEST_CHUNK = 60;
const SPACE = 0x20;
const WORD = /\d[\p{L}\p{M}\d]*(?:[.,]\d[\p{L}\p{M}\d]*|[/–-][\p{L}\p{M}\d]+)*|\p{L}[\p{L}\p{M}\p{N}]*/gu;
const common: ReadonlySet<string> = new Set(words.common);
/**
 * Numbers a place in the table takes: the two keys, the hash of the only word or how many words there are, and the first
 * word before seven bits: its signs, is it the only one, is anything entered. Nearly every word is had from there alone.
 */
const WIDTH = 4;
const SIGNS = 0b0011111;
const ONLY = 0b0100000;
const ENTERED = 0b1000000;
const BITS = 7;
const FIRST_PLACES = 2 ** 14;
/** What the first key begins with, as FNV-1a does. */
const FIRST_KEY = 0x811c9dc5 | 0;
const NO_WORD: Word = { text: '', hash: 0, signs: 0 };

/** No chunks known yet. */
export function createChunks(): Chunks {
  const all: Word[] = [];
  const table = createTable();
  const chunks = {
    first: 0,
    length: 0,
    hash: 0,
    signs: 0,
    wordAt: (word: number) => all[word] ?? NO_WORD,
    look: (text: string, start: number, end: number): number => {
      let stop = start;
      let key = FIRST_KEY;
      let check = 0;
      while (stop < end) {
        const code = text.charCodeAt(stop);
        if (code === SPACE) break;
        key = Math.imul(key ^ code, 0x01000193);
        check = (Math.imul(check, 31) + code) | 0;
        stop += 1;
      }
      chunks.length = 0;
      if (stop === start) return stop;
      if (!table.find(key, check)) table.enter([key, check, ...learned(text.slice(start, stop))]);
      const rest = table.rest;
      chunks.first = rest >>> BITS;
      chunks.length = (rest & ONLY) === 0 ? table.value : 1;
      chunks.hash = table.value;
      chunks.signs = rest & SIGNS;
      return stop;
    },
  };
  const learned = (chunk: string): [number, number] => {
    const found = wordsOf(chunk);
    const [first = NO_WORD] = found;
    const rest = (all.length << BITS) | ENTERED | first.signs;
    all.push(...found);
    return found.length === 1 ? [first.hash, rest | ONLY] : [found.length, rest];
  };
  return chunks;
}

/** Entries by two keys; those last found or entered are `value` and `rest`. */
interface Table {
  find(key: number, check: number): boolean;
  enter(entry: readonly [key: number, check: number, value: number, rest: number]): void;
  readonly value: number;
  readonly rest: number;
}

function createTable(): Table {
  let places = new Int32Array(FIRST_PLACES * WIDTH);
  let mask = FIRST_PLACES - 1;
  let known = 0;
  /** Where an entry stands in the table, or the empty place where it shall. */
  const placeOf = (key: number, check: number): number => {
    let at = (mixed(key, check) & mask) * WIDTH;
    while ((places[at + 3] ?? 0) !== 0 && !(places[at] === key && places[at + 1] === check))
      at = (at + WIDTH) & (mask * WIDTH + 3);
    return at;
  };
  const grow = (): void => {
    const before = places;
    places = new Int32Array(before.length * 2);
    mask = mask * 2 + 1;
    for (let from = 0; from < before.length; from += WIDTH)
      if ((before[from + 3] ?? 0) !== 0)
        places.set(before.subarray(from, from + WIDTH), placeOf(before[from] ?? 0, before[from + 1] ?? 0));
  };
  const table = {
    value: 0,
    rest: 0,
    find: (key: number, check: number) => {
      const at = placeOf(key, check);
      table.value = places[at + 2] ?? 0;
      table.rest = places[at + 3] ?? 0;
      return table.rest !== 0;
    },
    enter: (entry: readonly [number, number, number, number]) => {
      const [key, check, value, rest] = entry;
      places.set(entry, placeOf(key, check));
      [table.value, table.rest] = [value, rest];
      known += 1;
      if (known * 2 > mask) grow();
    },
  };
  return table;
}

function wordsOf(raw: string): Word[] {
  if (raw.length > LONGEST_CHUNK)
    return raw.split(/\s/).flatMap((part) => (part === raw || part === '' ? [] : wordsOf(part)));
  const chunk = normalise(raw);
  return [...chunk.matchAll(WORD)].map(({ 0: found, index }) => {
    const text = lowered(found).replaceAll('–', '-');
    const isNumber = /^\d/.test(text);
    const signs =
      (isNumber ? IS.number : 0) |
      (!isNumber && /^\p{Lu}/u.test(found) ? IS.capital : 0) |
      (common.has(text) ? IS.common : 0) |
      (index === 0 ? IS.opens : 0) |
      (index + found.length === chunk.length ? IS.closes : 0);
    return { text, hash: hashOf(text), signs };
  });
}

/** In lower case, tones in one place; they moved behind an o or a u only, so most words need no second look. */
function lowered(word: string): string {
  const lower = word.toLowerCase();
  return lower.includes('o') || lower.includes('u') ? alignTones(lower) : lower;
}
