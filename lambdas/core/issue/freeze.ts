import { createHash } from 'node:crypto';
import type { Clipping, Draft } from '../drafting/draft.ts';
import { numbered, orderedSections, type SectionClippings } from '../drafting/order.ts';
import type { Section } from '../sections/section.ts';
import { canonicalJson } from './canonical-json.ts';
import {
  type Approval,
  type DailyContent,
  dailyContentSchema,
  type FrozenClipping,
  type IssueContent,
  type Masthead,
  type SnapshotOf,
} from './snapshot.ts';

/** What the house adds to a draft when it is frozen; `editorName` is printed where the draft names nobody. */
export interface House {
  readonly masthead: Masthead;
  readonly sections: readonly Section[];
  readonly editorName: string;
}

/**
 * The content of an issue as it will be printed: sections in order, empty ones left out, items numbered through.
 * What is returned equals its own JSON, so a stored snapshot has the fingerprint of the one that was frozen.
 */
export function contentOf(draft: Draft, house: House): DailyContent {
  const printed = orderedSections(draft.clippings, house.sections).filter(hasClippings);
  const sections = numbered(printed).map(({ section, clippings }) => ({
    id: section.id,
    title: section.title,
    clippings: clippings.map(({ clipping, number }) => frozen(clipping, number)),
  }));
  const content = {
    edition: draft.edition,
    issueKey: draft.issueKey,
    masthead: house.masthead,
    sections,
    editorName: draft.editorName ?? house.editorName,
    window: draft.window,
    gathered: draft.gathered,
  };
  return dailyContentSchema.parse(JSON.parse(JSON.stringify(content)));
}

function hasClippings(group: SectionClippings): boolean {
  return group.clippings.length > 0;
}

/** One clipping as it will be printed under its number. */
export function frozen(clipping: Clipping, number: number): FrozenClipping {
  const { id, place, body, cut, citation, url, others, printing } = clipping;
  return { id, number, title: printedTitle(clipping), place, body, cut, citation, url, others, printing };
}

/** The title with its place before it (`Bắc Giang: …`): the string of the contents and of the heading alike. */
export function printedTitle(clipping: Pick<Clipping, 'title' | 'placePrefix'>): string {
  const { title, placePrefix } = clipping;
  // An editor may have typed the place into the title while the prefix stood: it is not said twice.
  return placePrefix === null || title.startsWith(`${placePrefix}:`) ? title : `${placePrefix}: ${title}`;
}

/** SHA-256, hex, of the canonical JSON of the content: without number, approver, times of approval and revision. */
export function fingerprintOf(content: IssueContent): string {
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
}

/** The frozen issue: `revision` 1 is the first publishing, each correction one more. */
export function freeze<C extends IssueContent>(content: C, approval: Approval, revision: number): SnapshotOf<C> {
  return { version: 1, fingerprint: fingerprintOf(content), revision, approval, content };
}
