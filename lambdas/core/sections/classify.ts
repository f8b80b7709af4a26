import type { Lexicon } from './lexicon.ts';
import { relevance } from './relevance.ts';
import { type ClassifyInput, readReport } from './report.ts';

/** See {@link readReport}. */
export type { ClassifyInput } from './report.ts';

import type { Classification } from './section.ts';
import { sectionScores } from './section-choice.ts';
import { tell } from './tell.ts';

/** Score from which a report is reform news. */
const REFORM = 1;

/** Is it reform news, of which section and province, and why, in Vietnamese. */
export function classify(input: ClassifyInput, lexicon: Lexicon): Classification {
  const report = readReport(input);
  const { place, day } = report;
  const relevant = relevance(report, lexicon, report.parts);
  const reform = relevant.score >= REFORM;
  const best = reform ? (sectionScores(report, lexicon)[0] ?? null) : null;
  const isLearned = reform !== relevant.score - relevant.learned.score >= REFORM;
  return {
    reform,
    score: Math.round(relevant.score * 100) / 100,
    section: best?.section ?? null,
    place: place?.place ?? null,
    reasons: tell({ relevant, place, day, best, isLearned }, lexicon),
  };
}
