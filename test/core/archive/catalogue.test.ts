import { describe, expect, it } from 'vitest';
import { catalogueSchema } from '../../../lambdas/core/archive/catalogue.ts';
import {
  catalogueEntriesOf,
  emptyCatalogue,
  missingIssues,
  visibleEntries,
  withIssueEntries,
  withoutIssueEntries,
} from '../../../lambdas/core/archive/catalogue-of.ts';
import { paragraph } from '../../../lambdas/core/extraction/article.ts';
import { type MonthlyContent, monthlyContentSchema } from '../../../lambdas/core/monthly/monthly-content.ts';
import { sampleContent, sampleSnapshot } from '../../support/sample-snapshot.ts';

const on = (issueKey: string, revision = 1) => sampleSnapshot({ ...sampleContent(), issueKey }, revision);

const MONTHLY: MonthlyContent = monthlyContentSchema.parse({
  edition: 'monthly',
  issueKey: '2026-11',
  masthead: { version: 1, bulletin: 'B', subject: 'S', agency: 'A', board: 'B', website: '', email: '' },
  sections: [
    {
      id: 'dia-phuong',
      title: 'TIN CẢI CÁCH HÀNH CHÍNH ĐỊA PHƯƠNG',
      articles: [
        {
          id: 'a',
          title: 'Một cửa lưu động về xã',
          sapo: 'Theo Nghị quyết 57-NQ/TW.',
          body: [paragraph('Quyết định 12/QĐ-UBND.')],
          byline: null,
          via: null,
          site: 'baovidu.vn',
          url: 'https://baovidu.vn/1',
          publishedOn: null,
          affiliation: null,
          printing: 'full',
        },
      ],
    },
  ],
  editorName: 'Thu Hằng',
});
const monthly = { fingerprint: 'f'.repeat(64), revision: 1, content: MONTHLY };

describe('the catalogue of a year', () => {
  it('has an entry for every clipping, as it is printed and numbered', () => {
    const entries = catalogueEntriesOf(on('2026-11-23'));
    const clippings = sampleContent().sections.flatMap((section) => section.clippings);
    expect(entries.map(({ number, title, place }) => ({ number, title, place }))).toEqual(
      clippings.map(({ number, title, place }) => ({ number, title, place })),
    );
    expect(entries[2]).toMatchObject({ anchor: 'tin-3', edition: 'daily', day: '2026-11-23', issueKey: '2026-11-23' });
  });

  it('names the documents of title and printed text, spelled in one way', () => {
    const content = sampleContent();
    const [section] = content.sections;
    const [clipping] = section?.clippings ?? [];
    if (!section || !clipping) throw new Error('the sample has clippings');
    const told = { ...clipping, body: [paragraph('Nghị quyết 57–NQ/TƯ; Quyết định 12/QÐ-UBND')] };
    const withBody = (printing: 'full' | 'title') =>
      catalogueEntriesOf(
        sampleSnapshot({ ...content, sections: [{ ...section, clippings: [{ ...told, printing }] }] }),
      )[0]?.documents;
    expect(withBody('full')).toEqual(['57-NQ/TW', '12/QĐ-UBND']);
    expect(withBody('title')).toEqual([]);
  });

  it('lists the articles of a monthly beside the dailies, under sections of their own', () => {
    const catalogue = [monthly, on('2026-11-23')].reduce(withIssueEntries, emptyCatalogue('2026'));
    expect(catalogue.entries.at(-1)).toMatchObject({
      edition: 'monthly',
      issueKey: '2026-11',
      anchor: 'bai-1',
      section: 'ban-tin-dia-phuong',
      documents: ['57-NQ/TW', '12/QĐ-UBND'],
      day: '2026-11-01',
    });
    expect(catalogueSchema.parse(catalogue)).toEqual(catalogue);
  });

  it('is the same, newest day first, in whatever order and however often issues are entered', () => {
    const days = ['2026-11-20', '2026-11-24', '2026-11-23'].map((day) => on(day));
    const once = days.reduce(withIssueEntries, emptyCatalogue('2026'));
    const again = [...days].reverse().concat(days).reduce(withIssueEntries, emptyCatalogue('2026'));
    expect(again).toEqual(once);
    expect([...new Set(once.entries.map((entry) => entry.day))]).toEqual(['2026-11-24', '2026-11-23', '2026-11-20']);
  });

  it('shows the revision that is visible, before and after a correction', () => {
    const [first, second] = [on('2026-11-23'), on('2026-11-23', 2)];
    const both = [first, second].reduce(withIssueEntries, emptyCatalogue('2026'));
    const nameOf = (snapshot: typeof first) => ({ ...snapshot, ...snapshot.content });
    expect(visibleEntries(both, [nameOf(first)])).toEqual(catalogueEntriesOf(first));
    expect(visibleEntries(both, [nameOf(second)])).toEqual(catalogueEntriesOf(second));
    expect(visibleEntries(both, [])).toEqual([]);
  });

  it('names nothing of an issue that was withdrawn', () => {
    const both = [on('2026-11-20'), on('2026-11-23')].reduce(withIssueEntries, emptyCatalogue('2026'));
    const left = withoutIssueEntries(both, { edition: 'daily', issueKey: '2026-11-23' });
    expect(left).toEqual(withIssueEntries(emptyCatalogue('2026'), on('2026-11-20')));
  });

  it('knows which visible issues of its year it lacks', () => {
    const catalogue = withIssueEntries(emptyCatalogue('2026'), on('2026-11-20'));
    const names = ['2025-12-31', '2026-11-20', '2026-11-23'].map((day) => ({ ...on(day), ...on(day).content }));
    expect(missingIssues(catalogue, names).map((issue) => issue.issueKey)).toEqual(['2026-11-23']);
  });
});
