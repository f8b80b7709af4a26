import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { renderIssuePage } from '../../lambdas/rendering/issue-page.ts';
import { renderCurrentPage, renderLatestPage } from '../../lambdas/rendering/site/current-pages.ts';
import { viewOf } from '../../lambdas/rendering/view.ts';
import { readPage } from '../support/read-outputs.ts';
import { manifestOf } from '../support/sample-archive.ts';
import { SAMPLE_ADDRESS, sampleContent, sampleSnapshot } from '../support/sample-snapshot.ts';

const HOME = 'https://diembao.example.vn/';
const DAYS = ['2026-11-20', '2026-11-23', '2026-11-24'];
const on = (issueKey: string, revision = 1) => sampleSnapshot({ ...sampleContent(), issueKey }, revision);
const manifest = manifestOf(DAYS.map((day) => on(day)));

/** Where the links of a page lead that a selector finds, from the root of the archive. */
function leadsTo(html: string, key: string, selector: string): string[] {
  const $ = load(html);
  return $(selector)
    .toArray()
    .map((link) => new URL($(link).attr('href') ?? '', `${HOME}${key}`).href.replace(HOME, ''));
}

describe('the page of an issue whatever its revision', () => {
  const page = renderCurrentPage(on('2026-11-23', 2), manifest, SAMPLE_ADDRESS);
  const html = String(page.body);

  it('shows the newest revision under an address that never changes, with its permalinks', () => {
    expect(page.key).toBe('daily/2026/11/23/index.html');
    expect(readPage(html)).toEqual(readPage(renderIssuePage(viewOf(on('2026-11-23', 2), SAMPLE_ADDRESS))));
    expect(leadsTo(html, page.key, 'a[href$=".pdf"]')).toEqual(['daily/2026/11/23/2/issue.pdf']);
    expect(load(html)('link[rel=canonical]').attr('href')).toBe(`${HOME}daily/2026/11/23/`);
  });

  it('leads to the issues before and after, and to its place in the month', () => {
    expect(leadsTo(html, page.key, 'a[rel=prev]')).toEqual(['daily/2026/11/20/index.html']);
    expect(leadsTo(html, page.key, 'a[rel=next]')).toEqual(['daily/2026/11/24/index.html']);
    expect(leadsTo(html, page.key, 'nav.around a').at(-1)).toBe('thang/2026/11/index.html#ngay-23');
  });

  it('has one neighbour at either end', () => {
    const [first = '', last = ''] = ['2026-11-20', '2026-11-24'].map((day) =>
      String(renderCurrentPage(on(day), manifest, SAMPLE_ADDRESS).body),
    );
    expect([load(first)('a[rel=prev]').length, load(first)('a[rel=next]').length]).toEqual([0, 1]);
    expect([load(last)('a[rel=prev]').length, load(last)('a[rel=next]').length]).toEqual([1, 0]);
  });
});

describe('the page under the address of a revision', () => {
  it('is the same whatever is published after, and leads to where its neighbours are known', () => {
    const html = renderIssuePage(viewOf(on('2026-11-23'), SAMPLE_ADDRESS));
    const around = leadsTo(html, 'daily/2026/11/23/1/index.html', 'nav.around a');
    expect(around).toEqual(['daily/2026/11/23/index.html', 'thang/2026/11/index.html#ngay-23']);
    expect(leadsTo(html, 'daily/2026/11/23/1/index.html', 'a[href$=".pdf"]')).toEqual(['daily/2026/11/23/1/issue.pdf']);
  });
});

describe('the page of the newest issue', () => {
  it('is the issue itself, with its outputs beside it', () => {
    const page = renderLatestPage(on('2026-11-24'), manifest, SAMPLE_ADDRESS);
    const html = String(page.body);
    expect(page.key).toBe('latest/index.html');
    expect(readPage(html).titles).toHaveLength(10);
    expect(leadsTo(html, page.key, 'a[href$=".pdf"]')).toEqual(['latest/issue.pdf']);
    expect(leadsTo(html, page.key, 'a[rel=prev]')).toEqual(['daily/2026/11/23/index.html']);
    expect(load(html)('link[rel=canonical]').attr('href')).toBe(`${HOME}daily/2026/11/24/`);
  });
});
