import { describe, expect, it } from 'vitest';
import { seedRegistry } from '../../../lambdas/core/sources/registry.ts';
import { sourceSchema } from '../../../lambdas/core/sources/source.ts';
import type { SourceCheck } from '../../../lambdas/core/sources/source-check.ts';
import type { Web } from '../../../lambdas/ports/web.ts';
import { checkSource } from '../../../lambdas/workflows/gathering/check-source.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryWeb, page, type WebScript } from '../../support/memory/memory-web.ts';

const HOME = 'https://bao.example.vn';
const NOW = '2026-11-23T09:00:00+07:00';

const article = (n: number, date = '2026-11-23T07:30:00+07:00'): string =>
  `<html><head><title>Xã Mây Trắng trả kết quả tại nhà, kỳ ${n}</title><meta property="article:published_time" content="${date}"></head>
  <body><article><h1>Xã Mây Trắng trả kết quả tại nhà, kỳ ${n}</h1><p><strong>Tổ lưu động nhận hồ sơ ở từng thôn, mỗi tuần ba buổi.</strong></p>
  ${'<p>Người dân chỉ cần mang theo giấy hẹn, cán bộ đối chiếu ngay tại chỗ và trả kết quả trong ngày làm việc hôm sau.</p>'.repeat(6)}</article></body></html>`;
const rss = (count: number, dated = true): string =>
  `<rss version="2.0"><channel><title>t</title>${Array.from({ length: count }, (_, i) => `<item><title>Tin số ${i}</title><link>${HOME}/tin-${i}.htm?utm_source=rss</link>${dated ? '<pubDate>Mon, 23 Nov 2026 07:30:00 +0700</pubDate>' : ''}</item>`).join('')}</channel></rss>`;
const articles = (count: number): Record<string, WebScript> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`${HOME}/tin-${i}.htm`, page(`${HOME}/tin-${i}.htm`, article(i))]),
  );
const front = (head: string, body = ''): WebScript =>
  page(`${HOME}/`, `<html><head><title>Báo Mẫu | Trang chủ</title>${head}</head><body>${body}</body></html>`);
const FEED_LINK = '<link rel="alternate" type="application/rss+xml" title="RSS" href="/rss/trang-nhat.rss">';

async function check(scripts: Record<string, WebScript>, wanted = 'bao.example.vn'): Promise<SourceCheck> {
  return checkWith(memoryWeb(scripts), wanted);
}

async function checkWith(web: Web, wanted: string, clock = memoryClock(NOW)): Promise<SourceCheck> {
  const found = await checkSource({ web, clock }, { wanted, sources: seedRegistry().sources, millis: 20_000 });
  if (found.proposal !== null) sourceSchema.parse(found.proposal);
  return found;
}

const kinds = (found: SourceCheck): string[] => found.problems.map((each) => each.kind);

describe('checkSource', () => {
  it('finds the feed a page names, lists it, reads three articles and proposes the source', async () => {
    const web = memoryWeb({
      [`${HOME}/`]: front(FEED_LINK),
      [`${HOME}/rss/trang-nhat.rss`]: page(`${HOME}/rss/trang-nhat.rss`, rss(8), 'text/xml'),
      ...articles(8),
    });
    const found = await checkWith(web, ' bao.example.vn ');
    expect(found.problems).toEqual([]);
    expect(found.doors.map(({ kind, url, entries }) => [kind, url, entries.length])).toEqual([
      ['feed', `${HOME}/rss/trang-nhat.rss`, 8],
    ]);
    expect(found.articles.map((each) => [each.title, each.publishedAt])).toEqual(
      [0, 1, 2].map((n) => [`Xã Mây Trắng trả kết quả tại nhà, kỳ ${n}`, '2026-11-23T07:30:00+07:00']),
    );
    expect(found.proposal).toMatchObject({
      id: 'bao-example',
      name: 'Báo Mẫu',
      citeAs: 'Bao.example.vn',
      hosts: ['bao.example.vn', 'www.bao.example.vn'],
      listing: { feeds: [`${HOME}/rss/trang-nhat.rss`], pages: [] },
      printing: 'excerpt',
      // As polite as any other once it is saved (R26).
      courtesy: { gapMs: 2_000 },
      state: 'confirmed',
    });
    expect(web.requests.every(({ gapMs }) => gapMs >= 1_000)).toBe(true);
    expect(web.requests).toHaveLength(5);
  });

  it('tries the usual addresses where the page names no feed', async () => {
    const found = await check({
      [`${HOME}/`]: front(''),
      [`${HOME}/rss.xml`]: page(`${HOME}/rss.xml`, rss(5), 'text/xml'),
      ...articles(5),
    });
    expect(found.proposal?.listing.feeds).toEqual([`${HOME}/rss.xml`]);
    expect(found.problems).toEqual([]);
  });

  it('takes the news sitemap robots.txt names, by way of its index', async () => {
    const row = (i: number) =>
      `<url><loc>${HOME}/tin-${i}.htm</loc><news:news><news:publication_date>2026-11-23T07:30:00+07:00</news:publication_date><news:title>Tin số ${i}</news:title></news:news></url>`;
    const found = await check({
      [`${HOME}/`]: front(''),
      [`${HOME}/robots.txt`]: page(`${HOME}/robots.txt`, `User-agent: *\nSitemap: ${HOME}/sitemap.xml`, 'text/plain'),
      [`${HOME}/sitemap.xml`]: page(
        `${HOME}/sitemap.xml`,
        `<sitemapindex><sitemap><loc>${HOME}/tin-moi.xml</loc></sitemap></sitemapindex>`,
      ),
      [`${HOME}/tin-moi.xml`]: page(`${HOME}/tin-moi.xml`, `<urlset>${[0, 1, 2, 3].map(row).join('')}</urlset>`),
      ...articles(4),
    });
    expect(found.proposal?.listing).toEqual({ feeds: [], pages: [], sitemaps: [`${HOME}/sitemap.xml`] });
    expect(found.articles).toHaveLength(3);
    expect(found.problems).toEqual([]);
  });

  it('falls back to the links in the page’s headings, and says that there is no feed and no dates', async () => {
    const links = [0, 1, 2, 3].map((i) => `<h3><a href="/tin-${i}.htm">Tin số ${i}</a></h3>`).join('');
    const found = await check({ [`${HOME}/`]: front('', links), ...articles(4) });
    expect(found.doors[0]?.kind).toBe('page');
    expect(kinds(found)).toEqual(['no-feed', 'undated-entries']);
    expect(found.proposal?.state).toBe('confirmed');
  });

  it('reads a pasted feed address as it is', async () => {
    const feed = `${HOME}/rss/x.rss`;
    const found = await check({ [feed]: page(feed, rss(4), 'text/xml'), ...articles(4) }, feed);
    expect(found.proposal?.listing.feeds).toEqual([feed]);
    expect(found.articles).toHaveLength(3);
  });

  it('names each thing that is wrong', async () => {
    const other = `${HOME}/rss/khac.rss`;
    const moved = page(`${HOME}/rss/moi.rss`, rss(2, false), 'text/xml');
    const found = await check({
      [`${HOME}/`]: front(`${FEED_LINK}<link rel="alternate" type="application/rss+xml" href="/rss/khac.rss">`),
      [`${HOME}/rss/trang-nhat.rss`]: moved.kind === 'fetched' ? { ...moved, movedTo: `${HOME}/rss/moi.rss` } : moved,
      [other]: page(other, '<html><body>Không tìm thấy</body></html>'),
      [`${HOME}/tin-0.htm`]: page(
        `${HOME}/tin-0.htm`,
        '<html><title>Lỗi</title><body><p>Trang không tồn tại</p></body></html>',
      ),
    });
    expect(kinds(found)).toEqual([
      'moved',
      'not-a-listing',
      'few-entries',
      'undated-entries',
      'not-article',
      'article-failed',
    ]);
    expect(found.proposal).toMatchObject({ state: 'unconfirmed', listing: { feeds: [`${HOME}/rss/moi.rss`] } });
  });

  it.each([
    ['stale', rss(4).replaceAll('23 Nov 2026', '05 Jan 2024').replaceAll('Mon,', 'Fri,'), '2024-01-05'],
    ['foreign-language', rss(4).replaceAll('Tin số', 'News of the day,'), 'News of the day, 0'],
    ['stranger', rss(4).replaceAll(HOME, 'https://casino.example.com'), 'casino.example.com'],
  ])('names a listing that would give nothing: %s', async (kind, feed, detail) => {
    const found = await check({
      [`${HOME}/`]: front(FEED_LINK),
      [`${HOME}/rss/trang-nhat.rss`]: page(`${HOME}/rss/trang-nhat.rss`, feed, 'text/xml'),
      ...articles(4),
    });
    expect(found.problems.find((each) => each.kind === kind)).toMatchObject({ detail });
  });

  it.each(['unreachable', 'timeout', 'blocked-address', 'refused', 'server-error', 'robots-disallow'] as const)(
    'names why nothing can be read: %s',
    async (failure) => {
      const failed = { kind: 'failed', failure, detail: 'so', retryAfterSeconds: null } as const;
      const found = await check({ [`${HOME}/`]: failed, [`${HOME.replace('https', 'http')}/`]: failed });
      expect(found.problems[0]).toMatchObject({ kind: 'unreadable', detail: `${failure}: so` });
      expect(found.proposal).toBeNull();
    },
  );

  it('says that a source is known, and proposes nothing where nothing answers', async () => {
    expect(kinds(await check({}, 'https://m.nhandan.vn/x'))).toContain('known');
    const usual = `${HOME}/rss/home.rss`;
    expect((await check({ [usual]: page(usual, rss(4)), ...articles(4) })).articles).toHaveLength(3);
    const found = await check({});
    expect(kinds(found)).toEqual(['unreadable']);
    expect(kinds(await check({ [`${HOME}/`]: front('', '<div id="app"></div>') }))).toEqual(['nothing-listed']);
    expect(found.proposal).toBeNull();
  });

  it.each(['', 'không phải địa chỉ', 'javascript:alert(1)', 'localhost', 'ftp://bao.example.vn'])(
    'fetches nothing for %j',
    async (wanted) => {
      const web = memoryWeb();
      expect(kinds(await checkWith(web, wanted))).toEqual(['not-an-address']);
      expect(web.requests).toEqual([]);
    },
  );

  it('checks a source of the house by its id, by its own rules', async () => {
    const [feed = ''] = seedRegistry().sources.find(({ id }) => id === 'baocantho')?.listing.feeds ?? [];
    const item = '<item><title>Một</title><link>https://baocantho.com.vn/a1.html</link></item>';
    const scripts = { [feed]: page(feed, `<rss version="2.0"><channel>${item}</channel></rss>`, 'text/xml') };
    const found = await check(scripts, 'baocantho');
    expect(found.proposal?.id).toBe('baocantho');
    expect(kinds(found)).toEqual(['few-entries', 'undated-entries', 'article-failed']);
  });

  it('stops at its deadline and says so', async () => {
    const clock = memoryClock(NOW);
    const web = memoryWeb({
      [`${HOME}/`]: front(FEED_LINK),
      [`${HOME}/rss/trang-nhat.rss`]: page(`${HOME}/rss/trang-nhat.rss`, rss(8), 'text/xml'),
      ...articles(8),
    });
    const slow: Web = {
      fetch: async (request) => {
        await clock.sleep(15_000);
        return web.fetch(request);
      },
    };
    const found = await checkWith(slow, HOME, clock);
    expect(kinds(found)).toContain('out-of-time');
    expect(web.requests.length).toBeLessThanOrEqual(2);
    expect(found.proposal).toMatchObject({ state: 'unconfirmed' });
  });
});
