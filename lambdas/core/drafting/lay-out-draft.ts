import type { Day, Instant } from '../calendar/instant.ts';
import type { Section } from '../sections/section.ts';
import type { Source } from '../sources/source.ts';
import { candidateOf, sectionOf } from './candidate.ts';
import { composeClipping } from './compose-clipping.ts';
import type { Draft, Gathered, Window } from './draft.ts';
import type { JudgedStory } from './judged-story.ts';
import { inSectionOrder } from './order.ts';
import { select } from './select.ts';
import { phrase, words } from './words.ts';

/** What a draft is laid out from. */
export interface LayOut {
  readonly issueKey: Day;
  readonly now: Instant;
  readonly window: Window;
  readonly gathered: Gathered;
  readonly judged: readonly JudgedStory[];
  readonly sections: readonly Section[];
  readonly sources: readonly Source[];
  /** Characters a clipping, about; the seed's where the house gives none. */
  readonly clippingLength?: number;
}

/** Lays out the draft of a day: chooses, sorts, composes; what is left out is one click away and says why. */
export function layOutDraft(input: LayOut): Draft {
  const { issueKey, now, window, gathered, sources, sections } = input;
  const { chosen, left } = select(input.judged, { sections, window });
  const length = input.clippingLength === undefined ? {} : { length: input.clippingLength };
  const composed = chosen.map((judged) =>
    composeClipping(judged, { sources, section: sectionOf(judged), issueKey, ...length }),
  );
  const clippings = sections.flatMap((section) =>
    composed.filter((clipping) => clipping.section === section.id).sort(inSectionOrder(section.order, issueKey)),
  );
  return {
    version: 1,
    edition: 'daily',
    issueKey,
    createdAt: now,
    window,
    gathered,
    clippings,
    leftOut: left.map(({ judged, why }) => candidateOf(judged, why, sources)),
    tray: [],
    editorName: null,
    log: [{ at: now, by: words.system, did: phrase(words.log.laidOut, clippings.length, left.length) }],
  };
}
