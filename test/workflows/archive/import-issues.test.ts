import { describe, expect, it } from 'vitest';
import { manifestSchema } from '../../../lambdas/core/archive/manifest.ts';
import { seedMasthead } from '../../../lambdas/core/issue/masthead.ts';
import { seedMonthly } from '../../../lambdas/core/monthly/setting.ts';
import { seedSections } from '../../../lambdas/core/sections/sections.ts';
import { importIssues } from '../../../lambdas/workflows/archive/import-issues.ts';
import { withdrawIssue } from '../../../lambdas/workflows/publishing/withdraw-issue.ts';
import { CONTRIBUTION, DAILY, MONTHLY } from '../../core/archive/import/invented-bulletins.ts';
import { SAMPLE_ADDRESS } from '../../support/sample-snapshot.ts';
import {
  type ArchiveWorld,
  archiveWorld,
  bytesOf,
  contentOn,
  EDITOR,
  publishAll,
  published,
} from '../publishing/archive-world.ts';

const house = { sections: seedSections(), masthead: seedMasthead(), monthly: seedMonthly().masthead };
const FILES = [
  { file: 'cu.txt', text: DAILY },
  { file: 'thang.txt', text: MONTHLY },
  { file: 'bai.txt', text: CONTRIBUTION },
  { file: 'thu.txt', text: 'Một bức thư.' },
];

const importAll = (world: ArchiveWorld, files = FILES) =>
  importIssues(world, files, { house, address: SAMPLE_ADDRESS });
const manifestOf = (world: ArchiveWorld) => manifestSchema.parse(JSON.parse(world.archive.text('manifest.json')));

describe('printed bulletins', () => {
  it('become issues of their dates, marked as imported, behind those of the house', async () => {
    const world = await published(contentOn('2026-11-23'));
    const reports = await importAll(world);

    expect(reports.map(({ file, kind, issueKey, items }) => [file, kind, issueKey, items])).toEqual([
      ['cu.txt', 'imported', '2023-02-07', 4],
      ['thang.txt', 'imported', '2023-02', 2],
      ['bai.txt', 'no-date', null, 1],
      ['thu.txt', 'no-bulletin', null, 0],
    ]);
    expect(manifestOf(world).issues.map(({ issueKey, imported, path }) => [issueKey, imported ?? false, path])).toEqual(
      [
        ['2026-11-23', false, 'daily/2026/11/23/1/'],
        ['2023-02-07', true, 'daily/2023/02/07/1/'],
        ['2023-02', true, 'monthly/2023/02/1/'],
      ],
    );
    expect(world.archive.text('daily/2023/02/07/1/index.html')).toContain('nhập lại từ bản tin đã in');
    expect(world.archive.text('latest/index.html')).toContain('Thứ Hai, 23/11/2026');
    expect(world.archive.text('feed.xml')).not.toContain('2023');
    expect(world.archive.text('catalogue/2023.json')).toContain('Bớt một tờ khai, thêm một nụ cười');
    expect(world.issues.rows.get('2023-02-07')).toMatchObject({ state: 'sent', imported: true, sentAt: null });
    expect(world.planMailing.pending()).toEqual([]);
  });

  it('imported again change nothing; nothing is imported over an issue of the house', async () => {
    const world = archiveWorld();
    await importAll(world);
    const before = bytesOf(world);
    world.clock.advance(86_400_000);
    expect((await importAll(world)).map(({ kind }) => kind)).toEqual(['already', 'already', 'no-date', 'no-bulletin']);
    expect(bytesOf(world)).toEqual(before);

    const own = await published(contentOn('2023-02-07'));
    const [report] = await importAll(own, FILES.slice(0, 1));
    expect(report?.kind).toBe('exists');
    expect(manifestOf(own).issues).toMatchObject([{ issueKey: '2023-02-07', clippings: 4 }]);
    expect(manifestOf(own).issues[0]?.imported).toBeUndefined();
  });

  it('are withdrawn as any other issue, and not brought back by importing', async () => {
    const world = archiveWorld();
    await importAll(world);
    await withdrawIssue(world, { issueKey: '2023-02-07', item: null, why: 'bản quét nhầm', editor: EDITOR });
    await publishAll(world);
    expect(manifestOf(world).issues.map(({ issueKey }) => issueKey)).toEqual(['2023-02']);
    expect((await importAll(world)).map(({ kind }) => kind).slice(0, 2)).toEqual(['exists', 'already']);
  });
});
