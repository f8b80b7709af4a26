import type { SearchRecord } from '../../../lambdas/core/search/search-record.ts';
import type { SearchIndexer } from '../../../lambdas/ports/search-indexer.ts';

/** An indexer whose index is one file a record and one with all addresses; `fails` makes it throw. */
export interface MemorySearchIndexer extends SearchIndexer {
  fails: boolean;
  /** The records of each call. */
  readonly calls: (readonly SearchRecord[])[];
}

/** An indexer that needs no program. */
export function memorySearchIndexer(): MemorySearchIndexer {
  const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  const indexer: MemorySearchIndexer = {
    fails: false,
    calls: [],
    index: async (records) => {
      if (indexer.fails) throw new Error('the indexer is out of order');
      indexer.calls.push(records);
      const fragments = records.map((record, number) => ({
        path: `fragment/${number}.pf_fragment`,
        body: bytes(record),
      }));
      return [{ path: 'pagefind-entry.json', body: bytes(records.map(({ url }) => url)) }, ...fragments];
    },
  };
  return indexer;
}
