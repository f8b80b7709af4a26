import type { Manifest, ManifestIssue } from '../core/archive/manifest.ts';
import { issuePath } from '../core/issue/issue-path.ts';
import { formatDate, weekdayName } from '../core/vietnamese/dates.ts';
import { formatCount } from '../core/vietnamese/numbers.ts';
import { printable } from './printable.ts';

/** An issue as the pages of the archive list it. */
export interface ListedIssue {
  readonly issueKey: string;
  readonly weekday: string;
  readonly date: string;
  readonly count: string;
  /** From the root of the archive: `daily/2026/11/23/1/`. */
  readonly path: string;
  readonly publishedAt: string;
  readonly titles: readonly { readonly number: number; readonly title: string; readonly anchor: string }[];
}

/** A month with its issues, newest first. */
export interface ListedMonth {
  readonly name: string;
  readonly issues: readonly ListedIssue[];
}

/** An issue of the manifest made printable. */
export function listedIssue(issue: ManifestIssue): ListedIssue {
  return {
    issueKey: issue.issueKey,
    weekday: weekdayName(issue.issueKey),
    date: formatDate(issue.issueKey),
    count: formatCount(issue.clippings),
    // Not `issue.path`: an address is derived, never taken from what was stored.
    path: issuePath(issue.edition, issue.issueKey, issue.revision),
    publishedAt: issue.publishedAt,
    titles: issue.titles.map((title, index) => ({
      number: index + 1,
      title: printable(title).trim(),
      anchor: `tin-${index + 1}`,
    })),
  };
}

/** All dailies by month, `11/2026`; only the newest `titled` of them with their titles, so that the page stays small. */
export function monthsOf(manifest: Manifest, titled: number): ListedMonth[] {
  const dailies = manifest.issues.filter(({ edition }) => edition === 'daily');
  const issues = dailies.map((issue, index) => listedIssue(index < titled ? issue : { ...issue, titles: [] }));
  const months = Map.groupBy(issues, (issue) => issue.issueKey.slice(0, 7));
  return [...months].map(([month, listed]) => ({
    name: formatDate(`${month}-01`).slice(3),
    issues: listed,
  }));
}
