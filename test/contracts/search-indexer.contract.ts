import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { SearchRecord } from '../../lambdas/core/search/search-record.ts';
import type { IndexFile, SearchIndexer } from '../../lambdas/ports/search-indexer.ts';

/** Records of invented clippings. */
export const SAMPLE_RECORDS: readonly SearchRecord[] = ['một cửa', 'đường sắt', 'bầu cử'].map((words, index) => ({
  url: `/daily/2026/11/23/1/index.html#tin-${index + 1}`,
  title: `Tin về ${words}`,
  text: index === 2 ? '' : `Ngày ${index + 1}, nhiều nơi nói về ${words}.`,
  day: '2026-11-23',
  filters: index === 0 ? { section: 'Quản lý' } : { section: 'Cải cách', place: 'Cần Thơ', paper: 'Bao.vn' },
}));

const digest = (files: readonly IndexFile[]) =>
  files.map(({ path, body }) => `${path} ${createHash('sha256').update(body).digest('hex')}`);

/** What every indexer keeps. */
export function searchIndexerContract(indexer: () => SearchIndexer): void {
  test('gives the same files for the same records, one run after the other and two at once', async () => {
    const first = digest(await indexer().index(SAMPLE_RECORDS));
    expect(digest(await indexer().index(SAMPLE_RECORDS))).toEqual(first);
    const both = await Promise.all([indexer().index(SAMPLE_RECORDS), indexer().index(SAMPLE_RECORDS)]);
    expect(both.map(digest)).toEqual([first, first]);
  });

  test('gives other files for other records', async () => {
    const [first, ...others] = SAMPLE_RECORDS;
    if (first === undefined) throw new Error('no sample record');
    const all = digest(await indexer().index(SAMPLE_RECORDS));
    expect(digest(await indexer().index(others))).not.toEqual(all);
    expect(digest(await indexer().index([{ ...first, text: 'khác' }, ...others]))).not.toEqual(all);
  });

  test('names its files by plain paths inside its folder, each once', async () => {
    const paths = (await indexer().index(SAMPLE_RECORDS)).map(({ path }) => path);
    expect(paths.filter((path) => !/^(?:[a-z]+\/)?[\w.-]+$/.test(path))).toEqual([]);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toContain('pagefind-entry.json');
  });
}
