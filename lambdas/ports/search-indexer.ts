import type { SearchRecord } from '../core/search/search-record.ts';

/** One file of an index, by its path inside the folder of the index. */
export interface IndexFile {
  readonly path: string;
  readonly body: Uint8Array;
}

/** What makes a search index that a browser can read file by file. */
export interface SearchIndexer {
  /** The files of an index of these records; the same records in the same order give the same files. Throws when it cannot. */
  index(records: readonly SearchRecord[]): Promise<IndexFile[]>;
}
