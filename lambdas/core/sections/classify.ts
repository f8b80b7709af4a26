import type { Day } from '../calendar/instant.ts';
import { aboutPlace, type PlaceFound } from '../places/about-place.ts';
import { placeById, placeName } from '../places/gazetteer.ts';
import type { Source } from '../sources/source.ts';
import type { Lexicon } from './lexicon.ts';
import { partsOf } from './phrases.ts';
import { type Relevance, relevance } from './relevance.ts';
import type { Classification } from './section.ts';
import { type SectionScore, sectionScores } from './section-choice.ts';

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

/** Score from which a report is reform news. */
const REFORM = 1;
/** Characters of a first paragraph that count as a lead. */
const LONGEST_LEAD = 400;
const REASONS = { phrases: 3, against: 1, cues: 2 };

/** Is it reform news, of which section and province, and why, in Vietnamese. */
export function classify(input: ClassifyInput, lexicon: Lexicon): Classification {
  const read = withLead(input);
  const parts = partsOf(read);
  const relevant = relevance(read, lexicon, parts);
  const place = aboutPlace(input);
  const reform = relevant.score >= REFORM;
  const [best] = sectionScores(
    { title: input.title, text: input.text, parts, place, sourceKind: input.sourceKind },
    lexicon,
  );
  return {
    reform,
    score: Math.round(relevant.score * 100) / 100,
    section: reform ? (best?.section ?? null) : null,
    place: place?.place ?? null,
    reasons: reasonsOf({ input, relevant, place, best: reform ? best : undefined }, lexicon),
  };
}

/** A report whose lead nobody marked has one all the same: its first paragraph. */
function withLead(input: ClassifyInput): ClassifyInput {
  if (input.lead !== null && input.lead.trim() !== '') return input;
  const first = input.text.trimStart().split('\n', 1)[0] ?? '';
  return { ...input, lead: first.slice(0, LONGEST_LEAD) };
}

interface Findings {
  readonly input: ClassifyInput;
  readonly relevant: Relevance;
  readonly place: PlaceFound | null;
  readonly best: SectionScore | undefined;
}

function reasonsOf({ input, relevant, place, best }: Findings, lexicon: Lexicon): string[] {
  const { reasons } = lexicon;
  const said = (template: string, word: string): string => template.replace('{0}', word);
  const ofSign = (sign: 'for' | 'against'): string[] =>
    relevant.phrases.filter(({ weight }) => (sign === 'for' ? weight > 0 : weight < 0)).map(({ phrase }) => phrase);
  const cues = (best?.cues ?? []).filter((cue) => cue !== '' && !ofSign('for').slice(0, REASONS.phrases).includes(cue));
  return [
    ...ofSign('for')
      .slice(0, REASONS.phrases)
      .map((phrase) => said(reasons.phrase, phrase)),
    ...(place === null ? [] : [said(reasons.place, nameOf(place.place, input.day))]),
    ...cues.slice(0, REASONS.cues).map((cue) => printed(cue)),
    ...ofSign('against')
      .slice(0, REASONS.against)
      .map((phrase) => said(reasons.against, phrase)),
    ...(relevant.foreign === null ? [] : [said(reasons.foreign, relevant.foreign)]),
  ];
}

function nameOf(place: string, day: Day | null): string {
  return day === null ? (placeById(place)?.name ?? place) : placeName(place, day);
}

/** Phrases are lower case in the lexicon; the short forms of offices are printed in capitals. */
function printed(cue: string): string {
  return cue.replace(/(?<!\p{L})(?:ubnd|hđnd|tp|tthc|cchc|kpi|pci|vcci|gs|pgs|ts|đbqh)(?!\p{L})/gu, (short) =>
    short.toUpperCase(),
  );
}
