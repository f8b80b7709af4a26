import { formatCount } from '../core/vietnamese/numbers.ts';
import type { ViewRun } from './view.ts';

/** What a mail can hold of an item: its blocks, and apart from them the paragraph that closes it. */
export interface MailSource {
  readonly number: number;
  readonly anchor: string;
  readonly title: string;
  readonly permalink: string;
  readonly blocks: readonly { readonly kind: string }[];
  readonly closing: readonly ViewRun[];
}

/** An issue as a mail sees it. */
export interface MailSubject<Item extends MailSource> {
  readonly issueKey: string;
  readonly sections: readonly {
    readonly anchor: string;
    readonly title: string;
    readonly items: readonly Item[];
  }[];
}

/** A line of the contents; without `href` where even the addresses find no room. */
export interface MailRow {
  readonly number: number;
  readonly title: string;
  readonly href: string | null;
}

/** An item as the mail has room for it; `hasRest`: the rest of its text is on the web page. */
export type MailItem<Item extends MailSource> = Item & { readonly hasRest: boolean };

/** A section of the mail; without items where there is room for the contents alone. */
export interface MailSection<Item extends MailSource> {
  readonly anchor: string;
  readonly title: string;
  readonly href: string | null;
  readonly rows: readonly MailRow[];
  readonly items: readonly MailItem<Item>[];
}

/** What of an issue one mail holds; HTML and text are made of the same plan. */
export interface MailPlan<Item extends MailSource> {
  readonly sections: readonly MailSection<Item>[];
  /** Every item with its whole text. */
  readonly isWhole: boolean;
  /** Items that are not even in the contents, as printed; null: none. */
  readonly omitted: string | null;
  /** Short because the house wants it, not for want of room. */
  readonly isCompact: boolean;
}

/** All of it. */
export function wholePlan<Item extends MailSource>(view: MailSubject<Item>): MailPlan<Item> {
  return withItems(view, (item) => ({ ...item, hasRest: false }));
}

/** Contents, titles, citations and links; of each body its first blocks, as many as `kept` has for its number. */
export function shortenedPlan<Item extends MailSource>(
  view: MailSubject<Item>,
  kept: ReadonlyMap<number, number>,
): MailPlan<Item> {
  return withItems(view, (item) => {
    const count = kept.get(item.number) ?? 0;
    return count >= blockCount(item)
      ? { ...item, hasRest: false }
      : { ...item, blocks: item.blocks.slice(0, count), closing: [], hasRest: true };
  });
}

/** Blocks of an item, the closing paragraph among them. */
export function blockCount(item: MailSource): number {
  return item.blocks.length + (item.closing.length > 0 ? 1 : 0);
}

/** The first `limit` lines of the contents and nothing else; `linked`: each leads to its item on the web page. */
export function contentsPlan<Item extends MailSource>(
  view: MailSubject<Item>,
  options: { limit: number; linked: boolean },
): MailPlan<Item> {
  const total = view.sections.reduce((sum, section) => sum + section.items.length, 0);
  const sections = view.sections.map((section): MailSection<Item> => {
    const shown = section.items.filter((item) => item.number <= options.limit);
    const rows = shown.map((item) => rowOf(item, options.linked ? item.permalink : null));
    return { anchor: section.anchor, title: section.title, href: null, rows, items: [] };
  });
  return {
    sections: sections.filter((section) => section.rows.length > 0),
    isWhole: false,
    omitted: options.limit < total ? formatCount(total - options.limit) : null,
    isCompact: false,
  };
}

function withItems<Item extends MailSource>(
  view: MailSubject<Item>,
  itemOf: (item: Item) => MailItem<Item>,
): MailPlan<Item> {
  const sections = view.sections.map((section) => sectionOf(section, itemOf));
  const isWhole = sections.every((section) => section.items.every((item) => !item.hasRest));
  return { sections, isWhole, omitted: null, isCompact: false };
}

function sectionOf<Item extends MailSource>(
  section: MailSubject<Item>['sections'][number],
  itemOf: (item: Item) => MailItem<Item>,
): MailSection<Item> {
  return {
    anchor: section.anchor,
    title: section.title,
    href: `#${section.anchor}`,
    rows: section.items.map((item) => rowOf(item, `#${item.anchor}`)),
    items: section.items.map(itemOf),
  };
}

function rowOf(item: MailSource, href: string | null): MailRow {
  return { number: item.number, title: item.title, href };
}
