import { normalise } from '../vietnamese/normalise.ts';
import { learnedReform } from './learned/says.ts';
import type { Lexicon } from './lexicon.ts';
import { type Found, type Parts, partsOf } from './phrases.ts';
import { RELEVANCE, readingOf } from './reading.ts';

/** How much a report is about administrative reform, with the phrases that say so, the weightiest first. */
export interface Relevance {
  readonly score: number;
  readonly phrases: readonly { readonly phrase: string; readonly weight: number }[];
  readonly foreign: string | null;
  /** What learned weights added, and the phrase that added most. */
  readonly learned: { readonly score: number; readonly phrase: string | null };
}

/** What relevance is judged by. */
export interface Judged {
  readonly title: string;
  readonly lead: string | null;
  readonly text: string;
  readonly rubric: string | null;
}

const patterns = new WeakMap<Lexicon, RegExp>();
/** A second foreign name tells nothing new. */
const FOREIGN_IN_LEAD = 0.5;
/** A title that begins with the name tells what is done there. */
const FOREIGN_ACTS = 2;

/** Weighs a report's phrases; 1 and more is reform news. */
export function relevance(report: Judged, lexicon: Lexicon, split: Parts = partsOf(report)): Relevance {
  const { parts } = lexicon;
  const weigh = (found: Found): number => lexicon.reform[found.phrase] ?? lexicon.against[found.phrase] ?? 0;
  const reading = readingOf(split, lexicon);
  const found = reading.found.get(RELEVANCE) ?? [];
  const inHead = found.map(
    (each) => weigh(each) * (Math.min(1, each.title) * parts.title + Math.min(1, each.lead) * parts.lead),
  );
  const inText = found.map((each) => weigh(each) * Math.min(parts.textCap, each.text) * parts.text);
  const rubric = total(inRubric(report.rubric, lexicon).map((each) => weigh(each) * parts.rubric));
  const together = reading.together.map(({ combination, shown, share }) => ({
    phrase: shown,
    weight: combination.weight * share,
  }));
  const foreign = foreignName(report, lexicon);
  const phrases = [
    ...found.map(({ phrase }, index) => ({ phrase, weight: (inHead[index] ?? 0) + (inText[index] ?? 0) })),
    ...together,
  ]
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const text = Math.max(-parts.textMost, Math.min(parts.textMost, total(inText)));
  const sum = total(inHead) + total(together.map(({ weight }) => weight)) + text + rubric + (foreign?.weight ?? 0);
  const learned = learnedReform(split, lexicon.learned);
  return {
    score: parts.scale * sum + learned.score,
    phrases,
    foreign: foreign?.name ?? null,
    learned: { score: learned.score, phrase: learned.phrases[0]?.phrase ?? null },
  };
}

function inRubric(rubric: string | null, lexicon: Lexicon): readonly Found[] {
  if (rubric === null) return [];
  return readingOf(partsOf({ title: rubric, lead: null, text: '' }), lexicon).found.get(RELEVANCE) ?? [];
}

function foreignName(report: Judged, lexicon: Lexicon): { name: string; weight: number } | null {
  const pattern = patterns.get(lexicon) ?? foreignPattern(lexicon.foreign);
  patterns.set(lexicon, pattern);
  const inTitle = pattern.exec(normalise(report.title));
  if (inTitle !== null)
    return { name: inTitle[0], weight: lexicon.parts.foreign * (inTitle.index === 0 ? FOREIGN_ACTS : 1) };
  const inLead = pattern.exec(normalise(report.lead ?? ''))?.[0];
  return inLead === undefined ? null : { name: inLead, weight: lexicon.parts.foreign * FOREIGN_IN_LEAD };
}

/** Names are matched with their capitals, and not as a part of a longer name or word (`Mỹ Tho`, `Phương Nga`, `Pháp luật`). */
function foreignPattern(names: readonly string[]): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}]|\\p{Lu}\\p{Ll}* )(?:${names.join('|')})(?! \\p{Lu}\\p{Ll}| (?:luật|lý|lệnh|chế)|[\\p{L}\\p{N}])`,
    'u',
  );
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
