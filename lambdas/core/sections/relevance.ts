import { normalise } from '../vietnamese/normalise.ts';
import type { Lexicon } from './lexicon.ts';
import { type Found, findPhrases, type Parts, type PhraseTable, partsOf, phraseTable } from './phrases.ts';

/** How much a report is about administrative reform, with the phrases that say so, the weightiest first. */
export interface Relevance {
  readonly score: number;
  readonly phrases: readonly { readonly phrase: string; readonly weight: number }[];
  readonly foreign: string | null;
}

/** What relevance is judged by. */
export interface Judged {
  readonly title: string;
  readonly lead: string | null;
  readonly text: string;
  readonly rubric: string | null;
}

const tables = new WeakMap<Lexicon, PhraseTable>();
const patterns = new WeakMap<Lexicon, RegExp>();
/** A second foreign name tells nothing new. */
const FOREIGN_IN_LEAD = 0.5;

/** Weighs a report's phrases; 1 and more is reform news. */
export function relevance(report: Judged, lexicon: Lexicon, split: Parts = partsOf(report)): Relevance {
  const { parts } = lexicon;
  const weigh = (found: Found): number => lexicon.reform[found.phrase] ?? lexicon.against[found.phrase] ?? 0;
  const found = findPhrases(split, tableOf(lexicon));
  const inHead = found.map(
    (each) => weigh(each) * (Math.min(1, each.title) * parts.title + Math.min(1, each.lead) * parts.lead),
  );
  const inText = found.map((each) => weigh(each) * Math.min(parts.textCap, each.text) * parts.text);
  const inRubric = findPhrases(partsOf({ title: report.rubric ?? '', lead: null, text: '' }), tableOf(lexicon));
  const rubric = inRubric.reduce((sum, each) => sum + weigh(each) * parts.rubric, 0);
  const foreign = foreignName(report, lexicon);
  const phrases = found
    .map(({ phrase }, index) => ({ phrase, weight: (inHead[index] ?? 0) + (inText[index] ?? 0) }))
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const text = Math.max(-parts.textMost, Math.min(parts.textMost, total(inText)));
  return {
    score: parts.scale * (total(inHead) + text + rubric + (foreign?.weight ?? 0)),
    phrases,
    foreign: foreign?.name ?? null,
  };
}

function tableOf(lexicon: Lexicon): PhraseTable {
  const known = tables.get(lexicon);
  if (known !== undefined) return known;
  const table = phraseTable([...Object.keys(lexicon.reform), ...Object.keys(lexicon.against), ...lexicon.masks]);
  tables.set(lexicon, table);
  return table;
}

function foreignName(report: Judged, lexicon: Lexicon): { name: string; weight: number } | null {
  const inTitle = firstName(report.title, lexicon);
  if (inTitle !== null) return { name: inTitle, weight: lexicon.parts.foreign };
  const inLead = firstName(report.lead ?? '', lexicon);
  return inLead === null ? null : { name: inLead, weight: lexicon.parts.foreign * FOREIGN_IN_LEAD };
}

/** Names are matched with their capitals, and not as a part of a longer name (`Mỹ Tho`, `Phương Nga`). */
function firstName(text: string, lexicon: Lexicon): string | null {
  const known = patterns.get(lexicon);
  const pattern =
    known ??
    new RegExp(
      `(?<![\\p{L}\\p{N}]|\\p{Lu}\\p{Ll}* )(?:${lexicon.foreign.join('|')})(?! \\p{Lu}\\p{Ll}|[\\p{L}\\p{N}])`,
      'u',
    );
  if (known === undefined) patterns.set(lexicon, pattern);
  return pattern.exec(normalise(text))?.[0] ?? null;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
