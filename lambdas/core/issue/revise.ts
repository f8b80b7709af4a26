import type { Instant } from '../calendar/instant.ts';
import type { MonthlyArticle } from '../monthly/monthly-content.ts';
import { canonicalJson } from './canonical-json.ts';
import type { ChangedItem } from './correction.ts';
import type { Issue, IssueState } from './issue.ts';
import type { DailyContent, FrozenClipping, IssueContent } from './snapshot.ts';

/** Where a correction leads an issue; a state that is not named cannot be corrected. A mailing under way ends first. */
const CORRECTED: Partial<Record<IssueState, IssueState>> = {
  published: 'published',
  sent: 'corrected',
  corrected: 'corrected',
};

/** The state of an issue once it is corrected; null where it cannot be corrected (now). */
export function correctedState(issue: Issue): IssueState | null {
  return CORRECTED[issue.state] ?? null;
}

/** States in which there is something to withdraw. */
const VISIBLE: ReadonlySet<IssueState> = new Set(['published', 'mailing', 'sent', 'corrected']);

/** Whether readers can see an issue. */
export function isVisible(issue: Issue): boolean {
  return VISIBLE.has(issue.state);
}

/** Who corrects, when and why, and as which revision. */
export interface Revision {
  readonly revision: number;
  readonly at: Instant;
  readonly by: string;
  readonly why: string;
}

/**
 * The content of the next revision: what was edited, its items numbered through again, with one more note. Null where
 * nothing that is printed would change.
 */
export function correctedContent<C extends IssueContent>(before: C, edited: C, revision: Revision): C | null {
  const after = renumbered(edited);
  const items = changedItems(before, after);
  if (items.length === 0 && before.editorName === after.editorName) return null;
  const corrections = [...(before.corrections ?? []), { ...revision, items }];
  // Only what an editor may touch comes from the edited copy.
  return { ...before, sections: after.sections, editorName: after.editorName, corrections };
}

function renumbered<C extends IssueContent>(content: C): C {
  if (content.edition !== 'daily') return content;
  let number = 0;
  const sections = content.sections
    .filter(({ clippings }) => clippings.length > 0)
    .map((section) => ({
      ...section,
      clippings: section.clippings.map((clipping) => {
        number += 1;
        return { ...clipping, number };
      }),
    }));
  return { ...content, sections };
}

/** An item with everything of it that is printed, by what a reader would call it. */
interface PrintedItem {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly section: string;
  readonly place: string;
  readonly citation: string;
  readonly text: string;
}

/** What changed from one content to another, item by item, in the order of the numbers; the removed ones last. */
export function changedItems(before: IssueContent, after: IssueContent): ChangedItem[] {
  const old = new Map(itemsOf(before).map((item) => [item.id, item]));
  const now = itemsOf(after);
  const kept = new Set(now.map(({ id }) => id));
  const changed = now.flatMap((item): ChangedItem[] => {
    const was = old.get(item.id);
    if (was === undefined) return [{ number: item.number, what: ['added'] }];
    const what = (['title', 'text', 'citation', 'place', 'section'] as const).filter(
      (part) => was[part] !== item[part],
    );
    return what.length === 0 ? [] : [{ number: item.number, what }];
  });
  const removed = [...old.values()].filter(({ id }) => !kept.has(id));
  return [...changed, ...removed.map(({ number }): ChangedItem => ({ number, what: ['removed'] }))];
}

function itemsOf(content: IssueContent): PrintedItem[] {
  return content.edition === 'daily' ? dailyItems(content) : monthlyItems(content.sections);
}

function dailyItems(content: DailyContent): PrintedItem[] {
  return content.sections.flatMap((section) =>
    section.clippings.map(
      ({ id, number, title, place, citation, body, cut, url, others, printing }: FrozenClipping) => ({
        id,
        number,
        title,
        section: section.id,
        place: place ?? '',
        citation: canonicalJson([citation, url, others]),
        text: canonicalJson([body, cut, printing].map(plain)),
      }),
    ),
  );
}

function monthlyItems(
  sections: readonly { readonly id: string; readonly articles: readonly MonthlyArticle[] }[],
): PrintedItem[] {
  let number = 0;
  return sections.flatMap((section) =>
    section.articles.map((article) => {
      number += 1;
      const { id, title, sapo, body, byline, via, site, url, affiliation } = article;
      return {
        id,
        number,
        title,
        section: section.id,
        place: '',
        citation: canonicalJson([byline, via, site, url, affiliation]),
        text: canonicalJson([sapo, body].map(plain)),
      };
    }),
  );
}

/** Without members that are undefined, which canonical JSON refuses. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
