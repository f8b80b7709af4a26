import type { Lexicon } from './lexicon.ts';
import { type Found, findPhrases, type Parts, type PhraseTables, phraseTables } from './phrases.ts';
import type { SectionId } from './section.ts';
import { foundTogether, type Together } from './together.ts';

/** Lists of phrases a lexicon holds: those of relevance, and those of each section. */
export type Listing = typeof RELEVANCE | SectionId;

/** No section's id: those begin with a letter. */
export const RELEVANCE = '@relevance';

/** What a lexicon's phrases and combinations find in a report, for whoever asks. */
export interface Reading {
  readonly found: ReadonlyMap<Listing, readonly Found[]>;
  readonly together: readonly Together[];
}

const tables = new WeakMap<Lexicon, PhraseTables<Listing>>();
const last = new WeakMap<Parts, { readonly lexicon: Lexicon; readonly reading: Reading }>();

/** Reads a report by a lexicon: one walk for all lists, and once, though relevance and sections both ask. */
export function readingOf(split: Parts, lexicon: Lexicon): Reading {
  const known = last.get(split);
  if (known?.lexicon === lexicon) return known.reading;
  const reading = { found: findPhrases(split, tablesOf(lexicon)), together: foundTogether(split, lexicon) };
  last.set(split, { lexicon, reading });
  return reading;
}

function tablesOf(lexicon: Lexicon): PhraseTables<Listing> {
  const known = tables.get(lexicon);
  if (known !== undefined) return known;
  const relevance = [...Object.keys(lexicon.reform), ...Object.keys(lexicon.against), ...lexicon.masks];
  const made = phraseTables<Listing>([
    [RELEVANCE, relevance],
    ...Object.entries(lexicon.sections.cues).map(([section, cues]) => [section, Object.keys(cues)] as const),
  ]);
  tables.set(lexicon, made);
  return made;
}
