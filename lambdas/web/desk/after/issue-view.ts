import { phrase } from '../../../core/drafting/words.ts';
import { editionOf, type IssueKey, issueKeySchema } from '../../../core/issue/issue-key.ts';
import type { Snapshot } from '../../../core/issue/snapshot.ts';
import { dayView } from '../draft-view.ts';
import { monthView } from '../monthly/draft-view.ts';
import type { DeskContext } from '../page.ts';
import { afterMessages } from './messages.ts';

/** The issue of the address, of either edition; null where it names none. */
export function anyIssueKeyOf(context: DeskContext): IssueKey | null {
  const parsed = issueKeySchema.safeParse(context.req.param('key'));
  return parsed.success ? parsed.data : null;
}

/** An issue by its name (`23/11/2026`, `tháng 11/2026`), as a heading names it, the page it was made on, and what it and its items are called. */
export function issueView(issueKey: IssueKey) {
  const { naming } = afterMessages();
  const words = naming.words[editionOf(issueKey)];
  if (editionOf(issueKey) === 'daily') {
    const { weekday, date } = dayView(issueKey);
    return { issueKey, words, date, heading: phrase(naming.daily, weekday, date), own: `/desk/issues/${issueKey}` };
  }
  const { month } = monthView({ issueKey });
  const [date, heading] = [phrase(naming.month, month), phrase(naming.monthly, month)];
  return { issueKey, words, date, heading, own: `/desk/monthly/${issueKey}` };
}

/** One item of a printed issue. */
export interface PrintedItem {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly isGone: boolean;
}

/** The items of an issue under their sections, numbered through, of either edition. */
export function printedSections({ content }: Pick<Snapshot, 'content'>) {
  const sections =
    content.edition === 'daily'
      ? content.sections.map(({ title, clippings }) => ({ title, items: clippings }))
      : content.sections.map(({ title, articles }) => ({ title, items: articles }));
  let number = 0;
  return sections.map(({ title, items }) => ({
    title,
    clippings: items.map(({ id, title: printed, withdrawn }): PrintedItem => {
      number += 1;
      return { id, number, title: printed, isGone: withdrawn !== undefined };
    }),
  }));
}
