import type { Day, Instant } from '../calendar/instant.ts';
import type { DropReason } from '../listing/entry.ts';
import type { Section } from '../sections/section.ts';
import type { Health } from '../sources/health.ts';
import type { Mark } from '../stories/mark.ts';
import type { Why } from './candidate.ts';
import type { Draft } from './draft.ts';
import { articlesOf } from './newcomers.ts';
import { numbered, orderedSections } from './order.ts';

/** Where a draft has an article. `isLead`: it is the one that is or would be printed; else it is named beside another paper's. */
export type DraftPlace =
  | {
      readonly kind: 'clipping';
      readonly id: string;
      readonly number: number;
      readonly title: string;
      /** The paper that is printed. */
      readonly site: string;
      readonly isLead: boolean;
    }
  | {
      readonly kind: 'waiting';
      readonly id: string;
      readonly where: 'tray' | 'undated' | 'left-out';
      readonly why: Why;
      readonly title: string;
      readonly site: string;
      readonly isLead: boolean;
      /** What an earlier issue printed of it. */
      readonly mark: Mark | null;
    };

/** Why an article is not in an issue, or where in it it is: the one answer to a pasted address. */
export type WhyNot =
  | { readonly kind: 'no-address' }
  | DraftPlace
  /** An earlier issue printed it. */
  | { readonly kind: 'printed'; readonly issueKey: Day; readonly title: string }
  /** No source of the house has pages there. */
  | { readonly kind: 'unknown-source'; readonly host: string }
  /** The source is read, but never listed it. */
  | { readonly kind: 'never-seen' }
  /** Seen, its page not fetched yet. */
  | { readonly kind: 'pending'; readonly tries: number }
  | {
      readonly kind: 'dropped';
      readonly reason: DropReason;
      readonly detail: string;
      /** What the title alone says now: its score, the score asked for, its words. */
      readonly sight: Sight;
    }
  /** Stored once, but no longer there. */
  | { readonly kind: 'gone' }
  /** Read whole, and hardly reform by the rules as they are now. */
  | { readonly kind: 'not-reform'; readonly score: number; readonly reasons: readonly string[] }
  | { readonly kind: 'too-old' | 'not-yet'; readonly publishedAt: Instant | null }
  /** Another paper's report of the same story is in the draft. */
  | { readonly kind: 'told-by'; readonly place: DraftPlace }
  /** Reform news of the window that came in after the draft was last brought up to date. */
  | { readonly kind: 'newcomer' };

/** What is seen of an article before it is fetched. */
export interface Sight {
  readonly score: number;
  readonly asked: number;
  readonly words: readonly string[];
}

/** What is known beside the answer. */
export interface Known {
  readonly source: { readonly name: string; readonly health: Health } | null;
  /** When the source was last visited and is next. */
  readonly visit: { readonly at: Instant; readonly next: Instant } | null;
  readonly entry: {
    readonly title: string;
    readonly firstSeenAt: Instant;
    readonly publishedAt: Instant | null;
  } | null;
}

/** The place of an article in a draft, or null. */
export function placeIn(draft: Draft, articleId: string, sections: readonly Section[]): DraftPlace | null {
  const items = numbered(orderedSections(draft.clippings, sections)).flatMap(({ clippings }) => clippings);
  const item = items.find(({ clipping }) => articlesOf(clipping).includes(articleId));
  if (item !== undefined) {
    const { id, title, citation } = item.clipping;
    const isLead = item.clipping.articleId === articleId;
    return { kind: 'clipping', id, number: item.number, title, site: citation.site, isLead };
  }
  const candidate = [...draft.tray, ...draft.leftOut].find((each) => each.members.includes(articleId));
  if (candidate === undefined) return null;
  const { id, title, site, why, mark = null } = candidate;
  const where = why === 'undated' ? 'undated' : draft.tray.includes(candidate) ? 'tray' : 'left-out';
  return { kind: 'waiting', id, where, why, title, site, isLead: candidate.articleId === articleId, mark };
}
