import type { ImportedBulletin } from './bulletin.ts';
import { dayInName, monthInName } from './file-name.ts';
import { parseDaily } from './parse-daily.ts';
import { parseMonthly } from './parse-monthly.ts';
import { passagesOf } from './passages.ts';
import { SIGNS } from './signs.ts';

/** Longest text that is read, characters; a year of bulletins in one file is not one bulletin. */
const LONGEST = 5_000_000;

/** Signs of a daily and of a monthly, as their faces and sections print them. */
const DAILY = SIGNS.daily;
const MONTHLY = SIGNS.monthly;

/**
 * Reads a printed bulletin from its text (plain, or with the marks of Markdown). `file` is its name, which gives the date where
 * the text has none; `sections` are the names of the house's sections. Null where the text is no bulletin.
 */
export function parseBulletin(text: string, file: string, sections: readonly string[]): ImportedBulletin | null {
  const passages = passagesOf(text.slice(0, LONGEST));
  const words = passages.map((passage) => passage.cells?.join(' ') ?? passage.text).join('\n');
  const hasSection = sections.some((name) => words.includes(name));
  if (DAILY.test(words) || (hasSection && !MONTHLY.test(words))) return parseDaily(passages, sections, dayInName(file));
  return MONTHLY.test(words) ? parseMonthly(passages, monthInName(file)) : null;
}
