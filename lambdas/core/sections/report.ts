import type { Day } from '../calendar/instant.ts';
import { aboutPlace } from '../places/about-place.ts';
import type { Source } from '../sources/source.ts';
import { partsOf } from './phrases.ts';
import type { Chosen } from './signs.ts';

/** What a report is classified by. */
export interface ClassifyInput {
  readonly title: string;
  readonly lead: string | null;
  readonly text: string;
  readonly rubric: string | null;
  readonly sourceKind: Source['kind'] | null;
  /** Gazetteer id of the paper's province, or null. */
  readonly sourcePlace: string | null;
  /** Day of the report, for the provinces of that day; null: as named. */
  readonly day: Day | null;
}

/** A report ready to be judged: split into syllables once, with its lead and its place. */
export interface ReadReport extends ClassifyInput, Chosen {}

/** Characters of a first paragraph that count as a lead. */
const LONGEST_LEAD = 400;
/** Characters of a text that are read: the longest reports are a fifth of this, the rest is an attack or an accident. */
const LONGEST_TEXT = 100_000;

/** Reads a report once for all that is asked of it; one whose lead nobody marked has its first paragraph for a lead. */
export function readReport(input: ClassifyInput): ReadReport {
  const text = input.text.slice(0, LONGEST_TEXT);
  const lead = input.lead?.trim() ? input.lead : (text.trimStart().split('\n', 1)[0] ?? '').slice(0, LONGEST_LEAD);
  const read = { ...input, title: input.title.slice(0, LONGEST_LEAD), lead, text };
  return { ...read, parts: partsOf(read), place: aboutPlace(read) };
}
