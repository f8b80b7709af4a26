import { type Discovered, discover, sitemapsOf, USUAL_FEEDS, USUAL_SITEMAPS } from '../../core/sources/discover.ts';
import { type CheckProblem, type DoorCheck, GENERAL_LINKS, problem } from '../../core/sources/source-check.ts';
import { decodeText } from '../../core/vietnamese/charset.ts';
import type { FetchOutcome } from '../../ports/web.ts';
import { type Door, feedDoor, newestSitemaps, pageDoor, sitemapDoor } from './source-doors.ts';

/** The one thing needed of the web here. */
export interface Fetcher {
  fetch(request: { readonly url: string }): Promise<FetchOutcome>;
}

/** What was found at an address. `address`: where it led for good. */
export interface FoundDoors {
  readonly address: string;
  readonly name: string | null;
  readonly doors: DoorCheck[];
  readonly problems: CheckProblem[];
}

type Fetched = Extract<FetchOutcome, { kind: 'fetched' }>;
type Tried = { readonly door: DoorCheck | null; readonly problems: CheckProblem[] };

/** Feeds a page names that are tried. */
const MOST_TRIES = 4;

/** Finds the ways in to a pasted address: itself a feed or sitemap, feeds it names, usual feeds, sitemaps, its own links. */
export async function findDoors(web: Fetcher, address: string): Promise<FoundDoors> {
  const first = await web.fetch({ url: address });
  if (first.kind !== 'fetched') {
    const detail = first.kind === 'failed' ? `${first.failure}: ${first.detail}` : first.kind;
    // A paper without a page there may have its feeds all the same; one that does not answer or refuses has not.
    const isThere = first.kind === 'failed' && first.failure === 'not-found';
    const usual = isThere ? await usualFeed(web, address) : [];
    return { address, name: null, doors: usual, problems: [problem('unreadable', address, detail)] };
  }
  const moved = first.movedTo === undefined ? [] : [problem('moved', address, first.movedTo)];
  const itself = ownDoor(first, address);
  if (itself !== null) return { address, name: null, doors: [itself], problems: moved };
  const page = discover(decodeText(first.body, first.contentType), first.url);
  const found = await feedsOf(web, first.url, page);
  const doors = found.doors.length > 0 ? found.doors : await otherDoors(web, first, found.problems);
  return { address: first.url, name: page.name, doors, problems: [...moved, ...found.problems] };
}

/** The pasted address as a feed or sitemap, when it is one. */
function ownDoor(fetched: Fetched, address: string): DoorCheck | null {
  const feed = feedDoor(address).parse(fetched);
  if (feed.kind === 'listing') return { kind: 'feed', url: address, entries: feed.entries };
  const sitemap = sitemapDoor(address).parse(fetched);
  return sitemap.kind === 'listing' ? { kind: 'sitemap', url: address, entries: sitemap.entries } : null;
}

/** Every feed the page names, else the first of the usual ones that answers. A usual one that does not is no problem. */
async function feedsOf(
  web: Fetcher,
  url: string,
  page: Discovered,
): Promise<{ doors: DoorCheck[]; problems: CheckProblem[] }> {
  const doors: DoorCheck[] = [];
  const problems: CheckProblem[] = [];
  for (const feed of page.feeds.slice(0, MOST_TRIES)) {
    const tried = await tryDoor(web, 'feed', feedDoor(feed));
    if (tried.door !== null) doors.push(tried.door);
    problems.push(...tried.problems);
  }
  if (page.feeds.length > 0) return { doors, problems };
  return { doors: await usualFeed(web, url), problems };
}

/** The first of the usual addresses at which a feed lists something. */
async function usualFeed(web: Fetcher, url: string): Promise<DoorCheck[]> {
  for (const path of USUAL_FEEDS) {
    const { door } = await tryDoor(web, 'feed', feedDoor(new URL(path, url).href));
    if (door !== null && door.entries.length > 0) return [door];
  }
  return [];
}

/** Without a feed: the sitemap robots.txt names or a usual one, else the page's own links. */
async function otherDoors(web: Fetcher, page: Fetched, problems: CheckProblem[]): Promise<DoorCheck[]> {
  const robots = await web.fetch({ url: new URL('/robots.txt', page.url).href });
  const named = robots.kind === 'fetched' ? sitemapsOf(decodeText(robots.body, robots.contentType), page.url) : [];
  const usual = USUAL_SITEMAPS.map((path) => new URL(path, page.url).href);
  for (const url of (named.length > 0 ? named : usual).slice(0, 2)) {
    const tried = await tryDoor(web, 'sitemap', sitemapDoor(url));
    // A sitemap without titles lists addresses nobody could judge at first sight.
    if (tried.door?.entries.some((entry) => entry.title !== '')) return [tried.door];
    if (named.length > 0) problems.push(...tried.problems);
  }
  const links = pageDoor(page.url, GENERAL_LINKS).parse(page);
  return links.kind === 'listing' ? [{ kind: 'page', url: page.url, entries: links.entries }] : [];
}

async function tryDoor(web: Fetcher, kind: DoorCheck['kind'], door: Door): Promise<Tried> {
  const fetched = await web.fetch({ url: door.url });
  if (fetched.kind !== 'fetched') {
    const detail = fetched.kind === 'failed' ? `${fetched.failure}: ${fetched.detail}` : fetched.kind;
    return { door: null, problems: [problem('failed', door.url, detail)] };
  }
  const moved = fetched.movedTo === undefined ? [] : [problem('moved', door.url, fetched.movedTo)];
  const outcome = door.parse(fetched);
  if (outcome.kind === 'not-a-listing')
    return { door: null, problems: [problem('not-a-listing', door.url, outcome.detail)] };
  if (outcome.kind === 'index') {
    const [next] = newestSitemaps(outcome.sitemaps);
    const inner = next === undefined ? null : await tryDoor(web, kind, next);
    // The index stays the way in: which sitemap is the newest changes.
    return { door: inner?.door ? { ...inner.door, url: door.url } : null, problems: inner?.problems ?? [] };
  }
  const empty = outcome.entries.length === 0 ? [problem('empty', door.url)] : [];
  return { door: { kind, url: fetched.movedTo ?? door.url, entries: outcome.entries }, problems: [...moved, ...empty] };
}
