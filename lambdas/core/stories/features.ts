import { toMillis } from '../calendar/instant.ts';
import { IS } from './chunks.ts';
import { mixed } from './hash.ts';
import { numbersOf } from './numbers.ts';
import { createReader, type Reader, type Reading } from './reading.ts';
import { createSorter, type Sorter } from './sorter.ts';
import type { StoryInput } from './story-input.ts';
import { words } from './words.ts';

/** What articles are compared by. Terms are numbers that stand for a word or two, sorted, each once. */
export interface Features {
  readonly input: StoryInput;
  /** Terms of the title. */
  readonly title: Int32Array;
  /** Terms of title, lead and the beginning of the text: who, what, where. */
  readonly head: Int32Array;
  /** Terms of all that is read. */
  readonly whole: Int32Array;
  /** Runs of three syllables of lead and text. */
  readonly shingles: Int32Array;
  readonly documents: ReadonlySet<string>;
  readonly figures: ReadonlySet<string>;
  readonly dates: ReadonlySet<string>;
  /** Days named in the head. */
  readonly headDates: ReadonlySet<string>;
  /** Names of persons and bodies in the head: two to five words with capitals. */
  readonly names: ReadonlySet<string>;
  /** Numbers the title counts its series by: `tháng 9`. */
  readonly periods: ReadonlySet<string>;
  /** The title with `#` for its figures, how that begins, and the figures. */
  readonly pattern: { readonly whole: string; readonly opening: string; readonly figures: string };
  /** Words read. */
  readonly length: number;
  /** Characters of the article: how full a report it is. */
  readonly size: number;
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
/** A word makes two terms at most: itself and the pair with the one before. */
const MOST_TERMS = 2 * (MOST.title + MOST.lead + MOST.text);
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

/** Answers the features of one article after the other; knows the words it has read. */
export function createFeaturing(): (article: StoryInput) => Features {
  const reader = createReader(MOST.title + MOST.lead + MOST.text);
  const desk: Desk = { reader, sort: createSorter(MOST_TERMS), terms: new Int32Array(MOST_TERMS) };
  return (article) => featuresOfOne(article, desk);
}

/** Tools of a batch, used again for each article. */
interface Desk {
  readonly reader: Reader;
  readonly sort: Sorter;
  /** Room for the terms of one article. */
  readonly terms: Int32Array;
}

function featuresOfOne(input: StoryInput, { reader, sort, terms }: Desk): Features {
  reader.clear();
  const titleEnd = reader.read(input.title, MOST.title);
  const leadEnd = reader.read(input.lead ?? '', MOST.lead);
  const length = reader.read(input.text, MOST.text);
  const { documents, figures, dates, headDates } = numbersOf(reader, HEAD_OF_DATES);
  const [title, head, whole] = termsOf(reader, [titleEnd, Math.min(leadEnd + HEAD_OF_TEXT, length)], terms);
  return {
    input,
    title: sort(terms, title),
    head: sort(terms, head),
    whole: sort(terms, whole),
    shingles: sort(terms, runsOf(reader, titleEnd, terms)),
    documents,
    figures,
    dates,
    headDates,
    names: namesOf(reader, titleEnd),
    periods: periodsIn(reader, titleEnd),
    pattern: patternOf(input.title),
    length,
    size: input.title.length + (input.lead?.length ?? 0) + input.text.length,
    time: input.publishedAt === null ? null : toMillis(input.publishedAt),
  };
}

/**
 * Puts words that are no common ones, and their pairs, into `terms`; answers how many there are up to the end of the
 * title, of the head and of all.
 */
function termsOf(
  { count: length, hashes, signs }: Reading,
  [titleEnd, headEnd]: readonly [number, number],
  terms: Int32Array,
): [number, number, number] {
  let [count, title, head, before, isBehindTerm] = [0, 0, 0, 0, false];
  for (let index = 0; index < length; index++) {
    const isTerm = ((signs[index] ?? 0) & IS.common) === 0;
    const hash = hashes[index] ?? 0;
    if (isTerm) terms[count++] = hash;
    if (isTerm && isBehindTerm) terms[count++] = mixed(before, hash);
    [before, isBehindTerm] = [hash, isTerm];
    if (index + 1 === titleEnd) title = count;
    if (index + 1 === headEnd) head = count;
  }
  return [title, head, count];
}

/** Puts the runs of three words from `from` on into `runs`; answers how many there are. */
function runsOf({ count: length, hashes }: Reading, from: number, runs: Int32Array): number {
  let count = 0;
  for (let start = from; start + SHINGLE <= length; start++) {
    let run = SHINGLE;
    for (let index = start; index < start + SHINGLE; index++) run = mixed(run, hashes[index] ?? 0);
    runs[count++] = run;
  }
  return count;
}

/** Names in the title, unless it is written in capitals, and in the first words behind it. */
function namesOf(text: Reading, titleEnd: number): Set<string> {
  const names = new Set<string>();
  let capitals = 0;
  for (let index = 0; index < titleEnd; index++) if (is(text, index, IS.capital)) capitals += 1;
  if (capitals <= titleEnd * ALL_CAPITALS) addNames(names, text, [0, titleEnd]);
  addNames(names, text, [titleEnd, Math.min(text.count, titleEnd + HEAD_OF_DATES)]);
  return names;
}

/** Runs of words with capitals and nothing but a space between them. */
function addNames(names: Set<string>, text: Reading, [from, to]: readonly [number, number]): void {
  for (let start = from; start < to; ) {
    if (!is(text, start, IS.capital)) {
      start += 1;
      continue;
    }
    let end = start + 1;
    const goesOn = (): boolean => is(text, end, IS.capital) && is(text, end, IS.opens) && is(text, end - 1, IS.closes);
    while (end < to && end - start < LONGEST_NAME && goesOn()) end += 1;
    if (end - start > 1) names.add(Array.from({ length: end - start }, (_, at) => text.textAt(start + at)).join(' '));
    start = end;
  }
}

function is({ signs }: Reading, index: number, sign: number): boolean {
  return ((signs[index] ?? 0) & sign) !== 0;
}

function periodsIn(text: Reading, titleEnd: number): Set<string> {
  const periods = new Set<string>();
  for (let index = 1; index < titleEnd; index++) {
    const [before, word] = [text.textAt(index - 1), text.textAt(index)];
    if (periodWords.has(before) && (is(text, index, IS.number) || ROMAN.test(word))) periods.add(`${before} ${word}`);
  }
  return periods;
}

function patternOf(title: string): Features['pattern'] {
  const whole = title.replace(FIGURE, '#').toLowerCase();
  return { whole, opening: whole.split(OPENING_END, 1)[0] ?? '', figures: (title.match(FIGURE) ?? []).join(' ') };
}
