import { IS } from './chunks.ts';
import type { Reading } from './reading.ts';
import { words } from './words.ts';

/** What the numbers of a text are; sets of one spelling each. */
export interface Numbers {
  /** Numbers of documents: `57-nq/tw`, `nghị định 280`. */
  readonly documents: ReadonlySet<string>;
  /** Figures of two digits and more that are no date and no year: `5700`, `60,45`. */
  readonly figures: ReadonlySet<string>;
  /** Days of the year, without it: `4/9`. */
  readonly dates: ReadonlySet<string>;
  /** The dates among the first words: when it happened, not what it goes back to. */
  readonly headDates: ReadonlySet<string>;
}

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

/** Sorts the numbers of a text; `head` words from the start are its head. */
export function numbersOf(text: Reading, head: number): Numbers {
  const found = {
    documents: new Set<string>(),
    figures: new Set<string>(),
    dates: new Set<string>(),
    headDates: new Set<string>(),
  };
  for (let index = 0; index < text.count; index++) {
    if (!isNumber(text, index)) continue;
    const day = dayAt(text, index);
    if (day !== null) {
      found.dates.add(day);
      if (index < head) found.headDates.add(day);
      continue;
    }
    const document = documentAt(text, index);
    if (document !== null) found.documents.add(document);
    else if (!isMonthOfDay(text, index)) addFigure(found.figures, text.textAt(index));
  }
  return found;
}

function isNumber({ signs }: Reading, index: number): boolean {
  return ((signs[index] ?? 0) & IS.number) !== 0;
}

function addFigure(figures: Set<string>, text: string): void {
  if (!AMOUNT.test(text)) return;
  const plain = text.replace(THOUSANDS, '');
  if (plain.length > 1 && !YEAR.test(plain)) figures.add(plain);
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
