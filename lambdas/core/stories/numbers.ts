import { IS } from './chunks.ts';
import type { Reading } from './reading.ts';
import { words } from './words.ts';

/**
 * What a number of a text may be; each has one spelling. `documents`: `57-nq/tw`, `nghị định 280`. `figures`: of two digits
 * and more, no date and no year: `5700`, `60,45`. `dates`: days of the year, without it: `4/9`. `headDates`: those among
 * the first words: when it happened, not what it goes back to.
 */
type Found = 'documents' | 'figures' | 'dates' | 'headDates';

/** Kinds of documents are told in two words: `nghị định`. */
const kinds: ReadonlySet<string> = new Set(words.documentKinds);
/** Words before which `4.9` is a day and not a decimal. */
const dayWords: ReadonlySet<string> = new Set(words.beforeDates);
const DATE = /^(\d{1,2})([/.-])(\d{1,2})(?:[/.-]\d{2,4})?$/;
const CODED = /^\d+[a-zđ]?[-/][^\d]/u;
const PLAIN = /^\d+$/;
const AMOUNT = /^\d[\d.,]*$/;
const YEAR = /^(?:19|20)\d\d$/;
const THOUSANDS = /\.(?=\d{3}(?!\d))/g;

/** Tells what the numbers of a text are; `head` words from the start are its head. */
export function tellNumbers(text: Reading, head: number, tell: (kind: Found, sign: string) => void): void {
  for (let index = 0; index < text.count; index++) {
    if (!isNumber(text, index)) continue;
    const day = dayAt(text, index);
    if (day !== null) {
      tell('dates', day);
      if (index < head) tell('headDates', day);
      continue;
    }
    const document = documentAt(text, index);
    if (document !== null) {
      tell('documents', document);
      continue;
    }
    const figure = isMonthOfDay(text, index) ? null : figureIn(text.textAt(index));
    if (figure !== null) tell('figures', figure);
  }
}

function isNumber({ signs }: Reading, index: number): boolean {
  return ((signs[index] ?? 0) & IS.number) !== 0;
}

function figureIn(text: string): string | null {
  if (!AMOUNT.test(text)) return null;
  const plain = text.replace(THOUSANDS, '');
  return plain.length > 1 && !YEAR.test(plain) ? plain : null;
}

/** `4/9`, `04-9-2024`, `4 tháng 9`; `4.9` only behind a word that announces a day. */
function dayAt(text: Reading, index: number): string | null {
  const here = text.textAt(index);
  const [, day, sign, month] = DATE.exec(here) ?? [];
  if (day !== undefined && month !== undefined) {
    const isDecimal = sign === '.' && !dayWords.has(text.textAt(index - 1));
    return isDecimal ? null : dayOfYear(day, month);
  }
  const spelled = text.textAt(index + 2);
  if (text.textAt(index + 1) !== words.month || !PLAIN.test(spelled)) return null;
  return PLAIN.test(here) ? dayOfYear(here, spelled) : null;
}

function isMonthOfDay(text: Reading, index: number): boolean {
  return text.textAt(index - 1) === words.month && isNumber(text, index - 2);
}

function dayOfYear(day: string, month: string): string | null {
  const [d, m] = [Number(day), Number(month)];
  return d >= 1 && d <= 31 && m >= 1 && m <= 12 ? `${d}/${m}` : null;
}

/** `57-nq/tw`; or a bare number behind its kind: `nghị định (số) 280`. */
function documentAt(text: Reading, index: number): string | null {
  const number = text.textAt(index);
  if (CODED.test(number)) return number;
  if (!PLAIN.test(number)) return null;
  const before = (back: number): string => `${text.textAt(index - back - 1)} ${text.textAt(index - back)}`;
  const kind = [before(1), text.textAt(index - 1) === words.number ? before(2) : ''].find((each) => kinds.has(each));
  return kind === undefined ? null : `${kind} ${number}`;
}
