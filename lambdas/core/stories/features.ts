import { numbersOf } from './numbers.ts';
import { createReader, mixed, type Reader, type Word } from './reading.ts';
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
}

/** Words read of a title, a lead, a text: the news is told by then, and an article of 200 KB costs what others cost. */
const MOST = { title: 60, lead: 100, text: 300 };
/** Words of the text that belong to the head: the first paragraph of a report, about. */
const HEAD_OF_TEXT = 70;
/** Words among which the day of the event stands. */
const HEAD_OF_DATES = 110;
const SHINGLE = 3;
const LONGEST_NAME = 5;
/** A title with more capitals than this is written in capitals: they tell no names. */
const ALL_CAPITALS = 0.7;
const common: ReadonlySet<string> = new Set(words.common);
const periodWords: ReadonlySet<string> = new Set(words.periods);
const ROMAN = /^[ivx]+$/;
const FIGURE = /\d+/g;
const OPENING_END = /[:–|]/;

/** The features of articles, in their order. */
export function featuresOf(articles: readonly StoryInput[]): Features[] {
  const read = createReader();
  return articles.map((input) => featuresOfOne(input, read));
}

function featuresOfOne(input: StoryInput, read: Reader): Features {
  const title = read(input.title, MOST.title);
  const lead = read(input.lead ?? '', MOST.lead);
  const text = read(input.text, MOST.text);
  const body = [...lead, ...text];
  const all = [...title, ...body];
  const { documents, figures, dates, headDates } = numbersOf(all, HEAD_OF_DATES);
  return {
    input,
    title: sortedOnce(termsOf(title)),
    head: sortedOnce(termsOf([...title, ...lead, ...text.slice(0, HEAD_OF_TEXT)])),
    whole: sortedOnce(termsOf(all)),
    shingles: sortedOnce(runsOf(body)),
    documents,
    figures,
    dates,
    headDates,
    names: new Set([...(isAllCapitals(title) ? [] : namesIn(title)), ...namesIn(body.slice(0, HEAD_OF_DATES))]),
    periods: new Set(periodsIn(title)),
    pattern: patternOf(input.title),
    length: all.length,
    size: input.title.length + (input.lead?.length ?? 0) + input.text.length,
  };
}

/** Words that are no common ones, and their pairs. */
function termsOf(text: readonly Word[]): number[] {
  const terms: number[] = [];
  let before: Word | null = null;
  for (const word of text) {
    const isTerm = !common.has(word.text);
    if (isTerm) terms.push(word.hash);
    if (isTerm && before !== null) terms.push(mixed(before.hash, word.hash));
    before = isTerm ? word : null;
  }
  return terms;
}

function runsOf(text: readonly Word[]): number[] {
  const runs: number[] = [];
  for (let start = 0; start + SHINGLE <= text.length; start++) {
    let run = SHINGLE;
    for (let index = start; index < start + SHINGLE; index++) run = mixed(run, text[index]?.hash ?? 0);
    runs.push(run);
  }
  return runs;
}

function isAllCapitals(title: readonly Word[]): boolean {
  return title.filter((word) => word.isCapital).length > title.length * ALL_CAPITALS;
}

/** Runs of words with capitals and nothing but a space between them. */
function namesIn(text: readonly Word[]): string[] {
  const names: string[] = [];
  let name: Word[] = [];
  const close = (): void => {
    if (name.length > 1) names.push(name.map((word) => word.text).join(' '));
    name = [];
  };
  for (const word of text) {
    const goesOn = word.isCapital && word.opens && name.at(-1)?.closes === true && name.length < LONGEST_NAME;
    if (!goesOn) close();
    if (word.isCapital) name.push(word);
  }
  close();
  return names;
}

function periodsIn(title: readonly Word[]): string[] {
  return title.flatMap((word, index) => {
    const before = title[index - 1]?.text ?? '';
    return periodWords.has(before) && (word.isNumber || ROMAN.test(word.text)) ? [`${before} ${word.text}`] : [];
  });
}

function patternOf(title: string): Features['pattern'] {
  const whole = title.replace(FIGURE, '#').toLowerCase();
  return { whole, opening: whole.split(OPENING_END, 1)[0] ?? '', figures: (title.match(FIGURE) ?? []).join(' ') };
}

function sortedOnce(terms: readonly number[]): Int32Array {
  const sorted = new Int32Array(terms).sort();
  let count = 0;
  for (let index = 0; index < sorted.length; index++) {
    const term = sorted[index] ?? 0;
    if (count === 0 || term !== sorted[count - 1]) sorted[count++] = term;
  }
  return sorted.slice(0, count);
}
