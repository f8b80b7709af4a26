import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../lambdas/core/extraction/extract-article.ts';
import { parseFeed } from '../../lambdas/core/listing/parse-feed.ts';
import { parseListingPage } from '../../lambdas/core/listing/parse-page.ts';
import { parseSitemap } from '../../lambdas/core/listing/parse-sitemap.ts';
import { discover } from '../../lambdas/core/sources/discover.ts';
import { GENERAL_LINKS } from '../../lambdas/core/sources/source-check.ts';
import { createRobotsBook } from '../../lambdas/net/robots-book.ts';
import { FEED_ATTACKS, PAGE_ATTACKS, ROBOTS_ATTACKS } from '../bench/fetching/attacks.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { ALL, LONG } from './sizes.ts';

const PAGE = 'https://bao.example.vn/a.htm';
const ABOUT = { url: 'https://bao.example.vn/rss', contentType: 'text/xml' };
/** The benchmark `fetching` measures them in full size, each in a process of its own. */
const SHARE = ALL ? 1 : 0.1;
const PAGE_SHARE = ALL ? 0.15 : 0.03;
const bytesOf = (attack: string | Uint8Array): Uint8Array =>
  typeof attack === 'string' ? new TextEncoder().encode(attack) : attack;

describe('R23 a feed that attacks its reader', () => {
  it.each(Object.entries(FEED_ATTACKS))('ends, and gives nothing away: %s', LONG, (_name, attack) => {
    for (const parse of [parseFeed, parseSitemap]) {
      const told = JSON.stringify(parse(bytesOf(attack(SHARE)), ABOUT));
      expect(told.length).toBeLessThan(100_000);
      expect(told).not.toMatch(/root:|lollollol/);
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('is refused with more attributes than a feed can have, and read with as many as the largest', () => {
    const flood = FEED_ATTACKS['200,000 attributes'];
    expect(parseFeed(bytesOf(flood?.(1) ?? ''), ABOUT)).toMatchObject({ kind: 'not-a-listing' });
    expect(parseFeed(bytesOf(flood?.(0.1) ?? ''), ABOUT)).toMatchObject({ kind: 'listing' });
  });

  it('gives no more items than a paper can have', () => {
    const many = parseFeed(bytesOf(FEED_ATTACKS['30,000 items']?.(0.1) ?? ''), ABOUT);
    expect(many.kind === 'listing' ? many.entries.length : 0).toBeLessThanOrEqual(1_000);
    const apart = Array.from({ length: 1_500 }, (_, at) => `<item><title>Tin</title><link>/${at}</link></item>`).join(
      '',
    );
    const found = parseFeed(bytesOf(`<rss version="2.0"><channel>${apart}</channel></rss>`), ABOUT);
    expect(found.kind === 'listing' ? found.entries.length : 0).toBe(1_000);
  });

  it('is read like any other when it is none (control)', () => {
    const feed =
      '<rss version="2.0"><channel><item><title>Cải cách</title><link>https://bao.example.vn/a</link></item></channel></rss>';
    expect(parseFeed(bytesOf(feed), ABOUT)).toMatchObject({ kind: 'listing', entries: [{ title: 'Cải cách' }] });
  });
});

describe('R23 a page that attacks its reader', () => {
  it.each(Object.entries(PAGE_ATTACKS))('ends, and pollutes nothing: %s', LONG, (_name, attack) => {
    const html = String(attack(PAGE_SHARE));
    extractArticle({ html, url: PAGE, rules: null, listed: null });
    parseListingPage(html, { url: PAGE, links: GENERAL_LINKS });
    discover(html, PAGE);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it.each(Object.entries(ROBOTS_ATTACKS))('or a robots.txt does: %s', LONG, async (_name, attack) => {
    const text = String(attack(PAGE_SHARE));
    const book = createRobotsBook(memoryClock('2026-11-23T05:00:00+07:00'), 'DiemBao/1.0', async () => ({
      kind: 'text',
      text,
    }));
    expect((await book.ask(new URL(`${PAGE}${'a'.repeat(4_000)}`), 0)).kind).toMatch(/^(?:allowed|refused)$/);
  });
});
