import type { Day } from '../calendar/instant.ts';
import type { PlaceFound } from '../places/about-place.ts';
import { placeById, placeName } from '../places/gazetteer.ts';
import type { Lexicon } from './lexicon.ts';
import { type Relevance, relevance } from './relevance.ts';
import { type ClassifyInput, readReport } from './report.ts';

/** See {@link readReport}. */
export type { ClassifyInput } from './report.ts';

import type { Classification } from './section.ts';
import { type SectionScore, sectionScores } from './section-choice.ts';

/** Score from which a report is reform news. */
const REFORM = 1;
/** What was learned is told from this weight on. */
const TOLD = 0.2;
const REASONS = { phrases: 3, against: 1, cues: 2 };

/** Is it reform news, of which section and province, and why, in Vietnamese. */
export function classify(input: ClassifyInput, lexicon: Lexicon): Classification {
  const report = readReport(input);
  const { place } = report;
  const relevant = relevance(report, lexicon, report.parts);
  const reform = relevant.score >= REFORM;
  const [best] = sectionScores(report, lexicon);
  return {
    reform,
    score: Math.round(relevant.score * 100) / 100,
    section: reform ? (best?.section ?? null) : null,
    place: place?.place ?? null,
    reasons: reasonsOf({ input, relevant, place, best: reform ? best : undefined }, lexicon),
  };
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
    ...(Math.abs(relevant.learned.score) < TOLD || relevant.learned.phrase === null
      ? []
      : [said(reasons.learned, relevant.learned.phrase)]),
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
