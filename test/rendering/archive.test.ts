import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { emptyManifest } from '../../lambdas/core/archive/manifest-of.ts';
import { addDays } from '../../lambdas/core/calendar/instant.ts';
import { renderArchiveIndex, renderNoLatest, renderNotFound } from '../../lambdas/rendering/archive-pages.ts';
import { renderMonths } from '../../lambdas/rendering/site/month-pages.ts';
import { archiveFilesOf, contentsOf, manifestOf } from '../support/sample-archive.ts';
import { SAMPLE_ADDRESS, sampleContent, sampleSnapshot } from '../support/sample-snapshot.ts';

const HOME = 'https://diembao.example.vn/';
const on = (issueKey: string) => sampleSnapshot({ ...sampleContent(), issueKey });
const snapshots = ['2025-12-31', '2026-10-30', '2026-11-02', '2026-11-23'].map(on);
const contents = contentsOf(snapshots);
const files = new Map(archiveFilesOf(contents).map(({ key, body }) => [key, String(body)] as const));
const page = (key: string) => load(files.get(key) ?? `nothing at ${key}`);

/** Addresses of the links of a page that a selector finds, from the root of the archive. */
function linksOn(key: string, selector: string): string[] {
  const $ = page(key);
  return $(selector)
    .toArray()
    .map((link) => new URL($(link).attr('href') ?? '', `${HOME}${key}`).href.replace(HOME, ''));
}

describe('the first page', () => {
  it('has the newest issues with their titles, then every month by year', () => {
    expect(linksOn('index.html', 'h2 a')).toEqual([
      'daily/2026/11/23/index.html',
      'daily/2026/11/02/index.html',
      'daily/2026/10/30/index.html',
      'daily/2025/12/31/index.html',
    ]);
    expect(linksOn('index.html', 'dl.ways a')).toEqual([
      'thang/2026/index.html',
      'thang/2026/11/index.html',
      'thang/2026/10/index.html',
      'thang/2025/index.html',
      'thang/2025/12/index.html',
    ]);
    expect(page('index.html')('ol.titles').first().find('li').length).toBe(10);
  });

  it('stays small after ten years', () => {
    const days = Array.from({ length: 3653 }, (_, index) => addDays('2016-11-23', index));
    const [issue] = manifestOf([on('2026-11-23')]).issues;
    const issues = days.flatMap((issueKey) => (issue ? [{ ...issue, issueKey }] : [])).reverse();
    const html = renderArchiveIndex({ ...contents, manifest: { version: 1, issues } }, SAMPLE_ADDRESS);
    expect(html.length).toBeLessThan(40_000);
  });

  it('says so when nothing has been published', () => {
    const empty = { ...contentsOf([]), manifest: emptyManifest() };
    for (const html of [renderArchiveIndex(empty, SAMPLE_ADDRESS), renderNoLatest('latest/', SAMPLE_ADDRESS)]) {
      expect(html).toContain('Chưa có số nào được phát hành.');
    }
  });
});

describe('the pages of months and years', () => {
  it('list every issue with its titles, and lead to the months beside', () => {
    expect(linksOn('thang/2026/11/index.html', 'h2 a')).toEqual([
      'daily/2026/11/23/index.html',
      'daily/2026/11/02/index.html',
    ]);
    expect(linksOn('thang/2026/10/index.html', 'nav.around a').slice(0, 2)).toEqual([
      'thang/2025/12/index.html',
      'thang/2026/11/index.html',
    ]);
    expect(linksOn('thang/2026/index.html', 'ul.days a')).toHaveLength(3);
  });

  it('have an anchor for every issue, which its own page leads to', () => {
    expect(page('thang/2026/11/index.html')('#ngay-23 h2').text()).toContain('Thứ Hai, 23/11/2026');
  });

  it('list the monthly before the dailies of its month', () => {
    const [daily] = contents.manifest.issues;
    if (daily === undefined) throw new Error('the sample has issues');
    const monthly = { ...daily, edition: 'monthly' as const, issueKey: '2026-11', number: 36, titles: ['Một', 'Hai'] };
    const manifest = { ...contents.manifest, issues: [...contents.manifest.issues, { ...monthly, clippings: 2 }] };
    const [month] = renderMonths(manifest, ['2026-11'], SAMPLE_ADDRESS);
    const $ = load(String(month?.body));
    expect($('#ban-tin h2').text()).toBe('Bản tin điện tử số 36, tháng 11/20262 bài');
    expect($('h2').first().closest('section').attr('id')).toBe('ban-tin');
    expect($('#ban-tin li a').last().attr('href')).toBe('../../../monthly/2026/11/index.html#bai-2');
  });

  it('say so where the last issue was withdrawn', () => {
    const [month, year] = renderMonths(emptyManifest(), ['2026-11'], SAMPLE_ADDRESS);
    expect(String(month?.body)).toContain('Không còn số báo nào trong tháng này.');
    expect(String(year?.body)).toContain('Không còn số báo nào trong năm này.');
  });
});

describe('the page for what is not there', () => {
  it('has absolute links only, for it is served under any path', () => {
    const $ = load(renderNotFound(SAMPLE_ADDRESS));
    const links = $('a[href], link[href]:not([rel=icon])')
      .toArray()
      .map((link) => link.attribs.href ?? '');
    expect(links.filter((link) => !link.startsWith(HOME) && link !== '#noi-dung')).toEqual([]);
  });
});

describe('every page of the archive', () => {
  const pages = [...files].filter(([key]) => key.endsWith('.html'));

  it('leads only to what is there', () => {
    const there = new Set([
      ...files.keys(),
      ...snapshots.map(({ content }) => `daily/${content.issueKey.replaceAll('-', '/')}/index.html`),
    ]);
    const elsewhere = /^(?:latest\/index\.html|subscriptions|tim-kiem\/.*)$/u;
    const dead = pages.flatMap(([key]) =>
      linksOn(key, 'a[href]')
        .map((link) => link.replace(/#.*$/u, '').replace(/^$/u, 'index.html'))
        .filter((link) => link !== key && !there.has(link) && !elsewhere.test(link))
        .map((link) => `${key} → ${link}`),
    );
    expect(dead).toEqual([]);
  });

  it('says what it is to those who share it, in Vietnamese, and asks for no icon', () => {
    for (const [key, html] of pages) {
      const $ = load(html);
      expect($('html').attr('lang'), key).toBe('vi');
      expect($('link[rel=icon]').attr('href'), key).toBe('data:,');
      expect($('h1').length, key).toBe(1);
      expect($('meta[property="og:title"]').attr('content'), key).toBe($('title').text());
      if (key === '404.html') continue;
      const address = `${HOME}${key.replace(/index\.html$/u, '')}`;
      expect([$('link[rel=canonical]').attr('href'), $('meta[property="og:url"]').attr('content')], key).toEqual([
        address,
        address,
      ]);
    }
  });

  it('has an ASCII address', () => {
    expect([...files.keys()].filter((key) => !/^[a-z0-9./-]+$/u.test(key))).toEqual([]);
  });

  it('is always the same bytes for the same archive', () => {
    expect(new Map(archiveFilesOf(contents).map(({ key, body }) => [key, String(body)]))).toEqual(files);
  });
});

describe('the archive before the first issue', () => {
  it('is whole: lists, feeds and sitemap without an entry, with the way to subscribe', () => {
    const empty = archiveFilesOf({ ...contentsOf([]), manifest: emptyManifest() });
    const keys = empty.map(({ key }) => key).filter((key) => !/^tim-kiem\//u.test(key));
    expect(keys).toEqual([
      'chuyen-muc/index.html',
      'dia-phuong/index.html',
      'bao/index.html',
      'index.html',
      'feed.xml',
      'feed.json',
      'sitemap-pages.xml',
      'sitemap.xml',
      'style.css',
      '404.html',
      'robots.txt',
      'zalo-cover.jpg',
    ]);
    const $ = load(String(empty.find(({ key }) => key === 'index.html')?.body));
    expect($('main a[href="https://diembao.example.vn/subscriptions"]').length).toBe(1);
  });
});
