import { close, createIndex, type PagefindIndex } from 'pagefind';
import type { SearchRecord } from '../core/search/search-record.ts';
import type { IndexFile, SearchIndexer } from '../ports/search-indexer.ts';

/** Of the files Pagefind makes these are ours to keep; the rest are its own interfaces. */
const KEPT =
  /^(?:pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|[^/]+\.(?:pf_meta|pagefind)|(?:index|filter|fragment)\/[^/]+)$/;
/**
 * A year has some 2,600 clippings. A file each would be 2,600 writes at every publishing; four to a file cost a reader
 * 3 KB more a hit.
 */
const MOST_FRAGMENTS = 650;
/** Records sent before the first is answered; they are numbered in the order they were sent. */
const AT_ONCE = 100;
/** A year takes seconds; a binary that died answers nothing, and Pagefind's own service waits for it for ever. */
const PATIENCE_MS = 120_000;

/** Pagefind's service is one a process, and closing it ends what others wait for: one index after the other. */
let last: Promise<unknown> = Promise.resolve();

/** Pagefind's own binary, started for one index and ended with it. Throws {@link SearchIndexError}. */
export function createPagefindIndexer(patienceMs: number = PATIENCE_MS): SearchIndexer {
  return {
    index: (records) => {
      const mine = last.then(() => indexAlone(records, patienceMs));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

async function indexAlone(records: readonly SearchRecord[], patienceMs: number): Promise<IndexFile[]> {
  try {
    return await withinTime(indexFiles(records), patienceMs);
  } finally {
    await close();
  }
}

async function indexFiles(records: readonly SearchRecord[]): Promise<IndexFile[]> {
  const { index, errors } = await createIndex({
    forceLanguage: 'vi',
    keepIndexUrl: true,
    maxFragments: MOST_FRAGMENTS,
  });
  if (!index) throw new SearchIndexError(errors);
  for (let from = 0; from < records.length; from += AT_ONCE) {
    await Promise.all(records.slice(from, from + AT_ONCE).map((record) => add(index, record)));
  }
  const made = await index.getFiles();
  if (made.errors.length > 0) throw new SearchIndexError(made.errors);
  return made.files
    .filter(({ path }) => KEPT.test(path))
    .map(({ path, content }) => ({ path, body: content }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function add(index: PagefindIndex, record: SearchRecord): Promise<void> {
  const { url, title, text, day, filters } = record;
  const { errors } = await index.addCustomRecord({
    url,
    // A clipping of which only the title may be printed has no text; Pagefind takes no empty record.
    content: text === '' ? title : text,
    language: 'vi',
    meta: { title, day },
    filters: Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, [value]])),
    sort: { day },
  });
  if (errors.length > 0) throw new SearchIndexError(errors);
}

/** Pagefind could not make an index; its own words. */
export class SearchIndexError extends Error {
  constructor(problems: readonly string[]) {
    super(`pagefind: ${problems.join('; ') || 'no answer'}`);
    this.name = 'SearchIndexError';
  }
}

async function withinTime<T>(work: Promise<T>, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SearchIndexError([`no index within ${patienceMs} ms`])), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
