import { phrase, sectionName } from '../../drafting/words.ts';
import { classify } from '../classify.ts';
import type { Lexicon } from '../lexicon.ts';
import type { Classification } from '../section.ts';
import { ask, type Opinion } from './ask.ts';
import { featuresOf } from './features.ts';
import { lexiconVersion } from './lexicon-version.ts';
import type { Model } from './model.ts';
import type { Report } from './report.ts';
import { words } from './words.ts';

/** What a report is judged by: the data of the house, and what it learned from its editors, where it has. */
export interface Judgement {
  readonly lexicon: Lexicon;
  readonly model?: Model | null;
}

/**
 * Likelihood from which the model moves a report to another section, and what the rules' own may have at most. Of an editor
 * with a habit, learned from 124 decisions, `npm run evaluate` counted 23 moves right and 1 wrong (0.7 and 0.2: 13 and 0;
 * 0.55 and 0.35: 34 and 6).
 */
const MOVES = { other: 0.6, own: 0.25 };
/** Likelihood from which it only says so on the card. */
const HINTS = 0.5;
/** Likelihood of being wanted under which a report is said to be of the kind that editors drop. */
const UNWANTED = 0.35;
/** So much of its score is left to such a report: it gives way to its equals and still is reform news. */
const UNWANTED_SHARE = 0.85;

/**
 * The rules' judgement with the second opinion beside it. The rules alone say what is reform news. Where the model is sure
 * it moves a report to the section editors put its like in, where it has a mere leaning it says so, and what editors
 * usually drop gives way to its equals; each leaves a reason in Vietnamese, first of all. A model that was trained beside
 * another lexicon is not asked: it would correct mistakes that are no longer made.
 */
export function judge(report: Report, { lexicon, model = null }: Judgement): Classification {
  const rules = classify(report, lexicon);
  if (!model || !rules.reform || model.trained.lexicon !== lexiconVersion(lexicon)) return rules;
  return combine(rules, ask(model, featuresOf(report, rules), rules), model.uses);
}

/** Lays the model's opinion beside the rules' judgement, as far as it `uses` prove good; see {@link judge}. */
export function combine(rules: Classification, opinion: Opinion, uses: Model['uses']): Classification {
  const sorted = uses.sections ? sortedBy(rules, opinion) : rules;
  if (!uses.wanted || !isUnwanted(opinion)) return sorted;
  const reason = phrase(words.drops, because(opinion.unwantedWords));
  const score = Math.max(1, Math.round(rules.score * UNWANTED_SHARE * 100) / 100);
  return { ...sorted, score, reasons: [reason, ...sorted.reasons] };
}

/** True where a report is of the kind that editors usually drop. */
export function isUnwanted({ wanted }: Opinion): boolean {
  return wanted < UNWANTED;
}

function sortedBy(rules: Classification, { section, sections, sectionWords }: Opinion): Classification {
  if (section === rules.section || rules.section === null) return rules;
  const likely = sections[section] ?? 0;
  const isSure = likely >= MOVES.other && (sections[rules.section] ?? 0) <= MOVES.own;
  if (!isSure && likely < HINTS) return rules;
  const reason = phrase(isSure ? words.moves : words.hints, sectionName(section), because(sectionWords));
  return { ...rules, section: isSure ? section : rules.section, reasons: [reason, ...rules.reasons] };
}

function because(runs: readonly string[]): string {
  return runs.length === 0 ? '' : phrase(words.because, runs.map((run) => phrase(words.word, run)).join(', '));
}
