import { toMillis } from '../calendar/instant.ts';
import { IS } from './chunks.ts';
import { mixed } from './hash.ts';
import { createNumberSet, type NumberSet } from './number-set.ts';
import { tellNumbers } from './numbers.ts';
import { createReader, type Reader, type Reading } from './reading.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { createSignBook, type Kind, type SignBook } from './signs.ts';
import type { StoryInput } from './story-input.ts';
import { words } from './words.ts';

/** What articles are compared by; all lists hold different numbers. */
export interface Features {
  readonly input: StoryInput;
  /**
   * Terms, numbers that stand for a word or two, of all that is read, as they come: those of the title first (`ofTitle` of
   * them, sorted: titles of the same words weigh the same to the last bit), then those of the lead and the beginning of the text (up to `ofHead`): who, what, where.
   */
  readonly terms: Int32Array;
  readonly ofTitle: number;
  readonly ofHead: number;
  /** Runs of three syllables of lead and text. */
  readonly runs: Int32Array;
  /** Names, figures, days and document numbers, sorted; the names (two to five words with capitals) of the head only. */
  readonly signs: Int32Array;
  /** What the numbers of the signs stand for. */
  readonly book: SignBook;
  /** The title with `#` for its figures, how that begins, and the figures. */
  readonly pattern: { readonly whole: string; readonly opening: string; readonly figures: string };
  /** Words read. */
  readonly length: number;
  /** When it was published, in milliseconds; null: unknown. */
  readonly time: number | null;
}

/** Words read of a title, a lead, a text: the news is told by then, and an article of 200 KB costs what others cost. */
const MOST = { title: 60, lead: 100, text: 300 };
/** Words of the text that belong to the head: the first paragraph of a report, about. */
const HEAD_OF_TEXT = 70;
/** Words among which the day of the event stands. */
const HEAD_OF_DATES = 110;
const SHINGLE = 3;
/** Terms of an article at most: a word makes two, itself and the pair with the one before. */
export const MOST_TERMS = 2 * (MOST.title + MOST.lead + MOST.text);
const LONGEST_NAME = 5;
/** A title with more capitals than this is written in capitals: they tell no names. */
const ALL_CAPITALS = 0.7;
const periodWords: ReadonlySet<string> = new Set(words.periods);
const ROMAN = /^[ivx]+$/;
const FIGURE = /\d+/g;
const OPENING_END = /[:–|]/;

/** The features of articles, in their order. */
export function featuresOf(articles: readonly StoryInput[]): Features[] {
  return articles.map(createFeaturing());
}

/** Answers the features of one article after the other; knows the words and signs it has read. */
export function createFeaturing(): (article: StoryInput) => Features {
  const desk: Desk = {
    reader: createReader(MOST.title + MOST.lead + MOST.text),
    book: createSignBook(),
    different: createNumberSet(MOST_TERMS),
    keep: createShelf(),
  };
  return (article) => featuresOfOne(article, desk);
}

/** Tools of a batch, used again for each article. */
interface Desk {
  readonly reader: Reader;
  readonly book: SignBook;
  readonly different: NumberSet;
  readonly keep: Shelf;
}

function featuresOfOne(input: StoryInput, { reader, book, different, keep }: Desk): Features {
  reader.clear();
  const titleEnd = reader.read(input.title, MOST.title);
  const leadEnd = reader.read(input.lead ?? '', MOST.lead);
  const length = reader.read(input.text, MOST.text);
  const kept = (): Int32Array => keep(different.numbers.subarray(0, different.count));
  const [ofTitle, ofHead] = takeTerms(reader, [titleEnd, Math.min(leadEnd + HEAD_OF_TEXT, length)], different);
  const terms = kept();
  terms.subarray(0, ofTitle).sort();
  takeRuns(reader, titleEnd, different);
  return {
    input,
    terms,
    ofTitle,
    ofHead,
    runs: kept(),
    signs: keep(signsIn(reader, titleEnd, book)),
    book,
    pattern: patternOf(input.title),
    length,
    time: input.publishedAt === null ? null : toMillis(input.publishedAt),
  };
}

/**
 * Takes the words that are no common ones, and their pairs; answers how many different ones there are up to the end of the
 * title and of the head.
 */
function takeTerms(
  { count: length, hashes, signs }: Reading,
  [titleEnd, headEnd]: readonly [number, number],
  terms: NumberSet,
): [number, number] {
  let ofTitle = 0;
  let ofHead = 0;
  let before = 0;
  let isBehindTerm = false;
  terms.clear();
  for (let index = 0; index < length; index++) {
    const isTerm = ((signs[index] ?? 0) & IS.common) === 0;
    const hash = hashes[index] ?? 0;
    if (isTerm) terms.add(hash);
    if (isTerm && isBehindTerm) terms.add(mixed(before, hash));
    before = hash;
    isBehindTerm = isTerm;
    if (index + 1 === titleEnd) ofTitle = terms.count;
    if (index + 1 === headEnd) ofHead = terms.count;
  }
  return [ofTitle, ofHead];
}

/** Takes the runs of three words from `from` on. */
function takeRuns({ count: length, hashes }: Reading, from: number, runs: NumberSet): void {
  runs.clear();
  for (let start = from; start + SHINGLE <= length; start++) {
    let run = SHINGLE;
    for (let index = start; index < start + SHINGLE; index++) run = mixed(run, hashes[index] ?? 0);
    runs.add(run);
  }
}

function signsIn(text: Reading, titleEnd: number, book: SignBook): Int32Array {
  const found: number[] = [];
  const tell = (kind: Kind, sign: string): void => {
    found.push(book.numberOf(kind, sign));
  };
  tellNumbers(text, HEAD_OF_DATES, tell);
  tellNames(text, titleEnd, tell);
  tellPeriods(text, titleEnd, tell);
  const sorted = Int32Array.from(found).sort();
  return sorted.filter((sign, at) => at === 0 || sign !== sorted[at - 1]);
}

type Tell = (kind: Kind, sign: string) => void;

/** Names in the title, unless it is written in capitals, and in the first words behind it. */
function tellNames(text: Reading, titleEnd: number, tell: Tell): void {
  let capitals = 0;
  for (let index = 0; index < titleEnd; index++) if (is(text, index, IS.capital)) capitals += 1;
  if (capitals <= titleEnd * ALL_CAPITALS) tellNamesIn(text, [0, titleEnd], tell);
  tellNamesIn(text, [titleEnd, Math.min(text.count, titleEnd + HEAD_OF_DATES)], tell);
}

/** Runs of words with capitals and nothing but a space between them. */
function tellNamesIn(text: Reading, [from, to]: readonly [number, number], tell: Tell): void {
  for (let start = from; start < to; ) {
    if (!is(text, start, IS.capital)) {
      start += 1;
      continue;
    }
    let end = start + 1;
    while (end < to && end - start < LONGEST_NAME && goesOn(text, end)) end += 1;
    if (end - start > 1) tell('names', textOf(text, start, end));
    start = end;
  }
}

function goesOn(text: Reading, index: number): boolean {
  return is(text, index, IS.capital) && is(text, index, IS.opens) && is(text, index - 1, IS.closes);
}

function textOf(text: Reading, from: number, to: number): string {
  let whole = text.textAt(from);
  for (let index = from + 1; index < to; index++) whole += ` ${text.textAt(index)}`;
  return whole;
}

function is({ signs }: Reading, index: number, sign: number): boolean {
  return ((signs[index] ?? 0) & sign) !== 0;
}

function tellPeriods(text: Reading, titleEnd: number, tell: Tell): void {
  for (let index = 1; index < titleEnd; index++) {
    const before = text.textAt(index - 1);
    if (!periodWords.has(before)) continue;
    const word = text.textAt(index);
    if (is(text, index, IS.number) || ROMAN.test(word)) tell('periods', `${before} ${word}`);
  }
}

function patternOf(title: string): Features['pattern'] {
  const whole = title.replace(FIGURE, '#').toLowerCase();
  return { whole, opening: whole.split(OPENING_END, 1)[0] ?? '', figures: (title.match(FIGURE) ?? []).join(' ') };
}
