import { decodeText } from '../vietnamese/charset.ts';
import { canonicalUrl } from './canonical-url.ts';
import { dateOrder } from './date-order.ts';
import type { Entry } from './entry.ts';
import { type FeedItem, feedItems } from './feed-items.ts';
import { type ListingOutcome, withoutRepeats } from './listing.ts';
import { type PressDateOptions, parsePressDate } from './parse-date.ts';
import { plainText } from './plain-text.ts';

/** Longer summaries are cut: some feeds carry whole articles. */
const LONGEST_SUMMARY = 2_000;
/** What a feed writes where it has nothing to say. */
const EMPTY_SUMMARY = /^(?:no description|n\/a|-)?$/i;

/**
 * The entries of a feed's bytes in the feed's order, each address once, or why it is no feed (a paper's error page, a
 * script that sets a cookie). An item without an http(s) address is left out: there is nothing to visit.
 */
export function parseFeed(bytes: Uint8Array, about: { url: string; contentType: string | null }): ListingOutcome {
  const text = decodeText(bytes, about.contentType);
  const items = feedItems(text);
  if (items === null) return { kind: 'not-a-listing', detail: whatItIs(text) };
  const order = dateOrder(items);
  const options = order === undefined ? {} : { order };
  const entries = items.flatMap((item) => entryOf(item, about.url, options));
  return { kind: 'listing', entries: withoutRepeats(entries) };
}

function entryOf(item: FeedItem, base: string, options: PressDateOptions): Entry[] {
  const url = item.links.map((link) => canonicalUrl(link, base)).find((link) => link !== null);
  if (url === undefined) return [];
  const title = plainText(item.title);
  const summary = plainText(item.summary).slice(0, LONGEST_SUMMARY);
  const date = item.date === null ? { instant: null, problem: 'date: missing' } : parsePressDate(item.date, options);
  return [
    {
      url,
      title,
      summary: EMPTY_SUMMARY.test(summary) ? null : summary,
      publishedAt: date.instant,
      problems: [...(title === '' ? ['title: missing'] : []), ...(date.problem === null ? [] : [date.problem])],
    },
  ];
}

function whatItIs(text: string): string {
  const start = text.trimStart().slice(0, 500).toLowerCase();
  if (start === '') return 'the answer is empty';
  return /<!doctype html|<html|<head|<script/.test(start) ? 'HTML instead of a feed' : 'no known feed format';
}
