import { normalise } from '../vietnamese/normalise.ts';
import { alignTones } from '../vietnamese/tone-placement.ts';

/** A word of a text as the grouping sees it: a syllable, or a number with its groups, decimals and document code. */
export interface Word {
  /** Lower case, tones in one place: `nội`, `5.700`, `57-nq/tw`. */
  readonly text: string;
  /** 32 bits of the text: the same word is the same number in every batch. */
  readonly hash: number;
  readonly isNumber: boolean;
  readonly isCapital: boolean;
  /** Nothing stands between it and the space before, or the space after it. */
  readonly opens: boolean;
  readonly closes: boolean;
}

/** Reads the first `limit` words of a text. */
export type Reader = (text: string, limit: number) => Word[];

/** What is longer between two spaces is no language, or holds other kinds of spaces; patterns are not tried on it. */
const LONGEST_CHUNK = 60;
/** Characters of a word with its space, a little generously: what is beyond that many of the limit is not looked at. */
const ROOM = 6;
const WORD = /\d[\p{L}\p{M}\d]*(?:[.,]\d[\p{L}\p{M}\d]*|[/–-][\p{L}\p{M}\d]+)*|\p{L}[\p{L}\p{M}\p{N}]*/gu;

/**
 * A reader for one batch: what stands between two spaces is taken apart once and known from then on, which makes reading
 * a lookup a word.
 */
export function createReader(): Reader {
  const known = new Map<string, readonly Word[]>();
  return (text, limit) => {
    const words: Word[] = [];
    for (const chunk of text.slice(0, limit * ROOM).split(' ')) {
      if (words.length >= limit) break;
      let found = known.get(chunk);
      if (found === undefined) {
        found = wordsOf(chunk);
        known.set(chunk, found);
      }
      for (const word of found) words.push(word);
    }
    return words.slice(0, limit);
  };
}

/** 32 well-mixed bits of a text (FNV-1a, then the finish of MurmurHash3). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return finished(hash);
}

/** One number of two, in their order. */
export function mixed(a: number, b: number): number {
  return finished(Math.imul(a, 0x9e3779b1) ^ b);
}

function finished(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function wordsOf(raw: string): Word[] {
  if (raw.length > LONGEST_CHUNK)
    return raw.split(/\s/).flatMap((part) => (part === raw || part === '' ? [] : wordsOf(part)));
  const chunk = normalise(raw);
  return [...chunk.matchAll(WORD)].map(({ 0: found, index }) => {
    const text = alignTones(found.toLowerCase()).replaceAll('–', '-');
    const isNumber = /^\d/.test(text);
    return {
      text,
      hash: hashOf(text),
      isNumber,
      isCapital: !isNumber && /^\p{Lu}/u.test(found),
      opens: index === 0,
      closes: index + found.length === chunk.length,
    };
  });
}
