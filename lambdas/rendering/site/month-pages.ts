import type { Manifest, ManifestIssue } from '../../core/archive/manifest.ts';
import { type ListedIssue, listedIssue, monthText } from '../archive-view.ts';
import { siteStyle } from '../palette.ts';
import { CONTENT_TYPES, type RenderedFile } from '../rendered-file.ts';
import { renderMarkup } from '../templates.ts';
import { type Address, homeOf } from '../view.ts';
import { filled, siteMessages } from './site-messages.ts';

/** Folder of the pages of months and years. */
export const MONTHS_FOLDER = 'thang/';

/** A month with its issues, as a list of months leads to it. */
export interface NamedMonth {
  /** `2026-11`. */
  readonly month: string;
  /** From the root of the archive: `thang/2026/11/`. */
  readonly folder: string;
  /** `11/2026`, and `Tháng 11/2026`. */
  readonly short: string;
  readonly name: string;
  readonly issues: number;
}

/** A year with its months, newest first. */
export interface NamedYear {
  readonly year: string;
  readonly folder: string;
  readonly months: readonly NamedMonth[];
}

/** Folder of the page of a month, `thang/2026/11/`. */
export function monthFolder(month: string): string {
  return `${MONTHS_FOLDER}${month.slice(0, 7).replace('-', '/')}/`;
}

/** Every year and month that has an issue, newest first. */
export function yearsOf(manifest: Manifest): NamedYear[] {
  const months = [...Map.groupBy(manifest.issues, (issue) => issue.issueKey.slice(0, 7))]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([month, issues]) => ({
      month,
      folder: monthFolder(month),
      short: monthText(month),
      name: filled(siteMessages().month, monthText(month)),
      issues: issues.length,
    }));
  return [...Map.groupBy(months, ({ month }) => month.slice(0, 4))].map(([year, inYear]) => ({
    year,
    folder: `${MONTHS_FOLDER}${year}/`,
    months: inYear,
  }));
}

/** The months whose pages change with an issue of `month`: its own first, then those beside it, which lead to it. */
export function monthsAround(manifest: Manifest, month: string): string[] {
  const all = yearsOf(manifest).flatMap(({ months }) => months.map((each) => each.month));
  const at = all.indexOf(month);
  // A month whose last issue was withdrawn keeps its page, which says that nothing is left.
  if (at < 0) return [month];
  return [month, all[at + 1], all[at - 1]].filter((each) => each !== undefined);
}

/** The pages of the months in question, with all their issues and titles, and of their years. */
export function renderMonths(manifest: Manifest, months: readonly string[], address: Address): RenderedFile[] {
  const years = yearsOf(manifest);
  const all = years.flatMap((year) => year.months);
  const issues = Map.groupBy(manifest.issues, (issue) => issue.issueKey.slice(0, 7));
  const pages = months.map((month) => monthPage({ month, all, issues: issues.get(month) ?? [] }, address));
  const folders = [...new Set(months.map((month) => month.slice(0, 4)))];
  const yearPages = folders.map((year) => yearPage(year, { years, manifest }, address));
  return [...pages, ...yearPages];
}

interface MonthAtHand {
  readonly month: string;
  readonly all: readonly NamedMonth[];
  readonly issues: readonly ManifestIssue[];
}

function monthPage({ month, all, issues }: MonthAtHand, address: Address): RenderedFile {
  const at = all.findIndex((each) => each.month === month);
  const folder = monthFolder(month);
  const name = filled(siteMessages().month, monthText(month));
  return htmlFile(folder, 'site/month.html', {
    ...wordsOf(name),
    issues: monthlyFirst(issues.map(listedIssue)),
    older: (at < 0 ? null : all[at + 1]) ?? null,
    newer: (at < 0 ? null : all[at - 1]) ?? null,
    ...frameOf(folder, address),
  });
}

function yearPage(
  year: string,
  { years, manifest }: { readonly years: readonly NamedYear[]; readonly manifest: Manifest },
  address: Address,
): RenderedFile {
  const folder = `${MONTHS_FOLDER}${year}/`;
  const at = years.findIndex((each) => each.year === year);
  const months = years[at]?.months ?? [];
  const issues = Map.groupBy(manifest.issues, (issue) => issue.issueKey.slice(0, 7));
  return htmlFile(folder, 'site/year.html', {
    ...wordsOf(filled(siteMessages().year, year)),
    months: months.map((month) => ({
      ...month,
      issues: monthlyFirst((issues.get(month.month) ?? []).map(listedIssue)),
    })),
    older: at < 0 ? null : namedYear(years[at + 1]),
    newer: at > 0 ? namedYear(years[at - 1]) : null,
    ...frameOf(folder, address),
  });
}

/** Only the years beside: a list of all would make every old page anew each January. */
function namedYear(year: NamedYear | undefined) {
  return year === undefined ? null : { folder: year.folder, name: filled(siteMessages().year, year.year) };
}

function monthlyFirst(issues: readonly ListedIssue[]): ListedIssue[] {
  const order = (issue: ListedIssue) => (issue.edition === 'monthly' ? 0 : 1);
  return [...issues].sort((a, b) => order(a) - order(b) || (a.issueKey < b.issueKey ? 1 : -1));
}

function wordsOf(name: string) {
  const small = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const { issuesOf, issuesAbout, site } = siteMessages();
  return {
    title: `${filled(issuesOf, small)} – ${site}`,
    heading: filled(issuesOf, small),
    description: filled(issuesAbout, small),
  };
}

function frameOf(folder: string, address: Address) {
  return {
    address: `${homeOf(address)}${folder}`,
    root: '../'.repeat(folder.split('/').length - 1),
    style: siteStyle(),
  };
}

function htmlFile(folder: string, template: string, values: object): RenderedFile {
  return { key: `${folder}index.html`, body: renderMarkup(template, values), contentType: CONTENT_TYPES.html };
}
