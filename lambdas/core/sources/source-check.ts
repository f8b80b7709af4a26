import { dayOf, type Instant } from '../calendar/instant.ts';
import { blockTexts } from '../extraction/article.ts';
import type { Extraction } from '../extraction/extract-article.ts';
import { bareHostOf } from '../listing/address-identity.ts';
import type { Entry } from '../listing/entry.ts';
import { listingWorth } from './listing-worth.ts';
import type { Source } from './source.ts';

/** What is wrong with a source or could not be known; each has its Vietnamese wording in `templates/desk/messages.json`. */
export type CheckProblemKind =
  | 'not-an-address'
  | 'known'
  | 'unreadable'
  | 'moved'
  | 'empty'
  | 'stranger'
  | 'not-a-listing'
  | 'failed'
  | 'no-feed'
  | 'nothing-listed'
  | 'few-entries'
  | 'undated-entries'
  | 'untitled-entries'
  | 'stale'
  | 'foreign-language'
  | 'article-failed'
  | 'not-article'
  | 'undated-article'
  | 'out-of-time';

/** One problem; `url` is what it is about, `detail` what was found there. */
export interface CheckProblem {
  readonly kind: CheckProblemKind;
  readonly url: string;
  readonly detail: string;
}

/** A way in that was tried. */
export interface DoorCheck {
  readonly kind: 'feed' | 'page' | 'sitemap';
  readonly url: string;
  readonly entries: readonly Entry[];
}

/** An article of the sample as the house would read it. */
export interface ArticleCheck {
  readonly url: string;
  readonly title: string;
  readonly lead: string | null;
  readonly authors: string[];
  readonly publishedAt: Instant | null;
  /** Where the date was found, or why it is unknown. */
  readonly evidence: string;
  /** Length of its text in characters. */
  readonly characters: number;
}

/** What looking at a source came to. `proposal` null: there is nothing that could be saved. */
export interface SourceCheck {
  readonly address: string;
  readonly doors: readonly DoorCheck[];
  readonly articles: readonly ArticleCheck[];
  readonly problems: readonly CheckProblem[];
  readonly proposal: Source | null;
}

/** Fewer entries than this are too few for a way in. */
const FEW = 3;
/** Links to articles on a page of which nothing is known: those in headings. */
export const GENERAL_LINKS = 'h1 a[href], h2 a[href], h3 a[href], h4 a[href], .title a[href], .story__heading a[href]';

/** What is odd about the entries all ways in list together. */
export function listingProblems(address: string, doors: readonly DoorCheck[]): CheckProblem[] {
  const entries = doors.flatMap((door) => door.entries);
  const about = (kind: CheckProblemKind, found: number): CheckProblem[] =>
    found * 2 > entries.length ? [{ kind, url: address, detail: `${found}/${entries.length}` }] : [];
  if (entries.length === 0) return [{ kind: 'nothing-listed', url: address, detail: '' }];
  return [
    ...(doors.some(({ kind }) => kind !== 'page') ? [] : [problem('no-feed', address)]),
    ...(entries.length < FEW ? [problem('few-entries', address, String(entries.length))] : []),
    ...about('undated-entries', entries.filter((entry) => entry.publishedAt === null).length),
    ...about('untitled-entries', entries.filter((entry) => entry.title === '').length),
  ];
}

/** What makes the listing of a source worthless to the house, where it is; `oldest`: nothing published before is news. */
export function worthProblems(
  address: string,
  about: { readonly doors: readonly DoorCheck[]; readonly source: Source; readonly oldest: Instant },
): CheckProblem[] {
  const worth = listingWorth(
    about.doors.flatMap(({ entries }) => entries),
    about,
  );
  if (worth.kind === 'usable') return [];
  return [problem(worth.kind, address, worth.kind === 'stale' ? dayOf(worth.newest) : worth.detail)];
}

/** An extraction as a row of the check, or the problem with it. */
export function articleCheck(
  url: string,
  found: Extraction,
): { article: ArticleCheck | null; problems: CheckProblem[] } {
  if (found.kind === 'not-article') return { article: null, problems: [problem('not-article', url, found.reason)] };
  const article = {
    url,
    title: found.title,
    lead: found.lead,
    authors: [...(found.byline?.authors ?? [])],
    publishedAt: found.published.instant,
    evidence: found.published.evidence,
    characters: blockTexts(found.blocks).join('\n').length,
  };
  const isUndated = article.publishedAt === null;
  return { article, problems: isUndated ? [problem('undated-article', url, article.evidence)] : [] };
}

/** The source as it would be saved: what was found, and careful guesses an editor can change. */
export function proposalOf(
  address: string,
  found: { readonly name: string | null; readonly doors: readonly DoorCheck[]; readonly articles: number },
): Source {
  const { hostname } = new URL(address);
  const host = bareHostOf(hostname);
  const urls = (kind: DoorCheck['kind']): string[] =>
    found.doors.filter((door) => door.kind === kind).map(({ url }) => url);
  const feeds = urls('feed');
  const sitemaps = urls('sitemap');
  return {
    version: 1,
    id: idOf(host),
    name: found.name ?? host,
    citeAs: `${host.charAt(0).toUpperCase()}${host.slice(1)}`,
    hosts: hostname === `www.${host}` ? [hostname, host] : [host, `www.${host}`],
    kind: /(?:^|\.)(?:gov|chinhphu)\.vn$/.test(host) ? 'portal' : 'central',
    place: null,
    rank: 50,
    listing: {
      feeds,
      pages: urls('page').map((url) => ({ url, links: GENERAL_LINKS })),
      ...(sitemaps.length > 0 ? { sitemaps } : {}),
    },
    courtesy: { gapMs: 2000 },
    printing: 'excerpt',
    agreement: null,
    rules: null,
    state: found.articles > 0 ? 'confirmed' : 'unconfirmed',
  };
}

/** `baocantho.com.vn` → `baocantho`, `xaydungchinhsach.chinhphu.vn` → `xaydungchinhsach-chinhphu`. */
function idOf(host: string): string {
  const stem = host.replace(/(?:\.(?:com|net|org|gov|edu|info))?\.[a-z]{2,}$/, '');
  return stem.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'nguon';
}

/** A problem without much ado. */
export function problem(kind: CheckProblemKind, url: string, detail = ''): CheckProblem {
  return { kind, url, detail };
}
