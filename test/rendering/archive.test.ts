import { load } from 'cheerio/slim';
import { parseAtomFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { emptyManifest, manifestIssueOf, withIssue } from '../../lambdas/core/archive/manifest-of.ts';
import { addDays } from '../../lambdas/core/calendar/instant.ts';
import { renderArchiveIndex, renderLatest, renderNotFound } from '../../lambdas/rendering/archive-pages.ts';
import { renderFeed } from '../../lambdas/rendering/feed.ts';
import { renderArchive } from '../../lambdas/rendering/render-archive.ts';
import { SAMPLE_ADDRESS, sampleContent, sampleSnapshot } from '../support/sample-snapshot.ts';

const issueOf = (issueKey: string, revision = 1, time = '07:31:00') =>
  manifestIssueOf(sampleSnapshot({ ...sampleContent(), issueKey }, revision), `${issueKey}T${time}+07:00`);

const manifest = ['2026-10-30', '2026-11-02', '2026-11-23']
  .map((day) => issueOf(day))
  .reduce(withIssue, emptyManifest());

describe('the archive index', () => {
  it('groups the issues by month, newest first', () => {
    const $ = load(renderArchiveIndex(manifest, SAMPLE_ADDRESS));
    expect(
      $('h2')
        .toArray()
        .map((month) => $(month).text()),
    ).toEqual(['Tháng 11/2026', 'Tháng 10/2026']);
    const links = $('a.date')
      .toArray()
      .map((link) => [$(link).text(), $(link).attr('href')]);
    expect(links[0]).toEqual(['Thứ Hai, 23/11/2026', 'daily/2026/11/23/1/index.html']);
    expect(links.map(([text]) => text).at(-1)).toBe('Thứ Sáu, 30/10/2026');
  });

  it('stays small after ten years', () => {
    const days = Array.from({ length: 2600 }, (_, index) => addDays('2016-11-23', index));
    const issues = days.map((issueKey) => ({ ...issueOf('2026-11-23'), issueKey })).reverse();
    expect(renderArchiveIndex({ version: 1, issues }, SAMPLE_ADDRESS).length).toBeLessThan(700_000);
  });

  it('says so when nothing has been published', () => {
    for (const html of [
      renderArchiveIndex(emptyManifest(), SAMPLE_ADDRESS),
      renderLatest(emptyManifest(), SAMPLE_ADDRESS),
    ]) {
      expect(html).toContain('Chưa có số nào được phát hành.');
    }
  });
});

describe('the page of the newest issue', () => {
  it('leads to the items of that issue', () => {
    const $ = load(renderLatest(manifest, SAMPLE_ADDRESS));
    const first = $('nav.contents a').first();
    expect(new URL(first.attr('href') ?? '', 'https://diembao.example.vn/latest/').href).toBe(
      'https://diembao.example.vn/daily/2026/11/23/1/index.html#tin-1',
    );
  });
});

describe('the page for what is not there', () => {
  it('has absolute links only, for it is served under any path', () => {
    const $ = load(renderNotFound(SAMPLE_ADDRESS));
    const links = $('a[href], link[href]:not([rel=icon])')
      .toArray()
      .map((link) => link.attribs.href ?? '');
    expect(links.filter((link) => !link.startsWith('https://diembao.example.vn/') && link !== '#noi-dung')).toEqual([]);
  });
});

describe('the feed', () => {
  it('is an Atom feed with what RFC 4287 asks for', () => {
    const feed = parseAtomFeed(renderFeed(manifest, SAMPLE_ADDRESS));
    expect(feed).toMatchObject({ id: 'https://diembao.example.vn/feed.xml', updated: '2026-11-23T07:31:00+07:00' });
    expect(feed.authors?.[0]?.name).toBeTruthy();
    expect(feed.links?.map((link) => link.rel)).toEqual(['self', 'alternate']);
    expect(feed.entries).toHaveLength(3);
    for (const entry of feed.entries ?? []) {
      expect(entry).toMatchObject({
        id: expect.any(String),
        title: { value: expect.any(String) },
        updated: expect.any(String),
      });
      expect(entry.links?.[0]?.href).toMatch(/^https:\/\/diembao\.example\.vn\/daily\/\d{4}\/\d\d\/\d\d\/1\/$/u);
    }
  });

  it('keeps the id of an issue when it is corrected, and shows the correction', () => {
    const before = parseAtomFeed(renderFeed(manifest, SAMPLE_ADDRESS)).entries?.[0];
    const corrected = withIssue(manifest, issueOf('2026-11-23', 2, '10:00:00'));
    const after = parseAtomFeed(renderFeed(corrected, SAMPLE_ADDRESS)).entries?.[0];
    expect(after?.id).toBe(before?.id);
    expect(after?.updated).toBe('2026-11-23T10:00:00+07:00');
    expect(after?.links?.[0]?.href).toBe('https://diembao.example.vn/daily/2026/11/23/2/');
  });

  it('is an Atom feed before anything is published', () => {
    expect(parseAtomFeed(renderFeed(emptyManifest(), SAMPLE_ADDRESS))).toMatchObject({
      updated: '1970-01-01T00:00:00Z',
    });
  });

  it('takes its time from the latest publishing, whichever day it was of', () => {
    const late = withIssue(manifest, issueOf('2026-10-30', 2, '07:31:00'));
    const moved = {
      ...late,
      issues: late.issues.map((issue) =>
        issue.revision === 2 ? { ...issue, publishedAt: '2026-12-01T00:00:00Z' } : issue,
      ),
    };
    expect(parseAtomFeed(renderFeed(moved, SAMPLE_ADDRESS)).updated).toBe('2026-12-01T00:00:00Z');
  });
});

describe('the archive before the first issue', () => {
  const files = new Map(
    renderArchive(emptyManifest(), SAMPLE_ADDRESS).map((file) => [file.key, String(file.body)] as const),
  );

  it('is whole: every page a reader may open, in Vietnamese, with the way to subscribe', () => {
    for (const key of ['index.html', 'latest/index.html']) {
      const $ = load(files.get(key) ?? '');
      expect($('html').attr('lang'), key).toBe('vi');
      expect($('main').text(), key).toContain('Chưa có số nào được phát hành.');
      expect($('main a[href="https://diembao.example.vn/subscriptions"]').length, key).toBe(1);
      expect($('main li').length, key).toBe(0);
    }
    expect(files.get('404.html')).toContain('Không tìm thấy trang');
  });

  it('asks for no icon, nor do the pages of later', () => {
    const pages = [...files, ...renderArchive(manifest, SAMPLE_ADDRESS).map(({ key, body }) => [key, String(body)])];
    const html = pages.filter(([key]) => key?.endsWith('.html'));
    expect(html).toHaveLength(6);
    for (const [key, body] of html) expect(load(body ?? '')('link[rel=icon]').attr('href'), key).toBe('data:,');
  });
});

describe('what is derived from the manifest', () => {
  it('is always the same files, and the same bytes for the same manifest', () => {
    const files = renderArchive(manifest, SAMPLE_ADDRESS);
    expect(files.map((file) => file.key)).toEqual([
      'index.html',
      'latest/index.html',
      'feed.xml',
      'style.css',
      '404.html',
    ]);
    expect(renderArchive(manifest, SAMPLE_ADDRESS)).toEqual(files);
  });
});
