import { describe, expect, it } from 'vitest';
import { createPagefindIndexer } from '../../lambdas/indexing/pagefind-indexer.ts';
import { memorySearchIndexer } from '../support/memory/memory-search-indexer.ts';
import { SAMPLE_RECORDS, searchIndexerContract } from './search-indexer.contract.ts';

describe('the search indexer in memory', () => searchIndexerContract(memorySearchIndexer));

describe('Pagefind', () => {
  const indexer = createPagefindIndexer();
  searchIndexerContract(() => indexer);

  it('gives a browser what it needs and none of Pagefind’s own interfaces', async () => {
    const paths = (await indexer.index(SAMPLE_RECORDS)).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['pagefind.js', 'pagefind-worker.js', 'wasm.unknown.pagefind']));
    expect(paths.filter((path) => /ui|highlight|playground|\.css/.test(path))).toEqual([]);
  });

  it('is given up when it does not answer in time, and works again after', async () => {
    await expect(createPagefindIndexer(1).index(SAMPLE_RECORDS)).rejects.toThrow(/pagefind: no index within 1 ms/);
    expect((await indexer.index(SAMPLE_RECORDS)).length).toBeGreaterThan(5);
  });
});
