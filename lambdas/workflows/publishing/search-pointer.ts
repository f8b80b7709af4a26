import {
  emptySearchYears,
  type SearchYear,
  type SearchYears,
  searchYearPurged,
  searchYearsSchema,
  withSearchYear,
} from '../../core/search/search-years.ts';
import { ARCHIVE_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readJson } from '../stored-json.ts';

/** Key of the pointer that says which index of each year readers search. */
const SEARCH_YEARS_KEY = `${ARCHIVE_KEYS.search}years.json`;

/** Readers are at most this far behind. */
const ONE_MINUTE = 'public, max-age=60';

/** The pointer; empty where nothing was ever indexed. */
export async function readSearchYears(archive: ObjectStore): Promise<SearchYears> {
  return (await readJson(archive, SEARCH_YEARS_KEY, searchYearsSchema))?.value ?? emptySearchYears();
}

/** Changes one year of the pointer against other writers: `change` is asked again for what is there; null leaves it as it is. */
export async function changeSearchYear(
  archive: ObjectStore,
  year: string,
  change: (before: SearchYear | null) => Promise<SearchYear | null> | SearchYear | null,
): Promise<SearchYear | null> {
  for (;;) {
    const stored = await readJson(archive, SEARCH_YEARS_KEY, searchYearsSchema);
    const years = stored?.value ?? emptySearchYears();
    const after = await change(years.years.find((each) => each.year === year) ?? null);
    if (after === null) return null;
    const condition = stored ? { kind: 'etag' as const, etag: stored.etag } : { kind: 'none' as const };
    const headers = { contentType: 'application/json; charset=utf-8', cacheControl: ONE_MINUTE };
    const body = JSON.stringify(withSearchYear(years, after));
    if ((await archive.put(SEARCH_YEARS_KEY, body, headers, condition)).kind === 'stored') return after;
  }
}

/** Folder of a build's files. */
export function buildFolder(year: string, build: string | null): string {
  return `${ARCHIVE_KEYS.search}${year}/${build}/`;
}

/** Takes the files away that the pointer wants gone, and only then their names: a crash between leaves them to the next run. */
export async function purgeBuilds(archive: ObjectStore, { year, purge }: SearchYear): Promise<number> {
  let files = 0;
  for (const build of purge) {
    const keys = await archive.list(buildFolder(year, build));
    await archive.remove(keys);
    files += keys.length;
  }
  if (purge.length > 0) {
    await changeSearchYear(archive, year, (before) => (before ? searchYearPurged(before, purge) : null));
  }
  return files;
}
