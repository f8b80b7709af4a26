import { citationText } from '../drafting/citation.ts';
import type { Clipping, Draft } from '../drafting/draft.ts';
import { orderedSections } from '../drafting/order.ts';
import { blockTexts } from '../extraction/article.ts';
import type { Section } from '../sections/section.ts';
import type { DeadLink, ProofClipping, ProofInput } from './proof-input.ts';

/** What is known of a draft beyond its text, where somebody looked. */
export interface AroundDraft {
  readonly mailBytes?: number;
  readonly deadLinks?: readonly DeadLink[];
}

/** A draft as it is read for mistakes: its clippings in the order in which they are printed. */
export function proofOfDraft(draft: Draft, sections: readonly Section[], around: AroundDraft = {}): ProofInput {
  return {
    issueKey: draft.issueKey,
    sections: orderedSections(draft.clippings, sections).map(({ section, clippings }) => ({
      id: section.id,
      name: section.title,
      clippings: clippings.map(proofOfClipping),
    })),
    mailBytes: around.mailBytes ?? null,
    deadLinks: around.deadLinks ?? [],
  };
}

function proofOfClipping({ id, title, placePrefix, body, citation }: Clipping): ProofClipping {
  return {
    id,
    title,
    placePrefix,
    paragraphs: blockTexts(body),
    citation: { text: citationText(citation), hasSite: citation.site.trim() !== '', hasDay: citation.day !== null },
  };
}
