import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../lambdas/core/listing/parse-feed.ts';
import { parseSitemap } from '../../lambdas/core/listing/parse-sitemap.ts';
import { FEED_ATTACKS } from '../bench/fetching/attacks.ts';

const ABOUT = { url: 'https://bao.example.vn/rss', contentType: 'text/xml' };
/** The benchmark `fetching` measures them in full size, each in a process of its own. */
const SHARE = 0.1;
const bytesOf = (attack: string | Uint8Array): Uint8Array =>
  typeof attack === 'string' ? new TextEncoder().encode(attack) : attack;

describe('R23 a feed that attacks its reader', () => {
  it.each(Object.entries(FEED_ATTACKS))('ends, and gives nothing away: %s', (_name, attack) => {
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
    expect(parseFeed(bytesOf(flood?.(SHARE) ?? ''), ABOUT)).toMatchObject({ kind: 'listing' });
  });

  it('is read like any other when it is none (control)', () => {
    const feed =
      '<rss version="2.0"><channel><item><title>Cải cách</title><link>https://bao.example.vn/a</link></item></channel></rss>';
    expect(parseFeed(bytesOf(feed), ABOUT)).toMatchObject({ kind: 'listing', entries: [{ title: 'Cải cách' }] });
  });
});
