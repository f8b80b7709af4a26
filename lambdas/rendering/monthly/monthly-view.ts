import { ANCHORS } from '../../core/archive/catalogue-of.ts';
import type { Instant } from '../../core/calendar/instant.ts';
import { issueFolder } from '../../core/issue/issue-path.ts';
import type { MailExtent } from '../../core/issue/mail-extent.ts';
import { noticesOf, placesGone } from '../../core/issue/notices.ts';
import type { MonthlySnapshot } from '../../core/issue/snapshot.ts';
import type { Month, MonthlyArticle, MonthlyMasthead } from '../../core/monthly/monthly-content.ts';
import { formatMonth } from '../../core/vietnamese/dates.ts';
import { formatCount } from '../../core/vietnamese/numbers.ts';
import { momentText } from '../moment.ts';
import { filled } from '../print-words.ts';
import { printable } from '../printable.ts';
import { type Address, homeOf, subscriptionsOf } from '../view.ts';
import { articleOf, type Place, type ViewArticle, type ViewPicture } from './article-view.ts';
import { type MonthlyWords, monthlyWords } from './monthly-words.ts';
import { lowered, sentenceCase } from './sentence-case.ts';

/** A section with its articles. */
export interface MonthlyViewSection {
  readonly anchor: string;
  readonly title: string;
  readonly items: readonly ViewArticle[];
}

/** The one view every output of a monthly is made of; every string printable, every address http(s). */
export interface MonthlyView {
  readonly issueKey: Month;
  readonly revision: number;
  readonly fingerprint: string;
  readonly masthead: MonthlyMasthead;
  readonly words: MonthlyWords;
  /** Null before it is approved. */
  readonly number: number | null;
  /** `SỐ 36`, and `THÁNG 9 - 2024`, as the cover has them. */
  readonly numberLine: string | null;
  readonly monthLine: string;
  /** `Bản tin điện tử cải cách hành chính thành phố Cần Thơ`. */
  readonly name: string;
  /** `Số 36, tháng 9/2024`. */
  readonly issueName: string;
  /** The two together, as a title. */
  readonly heading: string;
  readonly count: string;
  readonly sections: readonly MonthlyViewSection[];
  readonly editorName: string;
  /** How much of it goes into its mail. */
  readonly mail: MailExtent;
  /** Corrections and withdrawals, above the contents; empty of most issues. */
  readonly notices: readonly string[];
  /** What links into a withdrawn issue name: they end at its notice. Empty for every other. */
  readonly placesGone: readonly string[];
  readonly approvedAt: Instant;
  readonly proof: { readonly approver: string; readonly approvedAt: string };
  /** The first picture, which stands for the issue where it is shared; null: there is none. */
  readonly face: ViewPicture | null;
  readonly links: {
    /** The issue on the web, whatever its revision: there its newest one is read. */
    readonly page: string;
    /** The archive. */
    readonly home: string;
    /** Where one subscribes. */
    readonly subscriptions: string;
  };
}

/** The view of a monthly; pure, so the same snapshot gives the same bytes everywhere. */
export function monthlyViewOf(snapshot: MonthlySnapshot, address: Address): MonthlyView {
  const { content, approval, revision, fingerprint } = snapshot;
  const words = monthlyWords();
  const masthead = printableMasthead(content.masthead);
  const home = homeOf(address);
  const page = `${home}${issueFolder(content.edition, content.issueKey)}`;
  const sections = sectionsOf(snapshot, { words, home, page });
  const articles = sections.flatMap(({ items }) => items);
  const named = namesOf(snapshot, words);
  const name = `${sentenceCase(masthead.bulletin, words.kindsOfPlace)} ${lowered(masthead.subject, words.kindsOfPlace)}`;
  return {
    issueKey: content.issueKey,
    revision,
    fingerprint,
    masthead,
    words,
    ...named,
    name,
    heading: `${name} – ${named.issueName}`,
    count: formatCount(articles.length),
    sections,
    editorName: printable(content.editorName).trim(),
    mail: content.masthead.mail ?? 'full',
    notices: noticesOf(snapshot).map((notice) => printable(notice).trim()),
    placesGone: placesGone(snapshot.withdrawn),
    approvedAt: approval.at,
    proof: { approver: printable(approval.name).trim(), approvedAt: momentText(approval.at) },
    face: articles.flatMap(({ pictures }) => pictures)[0] ?? null,
    links: { page, home, subscriptions: subscriptionsOf(home) },
  };
}

function namesOf({ content, number }: MonthlySnapshot, words: MonthlyWords) {
  const [month, year] = [formatMonth(content.issueKey), content.issueKey.slice(0, 4)];
  return {
    number: number ?? null,
    numberLine: number === undefined ? null : filled(words.number, number),
    monthLine: filled(words.month, month, year),
    issueName:
      number === undefined ? filled(words.monthInText, month, year) : filled(words.numberInText, number, month, year),
  };
}

function sectionsOf(snapshot: MonthlySnapshot, place: Omit<Place, 'number' | 'anchor'>): MonthlyViewSection[] {
  let number = 0;
  const numbered = (article: MonthlyArticle): ViewArticle => {
    number += 1;
    return articleOf(article, { ...place, number, anchor: `${ANCHORS.monthly}${number}` });
  };
  return snapshot.content.sections.map(({ id, title, articles }) => ({
    anchor: id,
    title: printable(title).trim(),
    items: articles.map(numbered),
  }));
}

function printableMasthead(masthead: MonthlyMasthead): MonthlyMasthead {
  const { bulletin, subject, agency, board, website, email } = masthead;
  const line = (text: string): string => printable(text).trim();
  return {
    ...masthead,
    bulletin: line(bulletin),
    subject: line(subject),
    agency: line(agency),
    board: line(board),
    website: line(website),
    email: line(email),
  };
}
