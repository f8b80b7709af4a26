import { type AnyFeed, parseFeed } from 'feedsmith';
import { singleItemFeeds } from './rescue-feed.ts';

/** What a feed of any format says of one item, as it says it. */
export interface FeedItem {
  /** Best first. */
  readonly links: readonly string[];
  readonly title: string;
  readonly summary: string;
  readonly date: string | null;
}

/** Attributes a feed may have; the largest met has some thousands, and each costs ten times its length. */
const MOST_ATTRIBUTES = 100_000;
/** Attributes one item of a flooded feed may have, with the head of the feed. */
const MOST_OF_ITEM = 2_000;
/** Items a feed may have; papers send 20 to 500. */
const MOST_ITEMS = 1_000;

/**
 * The items of a feed's text (RSS, Atom, RDF, JSON Feed), or null when it is none. Broken feeds give what can be read:
 * the parser silently ends at a stray closing tag, so its items are counted and, where some are missing, read singly.
 */
export function feedItems(text: string): FeedItem[] | null {
  const feedText = /^\s*\{/.test(text) ? text : text.slice(Math.max(0, text.search(/<\?xml|<rss|<feed|<rdf:RDF/i)));
  if (attributesIn(feedText, MOST_ATTRIBUTES) > MOST_ATTRIBUTES) return withoutFloods(feedText);
  const whole = tolerant(feedText);
  const items = whole === null ? [] : itemsOf(whole);
  const singles = singleItemFeeds(feedText).slice(0, MOST_ITEMS);
  if (singles.length <= items.length) return whole === null ? null : items.slice(0, MOST_ITEMS);
  const rescued = singles.map(tolerant).flatMap((feed) => (feed === null ? [] : itemsOf(feed)));
  return rescued.length > items.length ? rescued : items;
}

/**
 * The items of a feed whose attributes alone would cost the parser seconds: each read for itself, those that are the flood
 * left out, as many as cost no more than another feed may. Null where none is left.
 */
function withoutFloods(text: string): FeedItem[] | null {
  const found: FeedItem[] = [];
  let left = MOST_ATTRIBUTES;
  for (const single of singleItemFeeds(text).slice(0, MOST_ITEMS)) {
    const attributes = attributesIn(single, MOST_OF_ITEM);
    if (attributes > MOST_OF_ITEM) continue;
    left -= attributes;
    if (left < 0) break;
    const feed = tolerant(single);
    if (feed !== null) found.push(...itemsOf(feed));
  }
  return found.length === 0 ? null : found;
}

/** Attributes of a text, counted no further than one beyond `most`. */
function attributesIn(text: string, most: number): number {
  let count = 0;
  for (const _ of text.matchAll(/=["']/g)) {
    count += 1;
    if (count > most) break;
  }
  return count;
}

function tolerant(text: string): AnyFeed | null {
  try {
    return parseFeed(text);
  } catch {
    return null;
  }
}

function itemsOf(parsed: AnyFeed): FeedItem[] {
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map((item) => ({
        links: present([item.link, item.guid?.value, item.atom?.links?.[0]?.href]),
        title: item.title ?? '',
        summary: item.description ?? item.content?.encoded ?? '',
        date: item.pubDate ?? item.dc?.dates?.[0] ?? item.atom?.published ?? item.atom?.updated ?? null,
      }));
    case 'atom':
      return (parsed.feed.entries ?? []).map((entry) => ({
        links: present([
          entry.links?.find((link) => link.rel === undefined || link.rel === 'alternate')?.href,
          entry.id,
          entry.links?.[0]?.href,
        ]),
        title: entry.title?.value ?? '',
        summary: entry.summary?.value ?? entry.content?.value ?? '',
        date: entry.published ?? entry.updated ?? null,
      }));
    case 'rdf':
      return (parsed.feed.items ?? []).map((item) => ({
        links: present([item.link, item.rdf?.about]),
        title: item.title ?? '',
        summary: item.description ?? '',
        date: item.dc?.dates?.[0] ?? null,
      }));
    case 'json':
      return (parsed.feed.items ?? []).map((item) => ({
        links: present([item.url, item.external_url, item.id]),
        title: item.title ?? '',
        summary: item.summary ?? item.content_text ?? item.content_html ?? '',
        date: item.date_published ?? item.date_modified ?? null,
      }));
  }
}

function present(links: readonly (string | undefined)[]): string[] {
  return links.filter((link): link is string => link !== undefined && link.trim() !== '');
}
