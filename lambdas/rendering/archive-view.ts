import { ANCHORS } from '../core/archive/catalogue-of.ts';
import type { ManifestIssue } from '../core/archive/manifest.ts';
import type { Edition } from '../core/issue/issue-key.ts';
import { issueFolder } from '../core/issue/issue-path.ts';
import { formatDate, formatDay, weekdayName } from '../core/vietnamese/dates.ts';
import { formatCount } from '../core/vietnamese/numbers.ts';
import { printable } from './printable.ts';
import { filled, siteMessages } from './site/site-messages.ts';

/** An issue as the pages of the archive list it. */
export interface ListedIssue {
  readonly edition: Edition;
  readonly issueKey: string;
  /** `Thứ Hai, 23/11/2026`, or `Bản tin điện tử số 36, tháng 11/2026`. */
  readonly name: string;
  /** The same where year and edition stand above it: `Thứ Hai, 23/11`. */
  readonly shortName: string;
  /** `10 tin`, `12 bài`. */
  readonly count: string;
  /** From the root of the archive, whatever its revision: `daily/2026/11/23/`. */
  readonly path: string;
  /** Its place on the page of its month: `ngay-23`, `ban-tin`. */
  readonly anchor: string;
  readonly publishedAt: string;
  readonly titles: readonly { readonly number: number; readonly title: string; readonly anchor: string }[];
}

/** An issue of the manifest made printable. */
export function listedIssue(issue: ManifestIssue): ListedIssue {
  const { edition, issueKey, publishedAt } = issue;
  return {
    edition,
    issueKey,
    ...namesOf(issue),
    count: `${formatCount(issue.clippings)} ${siteMessages().items[edition]}`,
    // Not `issue.path`: an address is derived, never taken from what was stored.
    path: issueFolder(edition, issueKey),
    anchor: edition === 'daily' ? `ngay-${issueKey.slice(8)}` : 'ban-tin',
    publishedAt,
    titles: issue.titles.map((title, index) => ({
      number: index + 1,
      title: printable(title).trim(),
      anchor: `${ANCHORS[edition]}${index + 1}`,
    })),
  };
}

/** `11/2026` of `2026-11` or any day of it. */
export function monthText(key: string): string {
  return formatDate(`${key.slice(0, 7)}-01`).slice(3);
}

function namesOf({ edition, issueKey, number }: ManifestIssue): Pick<ListedIssue, 'name' | 'shortName'> {
  if (edition === 'daily') {
    const weekday = weekdayName(issueKey);
    return { name: `${weekday}, ${formatDate(issueKey)}`, shortName: `${weekday}, ${formatDay(issueKey)}` };
  }
  const { monthly, monthlyNumbered } = siteMessages();
  const name =
    number === undefined ? filled(monthly, monthText(issueKey)) : filled(monthlyNumbered, monthText(issueKey), number);
  return { name, shortName: name };
}
