import { plainSigns } from '../vietnamese/comparable.ts';
import { fold } from '../vietnamese/fold.ts';

/** A document's number taken apart, folded: `68/2026/NĐ-CP` is number `68`, year `2026`, tail `nd`, `cp`. */
export interface DocumentNumber {
  /** Digits, maybe with a letter: `57`, `12a`. */
  readonly number: string;
  /** Null where the number has none, as Party documents, or where it was not typed. */
  readonly year: string | null;
  /** Kind and issuer, one part each: `nq`, `tw`. */
  readonly tail: readonly string[];
}

/** A document number found in a query, with what else the query holds. */
export interface AskedDocument extends DocumentNumber {
  /** Parts of the tail that certainly belong to it; those after were parted by spaces only and may be other words. */
  readonly certain: number;
  /** Whether the first part of the tail was said in words before the number: `nghị quyết số 57`. */
  readonly isSpoken: boolean;
  /** Folded words before the number, without those that name its kind. */
  readonly before: readonly string[];
  /** Folded words after number and year, those of the tail among them. */
  readonly after: readonly string[];
}

/** Files a year's look-up is cut into; by the number itself, so that a query needs one of them. */
const SHARDS = 32;

/** Kinds by their folded names; a person may write `nghị quyết 57` for `57-NQ/TW`. */
const KINDS: Readonly<Record<string, string>> = {
  'chi thi': 'ct',
  'cong van': 'cv',
  'ke hoach': 'kh',
  'ket luan': 'kl',
  'nghi dinh': 'nd',
  'nghi quyet': 'nq',
  'quyet dinh': 'qd',
  'thong bao': 'tb',
  'thong tu': 'tt',
};
/** Words that stand in front of a number and say nothing. */
const FILLERS: ReadonlySet<string> = new Set(['so']);
const YEAR = /^(?:19|20)\d{2}$/;
const NUMBER = /^\d{1,5}[a-z]?$/;
/** A part of a tail: `nd`, `ubnd`, `bgd&dt`, `qh15`. */
const PART = /^[a-z][a-z&]{0,10}\d{0,2}$/;
const LONGEST_TAIL = 4;
/** Letters of a query that are read; the page takes 200. */
const LONGEST_QUERY = 300;

/** Takes apart a number as it is printed; null where it is none. */
export function documentNumberOf(printed: string): DocumentNumber | null {
  const [number = '', ...rest] = fold(printed).split(/[/-]/);
  const hasYear = YEAR.test(rest[0] ?? '');
  const tail = hasYear ? rest.slice(1) : rest;
  if (!NUMBER.test(number) || tail.length === 0) return null;
  return { number, year: hasYear ? (rest[0] ?? null) : null, tail };
}

/** The look-up's key of a number, without its year: `57-nq-tw`. */
export function documentKey({ number, tail }: DocumentNumber): string {
  return [number, ...tail].join('-');
}

/** The numbers of a year's look-up files. */
export function allShards(): number[] {
  return Array.from({ length: SHARDS }, (_, shard) => shard);
}

/** Which of the year's look-up files a number is in, `0`…`31`. */
export function documentShard(number: string): number {
  return Number.parseInt(number, 10) % SHARDS;
}

/**
 * The first document number a query holds, in any spelling: `57-NQ/TW`, `57 - nq/tw`, `57 NQ TW`, `68/NÐ-CP` without its
 * year, `nghị quyết số 57`. Null where there is none; `18 tin` is one too, and no look-up will know it.
 */
export function askedDocument(query: string): AskedDocument | null {
  const tokens = tokensOf(query.slice(0, LONGEST_QUERY));
  for (const [index, { text }] of tokens.entries()) {
    const asked = NUMBER.test(text) ? askedAt(tokens, index) : null;
    if (asked) return asked;
  }
  return null;
}

interface Token {
  readonly text: string;
  /** Bound to the one before by `-` or `/`. */
  readonly isBound: boolean;
}

function tokensOf(query: string): Token[] {
  const folded = plainSigns(fold(query)).replace(/["“”]/g, ' ');
  return [...folded.matchAll(/([-/\s]*)([\p{L}\p{N}&.,]+)/gu)].map(([, before = '', text = '']) => ({
    text: text.replace(/[.,]+$/, ''),
    isBound: /[-/]/.test(before),
  }));
}

function askedAt(tokens: readonly Token[], index: number): AskedDocument | null {
  const rest = tokens.slice(index + 1);
  const year = YEAR.test(rest[0]?.text ?? '') ? (rest[0]?.text ?? null) : null;
  const after = year === null ? rest : rest.slice(1);
  const parts = after.slice(
    0,
    countWhile(after.slice(0, LONGEST_TAIL), ({ text }) => PART.test(text)),
  );
  const bound = countWhile(parts, ({ isBound }) => isBound);
  const { kind, words } = kindBefore(tokens.slice(0, index).map(({ text }) => text));
  if (parts.length === 0 && kind === null) return null;
  const isSpoken = bound === 0 && kind !== null;
  const typed = parts.map(({ text }) => text);
  return {
    number: tokens[index]?.text ?? '',
    year,
    tail: isSpoken ? [kind, ...typed] : typed,
    certain: Math.max(bound, 1),
    isSpoken,
    before: words,
    after: after.map(({ text }) => text),
  };
}

/** What kind the words before a number name, and the words without it. */
function kindBefore(words: readonly string[]): { readonly kind: string | null; readonly words: readonly string[] } {
  const spoken = FILLERS.has(words.at(-1) ?? '') ? words.slice(0, -1) : words;
  const kind = KINDS[spoken.slice(-2).join(' ')] ?? null;
  return kind === null ? { kind, words } : { kind, words: spoken.slice(0, -2) };
}

function countWhile<T>(items: readonly T[], holds: (item: T) => boolean): number {
  const end = items.findIndex((item) => !holds(item));
  return end === -1 ? items.length : end;
}
