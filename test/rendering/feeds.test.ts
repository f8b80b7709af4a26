import { load } from 'cheerio/slim';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Manifest } from '../../lambdas/core/archive/manifest.ts';
import { emptyManifest, manifestIssueOf, withIssue } from '../../lambdas/core/archive/manifest-of.ts';
import { renderFeed, renderJsonFeed } from '../../lambdas/rendering/feed.ts';
import { archiveFilesOf, contentsOf } from '../support/sample-archive.ts';
import { SAMPLE_ADDRESS, sampleContent, sampleSnapshot } from '../support/sample-snapshot.ts';

const HOME = 'https://diembao.example.vn/';
const DAYS = ['2026-10-30', '2026-11-02', '2026-11-23'];
const on = (issueKey: string, revision = 1) => sampleSnapshot({ ...sampleContent(), issueKey }, revision);
const issueOf = (issueKey: string, revision = 1, time = '07:31:00') =>
  manifestIssueOf(on(issueKey, revision), `${issueKey}T${time}+07:00`);
const manifest = DAYS.map((day) => issueOf(day)).reduce(withIssue, emptyManifest());
const files = new Map(archiveFilesOf(contentsOf(DAYS.map((day) => on(day)))).map((file) => [file.key, file] as const));

/** RFC 3339, as RFC 4287 and JSON Feed ask for. */
const TIME = z.iso.datetime({ offset: true });
const atomSchema = z.object({
  id: z.url(),
  title: z.object({ value: z.string().min(1) }),
  updated: TIME,
  authors: z.array(z.object({ name: z.string().min(1) })).min(1),
  links: z.array(z.object({ rel: z.string(), href: z.url() })),
  entries: z
    .array(
      z.object({
        id: z.string().regex(/^tag:[a-z.]+,\d{4}-\d\d(?:-\d\d)?:(?:daily|monthly)(?:\/[a-z]+-\d+)?$/u),
        title: z.object({ value: z.string().min(1) }),
        updated: TIME,
        links: z.array(z.object({ rel: z.literal('alternate'), href: z.url() })).length(1),
      }),
    )
    .default([]),
});

/** An Atom feed as another program reads it; throws where RFC 4287 asks for more. */
function atom(xml: string) {
  const feed = atomSchema.parse(parseAtomFeed(xml));
  const ids = feed.entries.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) throw new Error('two entries share an id');
  if (load(xml, { xml: true })('feed').attr('xmlns') !== 'http://www.w3.org/2005/Atom') throw new Error('no Atom');
  return feed;
}

const withMonthly = (issues: Manifest['issues']): Manifest => {
  const [daily] = issues;
  if (daily === undefined) throw new Error('the sample has issues');
  const monthly = {
    ...daily,
    edition: 'monthly' as const,
    issueKey: '2026-11',
    number: 36,
    titles: ['Một'],
    clippings: 1,
  };
  return { version: 1, issues: [monthly, ...issues] };
};

describe('the Atom feed of all issues', () => {
  it('has what RFC 4287 asks for, and leads to the newest revision of each', () => {
    const feed = atom(renderFeed(manifest, SAMPLE_ADDRESS));
    expect(feed).toMatchObject({ id: `${HOME}feed.xml`, updated: '2026-11-23T07:31:00+07:00' });
    expect(feed.links.map(({ rel, href }) => [rel, href]).slice(0, 2)).toEqual([
      ['self', `${HOME}feed.xml`],
      ['alternate', HOME],
    ]);
    expect(feed.entries.map(({ links }) => links[0]?.href)[0]).toBe(`${HOME}daily/2026/11/23/`);
  });

  it('keeps the id of an issue when it is corrected, and shows when', () => {
    const [before] = atom(renderFeed(manifest, SAMPLE_ADDRESS)).entries;
    const corrected = withIssue(manifest, issueOf('2026-11-23', 2, '10:00:00'));
    const [after] = atom(renderFeed(corrected, SAMPLE_ADDRESS)).entries;
    expect(after).toMatchObject({ id: before?.id, updated: '2026-11-23T10:00:00+07:00' });
  });

  it('takes its time from the latest publishing, whichever day it was of, and has one before any', () => {
    const late = withIssue(manifest, { ...issueOf('2026-10-30', 2), publishedAt: '2026-12-01T00:00:00Z' });
    expect(atom(renderFeed(late, SAMPLE_ADDRESS)).updated).toBe('2026-12-01T00:00:00Z');
    expect(atom(renderFeed(emptyManifest(), SAMPLE_ADDRESS)).updated).toBe('1970-01-01T00:00:00Z');
  });

  it('has the monthly too, and nothing that was read in from print', () => {
    const both = withMonthly(manifest.issues.map((issue, at) => (at === 1 ? { ...issue, imported: true } : issue)));
    const feed = atom(renderFeed(both, SAMPLE_ADDRESS));
    expect(feed.entries.map(({ id }) => id.replace(/^.*,/u, ''))).toEqual([
      '2026-11:monthly',
      '2026-11-23:daily',
      '2026-10-30:daily',
    ]);
    expect(feed.entries[0]?.title.value).toBe('Bản tin điện tử số 36, tháng 11/2026');
    expect(feed.entries[0]?.links[0]?.href).toBe(`${HOME}monthly/2026/11/`);
  });

  it('is refused by this test without an author, or with two entries of one id', () => {
    const xml = renderFeed(manifest, SAMPLE_ADDRESS);
    expect(() => atom(xml.replace(/<author>.*<\/author>/u, ''))).toThrow();
    expect(() => atom(xml.replaceAll(/,2026-11-\d\d:daily/gu, ',2026-11-23:daily'))).toThrow(/share an id/u);
  });
});

describe('the JSON Feed', () => {
  const read = (text: string) => parseJsonFeed(JSON.parse(text));

  it('is version 1.1 with what it asks for, of its own type', () => {
    const feed = read(renderJsonFeed(manifest, SAMPLE_ADDRESS));
    expect(feed).toMatchObject({ home_page_url: HOME, feed_url: `${HOME}feed.json`, language: 'vi' });
    expect(feed.items?.map(({ url, date_published: at }) => [url, TIME.safeParse(at).success])).toEqual(
      [...DAYS].reverse().map((day) => [`${HOME}daily/${day.replaceAll('-', '/')}/`, true]),
    );
    expect(JSON.parse(renderJsonFeed(manifest, SAMPLE_ADDRESS))).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Điểm báo cải cách hành chính',
    });
    expect(files.get('feed.json')?.contentType).toBe('application/feed+json; charset=utf-8');
  });

  it('has the entries of the Atom feed under the same ids', () => {
    const ids = (shown: Manifest) => read(renderJsonFeed(shown, SAMPLE_ADDRESS)).items?.map(({ id }) => id);
    for (const shown of [manifest, withMonthly(manifest.issues), emptyManifest()]) {
      expect(ids(shown) ?? []).toEqual(atom(renderFeed(shown, SAMPLE_ADDRESS)).entries.map(({ id }) => id));
    }
  });
});

describe('the feed of a section', () => {
  it('has its clippings, newest first, each leading to its place in the issue', () => {
    const feed = atom(String(files.get('chuyen-muc/dia-phuong/feed.xml')?.body));
    const titles =
      sampleContent()
        .sections.find(({ id }) => id === 'dia-phuong')
        ?.clippings.map(({ title }) => title) ?? [];
    expect(feed.entries.map(({ title }) => title.value)).toEqual([...titles, ...titles, ...titles]);
    expect(feed.entries[0]?.links[0]?.href).toMatch(/^https:\/\/diembao\.example\.vn\/daily\/2026\/11\/23\/#tin-\d+$/u);
    expect(feed.links[0]).toMatchObject({ rel: 'self', href: `${HOME}chuyen-muc/dia-phuong/feed.xml` });
  });
});

describe('the sitemap', () => {
  const locations = (key: string): string[] => {
    const $ = load(String(files.get(key)?.body), { xml: true });
    return $('loc')
      .toArray()
      .map((each) => $(each).text());
  };

  it('leads to a file a year, and those to every page', () => {
    expect(locations('sitemap.xml')).toEqual([`${HOME}sitemap-pages.xml`, `${HOME}sitemap-2026.xml`]);
    const listed = [...locations('sitemap-2026.xml'), ...locations('sitemap-pages.xml')];
    const roots = [...files.keys()].filter(
      (key) => key.endsWith('index.html') && !/^tim-kiem|^(?:chuyen-muc|dia-phuong|bao)\/[a-z-]+\/\d{4}\//u.test(key),
    );
    const old = /^dia-phuong\/(?:bac-giang|hau-giang|soc-trang|quang-binh)\//u;
    const wanted = roots.filter((key) => !old.test(key)).map((key) => `${HOME}${key.replace(/index\.html$/u, '')}`);
    expect(wanted.filter((address) => !listed.includes(address))).toEqual([]);
    expect(listed).toContain(`${HOME}daily/2026/11/02/`);
  });

  it('is named by robots.txt, which keeps crawlers from desk and subscriptions', () => {
    expect(files.get('robots.txt')?.body).toBe(
      `User-agent: *\nDisallow: /desk\nDisallow: /subscriptions/\nSitemap: ${HOME}sitemap.xml\n`,
    );
  });
});
