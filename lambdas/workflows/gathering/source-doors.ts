import { gunzipSync } from 'node:zlib';
import type { Entry } from '../../core/listing/entry.ts';
import { parseFeed } from '../../core/listing/parse-feed.ts';
import { parseListingPage } from '../../core/listing/parse-page.ts';
import { parseSitemap, type SitemapLink } from '../../core/listing/parse-sitemap.ts';
import { discover } from '../../core/sources/discover.ts';
import type { Source } from '../../core/sources/source.ts';
import { decodeText } from '../../core/vietnamese/charset.ts';
import type { FetchOutcome } from '../../ports/web.ts';

type Fetched = Extract<FetchOutcome, { kind: 'fetched' }>;

/** What a way in came to. */
export type DoorOutcome =
  | { readonly kind: 'listing'; readonly entries: Entry[] }
  | { readonly kind: 'index'; readonly sitemaps: SitemapLink[] }
  | { readonly kind: 'not-a-listing'; readonly detail: string };

/** One way in to a source. */
export interface Door {
  readonly url: string;
  readonly parse: (fetched: Fetched) => DoorOutcome;
}

/** Sitemaps of an index that are read on a visit; a news sitemap is one, a paper's whole past hundreds. */
const MOST_SITEMAPS = 2;
/** An unpacked sitemap is at most this long: as much as any other body. */
const MOST_BYTES = 5 * 1024 * 1024;

/** The ways in to a source in the order they are read. */
export function doorsOf(source: Source): Door[] {
  return [
    ...source.listing.feeds.map(feedDoor),
    ...source.listing.pages.map((page) => pageDoor(page.url, page.links)),
    ...(source.listing.sitemaps ?? []).map(sitemapDoor),
  ];
}

/** A feed; a page in its place says which feeds it names. */
export function feedDoor(url: string): Door {
  return {
    url,
    parse: (fetched) => {
      const outcome = parseFeed(fetched.body, { url: fetched.url, contentType: fetched.contentType });
      if (outcome.kind === 'listing' || !outcome.detail.startsWith('HTML')) return outcome;
      const { feeds } = discover(decodeText(fetched.body, fetched.contentType), fetched.url);
      const others = feeds.filter((feed) => feed !== url).slice(0, 3);
      return others.length === 0 ? outcome : { ...outcome, detail: `${outcome.detail}; it names ${others.join(', ')}` };
    },
  };
}

/** A section page read as a list of links. */
export function pageDoor(url: string, links: string): Door {
  return {
    url,
    parse: (fetched) => parseListingPage(decodeText(fetched.body, fetched.contentType), { url: fetched.url, links }),
  };
}

/** A sitemap or an index of them, packed or not. */
export function sitemapDoor(url: string): Door {
  return {
    url,
    parse: (fetched) => {
      const bytes = unpacked(fetched.body);
      if (bytes === null) return { kind: 'not-a-listing', detail: 'a packed file that cannot be unpacked' };
      return parseSitemap(bytes, { url: fetched.url, contentType: fetched.contentType });
    },
  };
}

/** The doors behind a sitemap index: those that call themselves news first, else the newest. An index in it is not followed. */
export function newestSitemaps(sitemaps: readonly SitemapLink[]): Door[] {
  const news = sitemaps.filter(({ url }) => /news|tin-moi|latest/i.test(new URL(url).pathname));
  const chosen = [...news, ...sitemaps.filter((each) => !news.includes(each))].slice(0, MOST_SITEMAPS);
  return chosen.map(({ url }) => {
    const door = sitemapDoor(url);
    const parse = (fetched: Fetched): DoorOutcome => {
      const outcome = door.parse(fetched);
      return outcome.kind === 'index' ? { kind: 'not-a-listing', detail: 'an index inside an index' } : outcome;
    };
    return { url, parse };
  });
}

/** RFC 1952: a packed file begins with these bytes, whatever its name. */
function unpacked(body: Uint8Array): Uint8Array | null {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return gunzipSync(body, { maxOutputLength: MOST_BYTES });
  } catch {
    return null;
  }
}
