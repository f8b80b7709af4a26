import { createSystemClock } from '../../aws/system-clock.ts';
import { createPagefindIndexer } from '../../indexing/pagefind-indexer.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { keepSearch } from '../../workflows/publishing/index-year.ts';

/** Years whose search was made anew; `searchProblem`: why it was not, which spoils nothing else: the next publishing tries again. */
export type SearchMade = { readonly searchable: readonly string[]; readonly searchProblem?: string };

/** Brings the search of every year up to date, however many there are: nobody waits for a function to end. */
export async function wholeSearch(archive: ObjectStore, indexer = createPagefindIndexer()): Promise<SearchMade> {
  const kept = await keepSearch({ clock: createSystemClock(), archive, indexer }, Number.POSITIVE_INFINITY);
  if (kept.kind === 'failed') return { searchable: [], searchProblem: kept.problem };
  return { searchable: kept.years.map(({ year }) => year) };
}
