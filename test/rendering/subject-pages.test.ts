import { gzipSync } from 'node:zlib';
import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { catalogueEntriesOf } from '../../lambdas/core/archive/catalogue-of.ts';
import { emptyOverview, withYear } from '../../lambdas/core/archive/overview.ts';
import { addDays } from '../../lambdas/core/calendar/instant.ts';
import { renderSubjects } from '../../lambdas/rendering/site/subject-pages.ts';
import { contentsOf } from '../support/sample-archive.ts';
import { SAMPLE_ADDRESS, sampleContent, sampleSnapshot } from '../support/sample-snapshot.ts';

const SECTION = { kind: 'section', id: 'dia-phuong', name: 'Cải cách địa phương', wanted: ['2026'] } as const;

/** The pages of one section in a year with an issue of four local clippings on each of so many days, newest first. */
function sectionOf(days: number, changed: string | null) {
  const [first, ...others] = catalogueEntriesOf(sampleSnapshot()).filter(({ section }) => section === SECTION.id);
  if (!first) throw new Error('the sample has local clippings');
  const entries = Array.from({ length: days }, (_, index) => addDays('2026-01-01', index))
    .reverse()
    .flatMap((day) =>
      [first, ...others].map((entry) => ({ ...entry, day, issueKey: day, title: `${entry.title} ${day}` })),
    );
  const files = renderSubjects(
    {
      ...contentsOf([]),
      years: new Map([['2026', entries]]),
      overview: withYear(emptyOverview(), '2026', entries),
      subjects: [SECTION],
      changed,
    },
    SAMPLE_ADDRESS,
  );
  return new Map(files.map(({ key, body }) => [key.replace('chuyen-muc/dia-phuong/', ''), String(body)] as const));
}

describe('the pages of a subject', () => {
  it('have every clipping of the year on one page as long as it is short', () => {
    const files = sectionOf(75, null);
    expect([...files.keys()]).toEqual(['feed.xml', '2026/index.html', 'index.html']);
    expect(load(files.get('2026/index.html') ?? '')('ul.entries li').length).toBe(300);
    expect(load(files.get('index.html') ?? '')('ul.entries li').length).toBe(30);
  });

  it('are parted by months in a long year, each clipping once, and stay small', () => {
    const files = sectionOf(260, null);
    const months = [...files.keys()].filter((key) => /^2026\/\d\d\//u.test(key));
    const listed = months.map((key) => load(files.get(key) ?? '')('ul.entries li').length);
    expect(listed.reduce((sum, count) => sum + count, 0)).toBe(260 * 4);
    const links = load(files.get('2026/index.html') ?? '')('ul.subjects a').toArray();
    expect(links.map((link) => link.attribs.href?.replace('../../../chuyen-muc/dia-phuong/', ''))).toEqual(months);
    for (const [key, html] of files) expect(gzipSync(html).length, key).toBeLessThan(35_000);
  });

  it('are made for the month that changed alone, where the year was parted before', () => {
    const months = (days: number, changed: string | null) =>
      [...sectionOf(days, changed).keys()].filter((key) => /^2026\/\d\d\//u.test(key));
    expect(months(260, '2026-09')).toEqual(['2026/09/index.html']);
    // The issue that makes a year too long for one page brings the pages of all its months.
    expect(months(76, '2026-03')).toEqual(['2026/03/index.html', '2026/02/index.html', '2026/01/index.html']);
  });
});

describe('the page of a province', () => {
  const on = (issueKey: string, place: string) => {
    const content = sampleContent();
    const sections = content.sections.map((section) => ({
      ...section,
      clippings: section.clippings.map((clipping) => ({ ...clipping, place: clipping.place && place })),
    }));
    return sampleSnapshot({ ...content, issueKey, sections });
  };
  const files = new Map(
    renderSubjects(contentsOf([on('2024-09-05', 'bac-giang'), on('2026-11-23', 'bac-ninh')]), SAMPLE_ADDRESS).map(
      ({ key, body }) => [key, String(body)] as const,
    ),
  );

  it('has what was told of the provinces it was joined from, under its own name', () => {
    expect(load(files.get('dia-phuong/bac-ninh/2024/index.html') ?? '')('ul.entries li').length).toBe(4);
    expect([...files.keys()].filter((key) => key.startsWith('dia-phuong/bac-giang/'))).toEqual([
      'dia-phuong/bac-giang/index.html',
    ]);
  });

  it('is where the old name leads', () => {
    const $ = load(files.get('dia-phuong/bac-giang/index.html') ?? '');
    expect($('main p a').attr('href')).toBe('../../dia-phuong/bac-ninh/index.html');
    expect($('main').text()).toContain('Từ ngày 01/7/2025, Bắc Giang nhập vào Bắc Ninh.');
  });
});
