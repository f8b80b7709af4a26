import { extractArticle } from '../../../lambdas/core/extraction/extract-article.ts';
import { parseFeed } from '../../../lambdas/core/listing/parse-feed.ts';
import { parseListingPage } from '../../../lambdas/core/listing/parse-page.ts';
import { parseSitemap } from '../../../lambdas/core/listing/parse-sitemap.ts';
import { discover } from '../../../lambdas/core/sources/discover.ts';
import { GENERAL_LINKS } from '../../../lambdas/core/sources/source-check.ts';
import { decodeText } from '../../../lambdas/core/vietnamese/charset.ts';
import { createRobotsBook } from '../../../lambdas/net/robots-book.ts';
import { type Attacks, FEED_ATTACKS, PAGE_ATTACKS, ROBOTS_ATTACKS } from './attacks.ts';
import { measured } from './measured.ts';

/** One hostile text read in a process of its own: `node one-parse.ts READER ATTACK`; prints what that cost and gave. */
type Reader = (bytes: Uint8Array) => unknown;

const URL_OF = 'https://bao.example.vn/a.htm';
const FEED = { url: 'https://bao.example.vn/rss', contentType: 'text/xml' };
const LONG = `https://bao.example.vn/${'a'.repeat(4_000)}`;
const clock = { now: () => '2026-11-23T05:00:00+07:00', sleep: async () => undefined };
const html = (bytes: Uint8Array): string => decodeText(bytes, 'text/html; charset=utf-8');

const READERS: Readonly<Record<string, { readonly read: Reader; readonly attacks: Attacks }>> = {
  feed: { read: (bytes) => parseFeed(bytes, FEED), attacks: FEED_ATTACKS },
  sitemap: { read: (bytes) => parseSitemap(bytes, FEED), attacks: FEED_ATTACKS },
  article: {
    read: (bytes) => extractArticle({ html: html(bytes), url: URL_OF, rules: null, listed: null }),
    attacks: PAGE_ATTACKS,
  },
  list: {
    read: (bytes) => parseListingPage(html(bytes), { url: URL_OF, links: GENERAL_LINKS }),
    attacks: PAGE_ATTACKS,
  },
  discovery: { read: (bytes) => discover(html(bytes), URL_OF), attacks: PAGE_ATTACKS },
  robots: {
    read: (bytes) => {
      const text = new TextDecoder().decode(bytes);
      const book = createRobotsBook(clock, 'DiemBao/1.0', async () => ({ kind: 'text', text }));
      return book.ask(new URL(LONG), 0);
    },
    attacks: ROBOTS_ATTACKS,
  },
};

const [name = '', attack = ''] = process.argv.slice(2);
const reader = READERS[name];
if (reader === undefined) {
  const all = Object.entries(READERS).flatMap(([each, { attacks }]) => Object.keys(attacks).map((one) => [each, one]));
  process.stdout.write(`${JSON.stringify(all)}\n`);
} else {
  const text = reader.attacks[attack]?.(1) ?? '';
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const { result, ...cost } = await measured(async () => JSON.stringify(await reader.read(bytes)));
  const isPolluted = Object.hasOwn(Object.prototype, 'polluted');
  const told = isPolluted ? 'POLLUTED' : /root:|lollollol/.test(result) ? 'LEAKED' : `${result.length} characters`;
  process.stdout.write(`${JSON.stringify({ told, bytes: bytes.length, ...cost })}\n`);
}
