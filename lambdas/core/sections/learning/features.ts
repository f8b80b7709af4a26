import { syllables } from '../../vietnamese/syllables.ts';
import type { Classification } from '../section.ts';
import type { Report } from './report.ts';

/** What a report shows to the model: a sign and how strongly it shows (0…1). */
export type Features = ReadonlyMap<string, number>;

/** What the rules said of the report; the model learns where editors differ from it. */
export type RulesSaid = Pick<Classification, 'section' | 'place'>;

/** A sign of this kind is no run of syllables: none contains the character. */
const MARK = '@';
/** Parts of a report: how strongly a run of syllables shows in it, how long runs are, how many syllables are read. */
const PARTS = [
  { part: 'title', strength: 1, longest: 3, read: 60 },
  { part: 'lead', strength: 0.7, longest: 3, read: 120 },
  { part: 'text', strength: 0.4, longest: 2, read: 250 },
] as const;

/**
 * Runs of one to three syllables, each as strong as in the best part it stands in, and the rules' own findings: their
 * section, a province, the kind of paper, a question for a title, an author who says “tôi”.
 */
export function featuresOf(report: Report, rules: RulesSaid): Features {
  const found = new Map<string, number>();
  for (const { part, strength, longest, read } of PARTS) {
    const words = syllables(report[part] ?? '').slice(0, read);
    for (const run of runsOf(words, longest)) if (!found.has(run)) found.set(run, strength);
  }
  for (const sign of signsOf(report, rules)) found.set(`${MARK}${sign}`, 1);
  return found;
}

/** True for a run of syllables, which a person can be shown; false for a finding of the rules. */
export function isRun(feature: string): boolean {
  return !feature.startsWith(MARK);
}

function* runsOf(words: readonly string[], longest: number): Generator<string> {
  for (const [start, first] of words.entries()) {
    let run = first;
    yield run;
    for (const next of words.slice(start + 1, start + longest)) {
      run = `${run} ${next}`;
      yield run;
    }
  }
}

function signsOf(report: Report, rules: RulesSaid): string[] {
  return [
    `rules:${rules.section ?? 'none'}`,
    rules.place === null ? 'no-place' : 'place',
    `paper:${report.sourceKind ?? 'unknown'}`,
    ...(report.title.trim().endsWith('?') ? ['question'] : []),
    ...(/(?<!\p{L})tôi(?!\p{L})/iu.test(`${report.title} ${report.lead ?? ''}`) ? ['first-person'] : []),
  ];
}
