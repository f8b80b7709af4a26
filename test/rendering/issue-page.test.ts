import { gzipSync } from 'node:zlib';
import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { blockTexts, paragraph } from '../../lambdas/core/extraction/article.ts';
import { renderIssuePage } from '../../lambdas/rendering/issue-page.ts';
import { viewOf } from '../../lambdas/rendering/view.ts';
import { giantContent, SAMPLE_ADDRESS, sampleContent, sampleSnapshot } from '../support/sample-snapshot.ts';

const html = renderIssuePage(viewOf(sampleSnapshot(), SAMPLE_ADDRESS));
const $ = load(html);

/** An issue of forty clippings of some 3,000 characters, no easier to compress than a printed one. */
function largestIssue() {
  const { sections } = sampleContent();
  const words = sections
    .flatMap(({ clippings }) => clippings.flatMap(({ body }) => blockTexts(body)))
    .join(' ')
    .split(' ');
  let chance = 1;
  // Words by chance alone compress worse than prose, pairs of words better: by turns they come near it.
  const some = (): string[] => {
    chance = (chance * 16_807) % 2_147_483_647;
    return words.slice(chance % words.length, (chance % words.length) + 1 + Number(chance % 3 === 0));
  };
  const text = (count: number): string => Array.from({ length: count }, some).flat().join(' ');
  const content = giantContent(40, 400);
  return sampleSnapshot({
    ...content,
    sections: content.sections.map((section) => ({
      ...section,
      clippings: section.clippings.map((clipping) => ({
        ...clipping,
        title: text(12),
        body: Array.from({ length: 8 }, () => paragraph(text(63))),
      })),
    })),
  });
}

describe('the web page of an issue', () => {
  it('is at most 60 KB as it travels, with its style, when the issue is as large as they come', () => {
    const largest = renderIssuePage(viewOf(largestIssue(), SAMPLE_ADDRESS));
    expect(largest.length).toBeGreaterThan(130_000);
    // A printed issue of 47 KB came to 27 % of that.
    expect(gzipSync(largest).length / Buffer.byteLength(largest)).toBeGreaterThan(0.27);
    expect(gzipSync(largest).length).toBeLessThan(60 * 1024);
  });

  it('is small and whole in itself', () => {
    expect(gzipSync(html).length).toBeLessThan(60_000);
    expect($('script, link[rel=stylesheet], img, iframe').length).toBe(0);
    expect($('html').attr('lang')).toBe('vi');
  });

  it('has a style for paper, for the dark and for small screens', () => {
    expect(html).toContain('@media print');
    expect(html).toContain('prefers-color-scheme:dark');
    expect($('meta[name=viewport]').attr('content')).toContain('width=device-width');
  });

  it('has one heading for the page, then sections, then items', () => {
    const levels = $('main h1, main h2, main h3')
      .toArray()
      .map((heading) => Number(heading.tagName[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, index) => index === 0 || level - (levels[index - 1] ?? 0) <= 1)).toBe(true);
  });

  it('leads nowhere within itself where nothing is', () => {
    const targets = $('a[href^="#"]')
      .toArray()
      .map((link) => link.attribs.href?.slice(1) ?? '');
    expect(new Set(targets).size).toBeGreaterThan(14);
    expect(targets.filter((id) => $(`[id="${id}"]`).length !== 1)).toEqual([]);
  });

  it('tells those who share it what it is', () => {
    const property = (name: string) => $(`meta[property="og:${name}"]`).attr('content');
    expect(property('title')).toBe('Bản tin Điểm báo cải cách hành chính – Thứ Hai, 23/11/2026');
    expect(property('url')).toBe('https://diembao.example.vn/daily/2026/11/23/');
    expect(property('site_name')).toBe('Điểm báo cải cách hành chính');
    expect($('link[rel=canonical]').attr('href')).toBe(property('url'));
    expect(property('description')).toMatch(/^10 tin: Cắt giảm ít nhất 30%/u);
    expect(property('locale')).toBe('vi_VN');
  });

  it('finds the archive from where it lies', () => {
    const page = 'https://diembao.example.vn/daily/2026/11/23/1/';
    const links = $('nav.site a, link[rel=alternate]')
      .toArray()
      .map((link) => new URL(link.attribs.href ?? '', page).pathname);
    const wanted = ['/index.html', '/latest/index.html', '/chuyen-muc/index.html', '/feed.xml', '/feed.json'];
    expect(wanted.filter((path) => !links.includes(path))).toEqual([]);
  });

  it('knows a public address with a path', () => {
    const view = viewOf(sampleSnapshot(), { publicAddress: 'http://127.0.0.1:8080/archive' });
    expect(view.links.page).toBe('http://127.0.0.1:8080/archive/daily/2026/11/23/');
  });
});
