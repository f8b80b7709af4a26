import { learnedSections } from './learned/says.ts';
import type { Lexicon } from './lexicon.ts';
import type { Found } from './phrases.ts';
import { readingOf } from './reading.ts';
import type { SectionId } from './section.ts';
import { type Chosen, signsOf } from './signs.ts';
import type { Together } from './together.ts';

/** A section with its score and what spoke for it, the weightiest first. */
export interface SectionScore {
  readonly section: SectionId;
  readonly score: number;
  readonly cues: readonly string[];
}

/** The sections with their scores, the best first; equal scores keep the order of the lexicon. */
export function sectionScores(report: Chosen, lexicon: Lexicon): SectionScore[] {
  const { parts, cues } = lexicon.sections;
  const { found: lists, together } = readingOf(report.parts, lexicon);
  const signs = signsOf(report, lexicon);
  const learned = learnedSections(
    report.parts,
    signs.map(({ id }) => id),
    lexicon.learned,
  );
  return Object.entries(cues)
    .map(([section, weights]): SectionScore => {
      const weighed = (lists.get(section) ?? []).map((found) => ({
        cue: found.phrase,
        weight: (weights[found.phrase] ?? 0) * share(found, parts.textOf[section] ?? parts.text, parts),
      }));
      const all = [
        ...weighed,
        ...ofSection(section, together),
        ...signs.filter((sign) => sign.section === section),
      ].sort((a, b) => b.weight - a.weight);
      return {
        section,
        score: beside(
          section,
          all.reduce(
            (sum, { weight }, rank) => sum + weight * (weight > 0 ? parts.decay ** rank : 1),
            learned.get(section)?.score ?? 0,
          ),
          lexicon,
        ),
        cues: all.filter(({ weight }) => weight > 0).map(({ cue }) => cue),
      };
    })
    .sort((a, b) => b.score - a.score);
}

/** A matter's score as it stands beside a genre's: the order among matters is kept. */
function beside(section: SectionId, score: number, { sections: { genres, matters } }: Lexicon): number {
  const isPlain = score <= matters.from || genres.includes(section);
  return isPlain ? score : matters.from + matters.share * (score - matters.from);
}

function ofSection(section: SectionId, together: readonly Together[]): Weighed[] {
  return together.map(({ combination, shown, share }) => ({
    cue: shown,
    weight: (combination.sections[section] ?? 0) * share,
  }));
}

type Weighed = { readonly cue: string; readonly weight: number };

function share(found: Found, inText: number, parts: Lexicon['sections']['parts']): number {
  return (
    Math.min(1, found.title) * parts.title +
    Math.min(1, found.lead) * parts.lead +
    Math.min(parts.textCap, found.text) * inText
  );
}
