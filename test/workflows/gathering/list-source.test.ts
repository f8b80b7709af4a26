import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Source, sourceSchema } from '../../../lambdas/core/sources/source.ts';
import type { Visit } from '../../../lambdas/core/sources/visit.ts';
import type { FetchOutcome } from '../../../lambdas/ports/web.ts';
import { listSource } from '../../../lambdas/workflows/gathering/list-source.ts';
import { memoryWeb, page } from '../../support/memory/memory-web.ts';

const HOME = 'https://bao.example.vn';
const FEED = `${HOME}/rss/home.rss`;

function source(listing: Partial<Source['listing']>): Source {
  return sourceSchema.parse({
    version: 1,
    id: 'bao',
    name: 'Báo Mẫu',
    citeAs: 'Bao.example.vn',
    hosts: ['bao.example.vn', 'baocu.example.vn'],
    kind: 'central',
    place: null,
    rank: 50,
    listing: { feeds: [], pages: [], ...listing },
    courtesy: { gapMs: 2_000 },
    printing: 'excerpt',
    agreement: null,
    rules: null,
    state: 'sample',
  });
}

const rss = (...links: string[]): string =>
  `<rss version="2.0"><channel><title>t</title>${links.map((link, i) => `<item><title>Tin ${i}</title><link>${link}</link></item>`).join('')}</channel></rss>`;
const urlset = (path: string): string =>
  `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${HOME}${path}</loc></url></urlset>`;
const packed = (url: string, text: string): FetchOutcome => ({
  ...page(url, ''),
  ...{ kind: 'fetched', url, contentType: 'application/gzip', body: new Uint8Array(gzipSync(text)) },
  validators: { etag: '"g"', lastModified: null },
});

describe('listSource', () => {
  it('reads feeds, section pages and sitemaps, each article once whatever its dress and host', async () => {
    const web = memoryWeb({
      [FEED]: page(FEED, rss(`${HOME}/a-1.htm?utm_source=rss`, 'https://m.bao.example.vn/a-2.htm'), 'text/xml'),
      [`${HOME}/cchc`]: page(`${HOME}/cchc`, `<h3><a href="/a-2.htm">Hai</a></h3><h3><a href="/a-3.htm">Ba</a></h3>`),
      [`${HOME}/news.xml`]: page(`${HOME}/news.xml`, urlset('/amp/a-3.htm').replace('bao.', 'baocu.')),
    });
    const listed = await listSource(
      web,
      source({
        feeds: [FEED],
        pages: [{ url: `${HOME}/cchc`, links: 'h3 a' }],
        sitemaps: [`${HOME}/news.xml`],
      }),
      null,
    );
    expect(listed.entries.map((entry) => entry.url)).toEqual([`${HOME}/a-1.htm`, `${HOME}/a-2.htm`, `${HOME}/a-3.htm`]);
    expect(listed.failure).toBeNull();
    expect(Object.keys(listed.validators)).toHaveLength(3);
  });

  it('follows a sitemap index to its news sitemap, packed too, and no further', async () => {
    const index = `<sitemapindex><sitemap><loc>${HOME}/2025.xml</loc></sitemap><sitemap><loc>${HOME}/sitemap-news.xml.gz</loc></sitemap><sitemap><loc>${HOME}/2024.xml</loc></sitemap></sitemapindex>`;
    const web = memoryWeb({
      [`${HOME}/sitemap.xml`]: page(`${HOME}/sitemap.xml`, index, 'text/xml'),
      [`${HOME}/sitemap-news.xml.gz`]: packed(`${HOME}/sitemap-news.xml.gz`, urlset('/moi.htm')),
      [`${HOME}/2025.xml`]: page(`${HOME}/2025.xml`, index, 'text/xml'),
    });
    const listed = await listSource(web, source({ sitemaps: [`${HOME}/sitemap.xml`] }), null);
    expect(listed.entries.map((entry) => entry.url)).toEqual([`${HOME}/moi.htm`]);
    expect(web.requests.map(({ url }) => url)).toEqual([
      `${HOME}/sitemap.xml`,
      `${HOME}/sitemap-news.xml.gz`,
      `${HOME}/2025.xml`,
    ]);
    expect(listed.problems).toEqual([
      { kind: 'not-a-listing', url: `${HOME}/2025.xml`, detail: 'an index inside an index' },
    ]);
  });

  it('does not unpack a bomb', async () => {
    const bomb = packed(`${HOME}/b.xml.gz`, ' '.repeat(20 * 1024 * 1024));
    const listed = await listSource(
      memoryWeb({ [`${HOME}/b.xml.gz`]: bomb }),
      source({ sitemaps: [`${HOME}/b.xml.gz`] }),
      null,
    );
    expect(listed.failure).toMatchObject({ failure: 'not-a-listing' });
  });

  it('names the new address of a feed that moved for good, and reads it', async () => {
    const moved: FetchOutcome = {
      ...fetched(page(`${HOME}/rss/moi.rss`, rss(`${HOME}/a.htm`))),
      movedTo: `${HOME}/rss/moi.rss`,
    };
    const listed = await listSource(memoryWeb({ [FEED]: moved }), source({ feeds: [FEED] }), null);
    expect(listed.entries).toHaveLength(1);
    expect(listed.problems).toEqual([{ kind: 'moved', url: FEED, detail: `${HOME}/rss/moi.rss` }]);
  });

  it('says which feeds a page names that stands where the feed was', async () => {
    const html = `<html><head><link rel="alternate" type="application/rss+xml" href="/rss/trang-chu.rss"></head><body>404</body></html>`;
    const listed = await listSource(memoryWeb({ [FEED]: page(FEED, html) }), source({ feeds: [FEED] }), null);
    expect(listed.failure?.detail).toBe(`${FEED}: HTML instead of a feed; it names ${HOME}/rss/trang-chu.rss`);
  });

  it('reads on past a broken listing, an empty one and one of strangers, and tells of each', async () => {
    const feeds = ['a', 'b', 'c', 'd'].map((name) => `${HOME}/${name}.rss`);
    const [a = '', b = '', c = '', d = ''] = feeds;
    const web = memoryWeb({
      [b]: page(b, rss()),
      [c]: page(c, rss('https://quangcao.example.com/1', 'https://quangcao.example.com/2', `${HOME}/x.htm`)),
      [d]: page(d, rss(`${HOME}/y.htm`)),
    });
    const listed = await listSource(web, source({ feeds }), null);
    expect(listed.failure).toBeNull();
    expect(listed.entries).toHaveLength(4);
    expect(listed.problems).toEqual([
      { kind: 'failed', url: a, detail: 'not-found: HTTP 404' },
      { kind: 'empty', url: b, detail: '' },
      { kind: 'stranger', url: c, detail: 'quangcao.example.com' },
    ]);
  });

  it('asks conditionally and takes a 304 for read', async () => {
    const validators = { [FEED]: { etag: '"1"', lastModified: null } };
    const known: Visit = {
      version: 1,
      sourceId: 'bao',
      visitedAt: '2026-11-23T05:00:00+07:00',
      outcome: { kind: 'unchanged' },
      lastReadAt: null,
      failures: 0,
      nextVisitAt: '2026-11-23T05:00:00+07:00',
      validators,
    };
    const web = memoryWeb({ [FEED]: { kind: 'not-modified' } });
    const listed = await listSource(web, source({ feeds: [FEED] }), known);
    expect(web.requests[0]?.validators).toEqual(validators[FEED]);
    expect(listed).toMatchObject({ entries: [], unchanged: 1, failure: null, validators, problems: [] });
  });
});

function fetched(outcome: FetchOutcome) {
  if (outcome.kind !== 'fetched') throw new Error(outcome.kind);
  return outcome;
}
