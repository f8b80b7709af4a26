import { formatCount } from '../core/vietnamese/numbers.ts';
import type { IssueView, ViewItem, ViewSection } from './view.ts';

/** A line of the contents; without `href` where even the addresses find no room. */
export interface MailRow {
  readonly number: number;
  readonly title: string;
  readonly href: string | null;
}

/** An item as the mail has room for it; `hasRest`: the rest of its text is on the web page. */
export interface MailItem extends ViewItem {
  readonly hasRest: boolean;
}

/** A section of the mail; without items where there is room for the contents alone. */
export interface MailSection {
  readonly anchor: string;
  readonly title: string;
  readonly href: string | null;
  readonly rows: readonly MailRow[];
  readonly items: readonly MailItem[];
}

/** What of an issue one mail holds; HTML and text are made of the same plan. */
export interface MailPlan {
  readonly sections: readonly MailSection[];
  /** Every item with its whole text. */
  readonly isWhole: boolean;
  /** Items that are not even in the contents, as printed; null: none. */
  readonly omitted: string | null;
}

/** All of it. */
export function wholePlan(view: IssueView): MailPlan {
  return withItems(view, (item) => ({ ...item, hasRest: false }));
}

/** Contents, titles, citations and links; of each body its first blocks, as many as `kept` has for its number. */
export function shortenedPlan(view: IssueView, kept: ReadonlyMap<number, number>): MailPlan {
  return withItems(view, (item) => {
    const count = kept.get(item.number) ?? 0;
    return count >= blockCount(item)
      ? { ...item, hasRest: false }
      : { ...item, blocks: item.blocks.slice(0, count), closing: [], hasRest: true };
  });
}

/** Blocks of an item, the closing paragraph among them. */
export function blockCount(item: ViewItem): number {
  return item.blocks.length + (item.closing.length > 0 ? 1 : 0);
}

/** The first `limit` lines of the contents and nothing else; `linked`: each leads to its item on the web page. */
export function contentsPlan(view: IssueView, options: { limit: number; linked: boolean }): MailPlan {
  const total = view.sections.reduce((sum, section) => sum + section.items.length, 0);
  const sections = view.sections.map((section): MailSection => {
    const shown = section.items.filter((item) => item.number <= options.limit);
    const rows = shown.map((item) => rowOf(item, options.linked ? item.permalink : null));
    return { anchor: section.anchor, title: section.title, href: null, rows, items: [] };
  });
  return {
    sections: sections.filter((section) => section.rows.length > 0),
    isWhole: false,
    omitted: options.limit < total ? formatCount(total - options.limit) : null,
  };
}

function withItems(view: IssueView, itemOf: (item: ViewItem) => MailItem): MailPlan {
  const sections = view.sections.map((section) => sectionOf(section, itemOf));
  const isWhole = sections.every((section) => section.items.every((item) => !item.hasRest));
  return { sections, isWhole, omitted: null };
}

function sectionOf(section: ViewSection, itemOf: (item: ViewItem) => MailItem): MailSection {
  return {
    anchor: section.anchor,
    title: section.title,
    href: `#${section.anchor}`,
    rows: section.items.map((item) => rowOf(item, `#${item.anchor}`)),
    items: section.items.map(itemOf),
  };
}

function rowOf(item: ViewItem, href: string | null): MailRow {
  return { number: item.number, title: item.title, href };
}
