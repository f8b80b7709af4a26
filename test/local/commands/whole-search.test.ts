import { describe, expect, it } from 'vitest';
import { seedMasthead } from '../../../lambdas/core/issue/masthead.ts';
import { seedMonthly } from '../../../lambdas/core/monthly/setting.ts';
import { seedSections } from '../../../lambdas/core/sections/sections.ts';
import { wholeSearch } from '../../../lambdas/local/commands/whole-search.ts';
import { importIssues } from '../../../lambdas/workflows/archive/import-issues.ts';
import { searchBehind } from '../../../lambdas/workflows/publishing/index-year.ts';
import { DAILY } from '../../core/archive/import/invented-bulletins.ts';
import { memorySearchIndexer } from '../../support/memory/memory-search-indexer.ts';
import { SAMPLE_ADDRESS } from '../../support/sample-snapshot.ts';
import { archiveWorld } from '../../workflows/publishing/archive-world.ts';

const house = { sections: seedSections(), masthead: seedMasthead(), monthly: seedMonthly().masthead };

/** The same printed bulletin, dated in three years: more than a publisher indexes after its own work. */
async function threeYears() {
  const world = archiveWorld();
  const files = ['2021', '2022', '2023'].map((year) => ({
    file: `${year}.txt`,
    text: DAILY.replaceAll('2023', year).replace('THỨ BA', ''),
  }));
  const reports = await importIssues(world, files, { house, address: SAMPLE_ADDRESS });
  expect(reports.map(({ kind }) => kind)).toEqual(['imported', 'imported', 'imported']);
  return world;
}

describe('after an import or a restore', () => {
  it('every year can be searched, however many there are', async () => {
    const world = await threeYears();
    const { archive } = world;
    expect(await searchBehind(world)).toHaveLength(3);
    expect(await wholeSearch(archive, memorySearchIndexer())).toEqual({ searchable: ['2023', '2022', '2021'] });
    expect(await searchBehind(world)).toEqual([]);
  });

  it('an index that cannot be made is told, and found behind by whoever publishes next', async () => {
    const world = await threeYears();
    const { archive } = world;
    const indexer = { index: () => Promise.reject(new Error('no index within 120 seconds')) };
    expect(await wholeSearch(archive, indexer)).toEqual({
      searchable: [],
      searchProblem: 'no index within 120 seconds',
    });
    expect(await searchBehind(world)).toHaveLength(3);
  });
});
