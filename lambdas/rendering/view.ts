import type { Instant } from '../core/calendar/instant.ts';
import { citationText } from '../core/drafting/citation.ts';
import { issueFolder } from '../core/issue/issue-path.ts';
import type { MailExtent } from '../core/issue/mail-extent.ts';
import { noticesOf, placesGone } from '../core/issue/notices.ts';
import type { DailySnapshot, FrozenClipping, Masthead } from '../core/issue/snapshot.ts';
import { formatDate, weekdayCapitals, weekdayName } from '../core/vietnamese/dates.ts';
import { formatCount } from '../core/vietnamese/numbers.ts';
import { printable, webAddress } from './printable.ts';
import { type ProofView, proofOf } from './proof.ts';
import { bodyOf, type ViewBody } from './view-body.ts';

/** The parts of a body, see {@link ./view-body.ts}. */
export type { ViewBlock, ViewRun } from './view-body.ts';

/** Where the archive is seen from outside: `https://diembao.example.vn`, with or without a slash at its end. */
export interface Address {
  readonly publicAddress: string;
}

/** One numbered item, every string printable, every address http(s). */
export interface ViewItem extends ViewBody {
  readonly number: number;
  /** `tin-3`: its permalink within the page. */
  readonly anchor: string;
  readonly title: string;
  /** `(Baophapluat.vn 05/9, Lê Hồng)`. */
  readonly citation: string;
  readonly site: string;
  /** The article at the paper; null where the address may not be printed. */
  readonly url: string | null;
  /** The item on the web page of the issue. */
  readonly permalink: string;
  readonly others: readonly { readonly site: string; readonly title: string; readonly url: string | null }[];
  readonly titleOnly: boolean;
  /** The last item of the issue bears the end mark. */
  readonly isLast: boolean;
}

/** A section with its items. */
export interface ViewSection {
  readonly anchor: string;
  readonly title: string;
  readonly items: readonly ViewItem[];
}

/** The one view every output is made of. */
export interface IssueView {
  readonly issueKey: string;
  readonly revision: number;
  readonly fingerprint: string;
  readonly masthead: Masthead;
  /** Name of the bulletin as one phrase, and with its day: `… – Thứ Năm, 05/9/2024`. */
  readonly name: string;
  readonly heading: string;
  readonly year: string;
  readonly weekday: string;
  readonly date: string;
  readonly count: string;
  /** What became of it after it was published, a sentence each: corrections, then what was withdrawn; normally none. */
  readonly notices: readonly string[];
  /** What links into a withdrawn issue name: they end at its notice. Empty for every other. */
  readonly placesGone: readonly string[];
  readonly sections: readonly ViewSection[];
  readonly editorName: string;
  /** How much of it goes into its mail. */
  readonly mail: MailExtent;
  /** When it was approved, ISO 8601. */
  readonly approvedAt: Instant;
  readonly proof: ProofView;
  readonly links: {
    /** The issue on the web, whatever its revision: there its newest one is read. */
    readonly page: string;
    /** The archive. */
    readonly home: string;
    /** Where one subscribes. */
    readonly subscriptions: string;
  };
}

/** The view of an issue; pure, so the same snapshot gives the same bytes everywhere. */
export function viewOf(snapshot: DailySnapshot, address: Address): IssueView {
  const { content, approval, revision, fingerprint } = snapshot;
  const { issueKey } = content;
  const masthead = printableMasthead(content.masthead);
  const home = homeOf(address);
  const page = `${home}${issueFolder(content.edition, issueKey)}`;
  const date = formatDate(issueKey);
  const name = `${masthead.bulletin} ${masthead.subject.toLowerCase()}`;
  const count = content.sections.reduce((sum, section) => sum + section.clippings.length, 0);
  return {
    issueKey,
    revision,
    fingerprint,
    masthead,
    name,
    heading: `${name} – ${weekdayName(issueKey)}, ${date}`,
    year: issueKey.slice(0, 4),
    weekday: weekdayCapitals(issueKey),
    date,
    count: formatCount(count),
    sections: content.sections.map((section) => ({
      anchor: section.id,
      title: printable(section.title).trim(),
      items: section.clippings.map((clipping) => itemOf(clipping, { page, count })),
    })),
    notices: noticesOf(snapshot).map((notice) => printable(notice).trim()),
    placesGone: placesGone(snapshot.withdrawn),
    editorName: printable(content.editorName).trim(),
    mail: content.masthead.mail ?? 'full',
    approvedAt: approval.at,
    proof: proofOf(snapshot),
    links: {
      page,
      home,
      subscriptions: subscriptionsOf(home),
    },
  };
}

/** The public address with one slash at its end. */
export function homeOf(address: Address): string {
  return address.publicAddress.replace(/\/*$/u, '/');
}

/** Where the pages of the subscription lie, seen from the archive's home. */
export function subscriptionsOf(home: string): string {
  return `${home}subscriptions`;
}

function itemOf(clipping: FrozenClipping, issue: { page: string; count: number }): ViewItem {
  const anchor = `tin-${clipping.number}`;
  return {
    ...bodyOf(clipping),
    number: clipping.number,
    anchor,
    title: printable(clipping.title).trim(),
    citation: clipping.withdrawn ?? printable(citationText(clipping.citation)).trim(),
    site: printable(clipping.citation.site).trim(),
    url: clipping.url === null ? null : webAddress(clipping.url),
    permalink: `${issue.page}#${anchor}`,
    others: clipping.others.map((other) => ({
      site: printable(other.site).trim(),
      title: printable(other.title).trim(),
      url: webAddress(other.url),
    })),
    titleOnly: clipping.printing === 'title',
    isLast: clipping.number === issue.count,
  };
}

function printableMasthead(masthead: Masthead): Masthead {
  const { version, bulletin, subject, frequency, opening, publisher } = masthead;
  return {
    version,
    bulletin: printable(bulletin).trim(),
    subject: printable(subject).trim(),
    frequency: printable(frequency).trim(),
    opening: printable(opening).trim(),
    publisher: printable(publisher).trim(),
  };
}
