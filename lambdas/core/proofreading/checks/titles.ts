import type { Hit } from '../finding.ts';
import type { About, Check } from './check.ts';

/** Below so many letters a title in capitals may be a name. */
const FEW_LETTERS = 12;

/** Titles that are empty, too long, all in capitals or end with a full stop. */
export const titleCheck: Check = (text, { rules: { limits } }: About) => {
  const all = { start: 0, end: text.length };
  if (text.trim() === '') return [{ rule: 'title-empty', ...all }];
  const hits: Hit[] = [];
  if (text.length > limits.titleCharacters) {
    hits.push({ rule: 'title-long', ...all, values: [text.length, limits.titleCharacters] });
  }
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length >= FEW_LETTERS && letters.every((letter) => letter === letter.toUpperCase())) {
    hits.push({ rule: 'title-capitals', ...all });
  }
  const stop = /(?<![.…])\.\s*$/u.exec(text);
  const isAbbreviation = /(?:v\.v|TP|Tp)\.\s*$/u.test(text);
  if (stop && !isAbbreviation) hits.push({ rule: 'title-stop', start: stop.index, end: text.length, fix: '' });
  return hits;
};
