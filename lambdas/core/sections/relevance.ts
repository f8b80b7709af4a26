import { normalise } from '../vietnamese/normalise.ts';
import { learnedReform } from './learned/says.ts';
import type { Lexicon } from './lexicon.ts';
import { type Found, findPhrases, type Parts, type PhraseTable, partsOf, phraseTable } from './phrases.ts';
import { foundTogether } from './together.ts';

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

/** What of a lexicon is made ready once. */
interface Ready {
  readonly phrases: PhraseTable;
  readonly foreign: RegExp;
}

const made = new WeakMap<Lexicon, Ready>();
/** A second foreign name tells nothing new. */
const FOREIGN_IN_LEAD = 0.5;
/** A title that begins with the name tells what is done there. */
const FOREIGN_ACTS = 2;

/** Weighs a report's phrases; 1 and more is reform news. */
export function relevance(report: Judged, lexicon: Lexicon, split: Parts = partsOf(report)): Relevance {
  const { parts } = lexicon;
  const { phrases: table } = readyOf(lexicon);
  const weigh = (found: Found): number => lexicon.reform[found.phrase] ?? lexicon.against[found.phrase] ?? 0;
  const found = findPhrases(split, table);
  const inHead = found.map(
    (each) => weigh(each) * (Math.min(1, each.title) * parts.title + Math.min(1, each.lead) * parts.lead),
  );
  const inText = found.map((each) => weigh(each) * Math.min(parts.textCap, each.text) * parts.text);
  const inRubric = findPhrases(partsOf({ title: report.rubric ?? '', lead: null, text: '' }), table);
  const rubric = inRubric.reduce((sum, each) => sum + weigh(each) * parts.rubric, 0);
  const together = foundTogether(split, lexicon).map(({ combination, shown, share }) => ({
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

function readyOf(lexicon: Lexicon): Ready {
  const known = made.get(lexicon);
  if (known !== undefined) return known;
  const ready = {
    phrases: phraseTable([...Object.keys(lexicon.reform), ...Object.keys(lexicon.against), ...lexicon.masks]),
    foreign: foreignPattern(lexicon.foreign),
  };
  made.set(lexicon, ready);
  return ready;
}

function foreignName(report: Judged, lexicon: Lexicon): { name: string; weight: number } | null {
  const { foreign: pattern } = readyOf(lexicon);
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
