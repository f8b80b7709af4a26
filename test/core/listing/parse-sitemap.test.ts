import { describe, expect, it } from 'vitest';
import { entrySchema } from '../../../lambdas/core/listing/entry.ts';
import { parseSitemap } from '../../../lambdas/core/listing/parse-sitemap.ts';

const ABOUT = { url: 'https://bao.example.vn/sitemap-news.xml', contentType: 'text/xml' };
const parse = (text: string) => parseSitemap(new TextEncoder().encode(text), ABOUT);
const urlset = (...rows: string[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">${rows.join('')}</urlset>`;
const news = (path: string, title: string, date: string): string =>
  `<url><loc>https://bao.example.vn${path}</loc><news:news><news:publication><news:name>Báo</news:name><news:language>vi</news:language></news:publication>
   <news:publication_date>${date}</news:publication_date><news:title>${title}</news:title></news:news>
   <image:image><image:loc>https://anh.example.vn/1.jpg</image:loc><image:title>Ảnh</image:title></image:image></url>`;

describe('parseSitemap', () => {
  it('reads a news sitemap: address, title, time; a picture is no article', () => {
    const outcome = parse(
      urlset(
        news('/a.htm?utm_source=gnews', '<![CDATA[Một cửa & “phi địa giới”]]>', '2026-11-23T06:10:00+07:00'),
        news('/b.htm', 'Cắt giảm 30% th&#7911; tục', '2026-11-23T05:00:00+07:00'),
      ),
    );
    if (outcome.kind !== 'listing') throw new Error(outcome.kind);
    for (const entry of outcome.entries) entrySchema.parse(entry);
    expect(outcome.entries).toEqual(
      [
        ['https://bao.example.vn/a.htm', 'Một cửa & “phi địa giới”', '2026-11-23T06:10:00+07:00'],
        ['https://bao.example.vn/b.htm', 'Cắt giảm 30% thủ tục', '2026-11-23T05:00:00+07:00'],
      ].map(([url, title, publishedAt]) => ({ url, title, publishedAt, summary: null, problems: [] })),
    );
  });

  it('never takes the last change for the time of publication', () => {
    const outcome = parse(urlset('<url><loc>/a.htm</loc><lastmod>2026-11-23T06:10:00+07:00</lastmod></url>'));
    expect(outcome).toMatchObject({
      kind: 'listing',
      entries: [{ publishedAt: null, problems: ['title: missing', 'date: only the last change is given'] }],
    });
  });

  it('keeps the newest five hundred of a large one', () => {
    const rows = Array.from(
      { length: 3_000 },
      (_, i) => `<url><loc>/tin-${i}.htm</loc><lastmod>${2020 + (i % 7)}-01-01</lastmod></url>`,
    );
    const outcome = parse(urlset(...rows));
    if (outcome.kind !== 'listing') throw new Error(outcome.kind);
    expect(outcome.entries.map((entry) => entry.url)).toHaveLength(500);
    expect(outcome.entries[0]?.url).toBe('https://bao.example.vn/tin-6.htm');
  });

  it('reads an index, newest first, relative addresses too', () => {
    const outcome = parse(`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <sitemap><loc>https://bao.example.vn/sitemap-2025.xml</loc><lastmod>2025-12-31</lastmod></sitemap>
      <sitemap><loc>/news.xml.gz</loc><lastmod>2026-11-23T06:00:00+07:00</lastmod></sitemap>
      <sitemap><loc>javascript:alert(1)</loc></sitemap></sitemapindex>`);
    expect(outcome).toMatchObject({
      kind: 'index',
      sitemaps: [{ url: 'https://bao.example.vn/news.xml.gz' }, { url: 'https://bao.example.vn/sitemap-2025.xml' }],
    });
  });

  it.each([
    ['<!doctype html><html><body>404</body></html>', 'HTML instead of a sitemap'],
    ['<rss version="2.0"><channel></channel></rss>', 'no sitemap'],
    ['', 'no sitemap'],
    ['\u001f\u008b\u0008 rác', 'no sitemap'],
  ])('says what %j is', (text, detail) => expect(parse(text)).toEqual({ kind: 'not-a-listing', detail }));

  it.each([
    ['depth', '<urlset>'.concat('<url>'.repeat(200_000))],
    ['empty rows', urlset('<url/>'.repeat(200_000))],
    ['one endless value', urlset(`<url><loc>${'a'.repeat(3_000_000)}</loc></url>`)],
    [
      'a billion laughs',
      `<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${urlset('<url><loc>/&b;&b;</loc></url>')}`,
    ],
  ])('is not kept busy by %s', (_name, text) => {
    const started = performance.now();
    expect(() => parse(text)).not.toThrow();
    expect(performance.now() - started).toBeLessThan(60_000);
  });
});
