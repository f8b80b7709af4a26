import { gzipSync } from 'node:zlib';
import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { renderIssuePage } from '../../lambdas/rendering/issue-page.ts';
import { viewOf } from '../../lambdas/rendering/view.ts';
import { SAMPLE_ADDRESS, sampleSnapshot } from '../support/sample-snapshot.ts';

const html = renderIssuePage(viewOf(sampleSnapshot(), SAMPLE_ADDRESS));
const $ = load(html);

describe('the web page of an issue', () => {
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
