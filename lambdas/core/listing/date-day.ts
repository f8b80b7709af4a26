import { ENGLISH_MONTH, MONTH, monthOf, without } from './date-parts.ts';

/** A day as written; `year` null when only day and month are given. */
export interface WrittenDay {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
  /** How it was written: figures can be read in two orders, a month in words in one only. */
  readonly form: 'figures' | 'words' | 'year-first';
}

/** A way to write a day: its pattern and what the groups of a match mean. */
interface Form {
  readonly pattern: RegExp;
  readonly read: (groups: readonly (string | undefined)[]) => WrittenDay;
}

/** Two digits: 00–69 are 2000–2069, as RFC 2822 and POSIX would have it for this century's feeds. */
function yearOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const year = Number(text);
  return text.length === 2 ? year + (year < 70 ? 2000 : 1900) : year;
}

function written(form: WrittenDay['form'], [day, month, year]: readonly (string | undefined)[]): WrittenDay {
  return { year: yearOf(year), month: monthOf(month ?? '') ?? 0, day: Number(day), form };
}

const YEAR = '(\\d{4})';
const COMMA = '[\\s,./-]+';

/** Tried in this order; the first that matches is the day, and no other may be left beside it. */
const FORMS: readonly Form[] = [
  {
    // 2026-09-14, 2026/9/14
    pattern: /(?<!\d)(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?!\d)/,
    read: ([year, , month, day]) => written('year-first', [day, month, year]),
  },
  {
    // 14/9/2026, 14-09-26
    pattern: /(?<!\d)(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d:])/,
    read: ([day, , month, year]) => written('figures', [day, month, year]),
  },
  {
    // ngày 14 tháng 9 năm 2026, 14 Tháng 9, 2026
    pattern: new RegExp(`(?<!\\d)(\\d{1,2})[\\s,-]+thang\\s+${MONTH}(?![a-z\\d])(?:${COMMA}(?:nam\\s+)?${YEAR})?`),
    read: (groups) => written('words', groups),
  },
  {
    // Tháng Chín 14, 2026
    pattern: new RegExp(`(?<![a-z])thang\\s+${MONTH}\\s+(\\d{1,2}),?\\s+${YEAR}(?!\\d)`),
    read: ([month, day, year]) => written('words', [day, month, year]),
  },
  {
    // 14 Sep 2026, 14-Sep-26
    pattern: new RegExp(
      `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[\\s-]+${ENGLISH_MONTH}\\.?[\\s,-]+(\\d{4}|\\d{2})(?![\\d:])`,
    ),
    read: (groups) => written('words', groups),
  },
  {
    // September 14, 2026
    pattern: new RegExp(`(?<![a-z])${ENGLISH_MONTH}\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+${YEAR}(?!\\d)`),
    read: ([month, day, year]) => written('words', [day, month, year]),
  },
  {
    // 31-8
    pattern: /(?<![\d:])(\d{1,2})[/-](\d{1,2})(?![\d:/-])/,
    read: ([day, month]) => written('figures', [day, month, undefined]),
  },
];

/** Cuts the day out of a text without marks, in lower case; null where none is written. */
export function cutDay(text: string): { value: WrittenDay; rest: string } | null {
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(text);
    if (match !== null) return { value: read(match.slice(1)), rest: without(text, match) };
  }
  return null;
}
