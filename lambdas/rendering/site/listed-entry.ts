import type { CatalogueEntry } from '../../core/archive/catalogue.ts';
import { issueFolder } from '../../core/issue/issue-path.ts';
import { formatDay } from '../../core/vietnamese/dates.ts';
import { monthText } from '../archive-view.ts';
import { printable } from '../printable.ts';
import { filled, siteMessages } from './site-messages.ts';

/** A clipping as a page of a subject lists it. */
export interface ListedEntry {
  readonly day: string;
  readonly date: string;
  readonly title: string;
  readonly site: string;
  /** From the root of the archive, whatever the revision: `daily/2026/11/23/index.html#tin-3`. */
  readonly path: string;
}

/** The clippings of a month. */
export interface ListedMonth {
  /** `2026-11`. */
  readonly month: string;
  /** `Tháng 11/2026`. */
  readonly name: string;
  readonly entries: readonly ListedEntry[];
}

/** An entry made printable. */
export function listedEntry(entry: CatalogueEntry): ListedEntry {
  const { edition, issueKey, day, anchor } = entry;
  return {
    day,
    date: edition === 'daily' ? formatDay(day) : monthText(issueKey),
    title: printable(entry.title).trim(),
    site: printable(entry.site).trim(),
    path: `${issueFolder(edition, issueKey)}index.html#${anchor}`,
  };
}

/** Entries by month, in the order given. */
export function byMonth(entries: readonly CatalogueEntry[]): ListedMonth[] {
  const months = Map.groupBy(entries, (entry) => entry.day.slice(0, 7));
  return [...months].map(([month, listed]) => ({
    month,
    name: filled(siteMessages().month, monthText(month)),
    entries: listed.map(listedEntry),
  }));
}
