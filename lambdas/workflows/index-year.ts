import { createHash } from 'node:crypto';
import { catalogueEntriesOf } from '../core/archive/catalogue-of.ts';
import { type Manifest, type ManifestIssue, manifestSchema } from '../core/archive/manifest.ts';
import { emptyManifest } from '../core/archive/manifest-of.ts';
import { documentShards, type NamingClipping } from '../core/search/document-look-up.ts';
import { clippingAddress, printedTexts, type SearchRecord, searchRecordOf } from '../core/search/search-record.ts';
import {
  emptySearchYears,
  goneBuilds,
  issuesByYear,
  type SearchYear,
  type SearchYears,
  searchStateOf,
  searchYearAfter,
  searchYearsSchema,
  withSearchYear,
  yearsBehind,
} from '../core/search/search-years.ts';
import { ARCHIVE_KEYS } from '../names.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { IndexFile, SearchIndexer } from '../ports/search-indexer.ts';
import { readJson } from './stored-json.ts';
import { readPrintable } from './withdrawal-files.ts';

/** What indexing needs of the world. */
export interface IndexPorts {
  readonly archive: ObjectStore;
  readonly indexer: SearchIndexer;
}

/** What came of a year; `replaced`: another run put its own index before readers meanwhile, this one's is not used. */
export interface IndexedYear {
  readonly kind: 'indexed' | 'replaced';
  readonly year: string;
  readonly clippings: number;
  readonly files: number;
}

/** Objects read or written at once. */
const AT_ONCE = 16;
/** Files of a build never change a byte; but the words of a withdrawn clipping must not stay in caches for a year. */
const ONE_DAY = 'public, max-age=86400, immutable';
/** Readers are at most this far behind. */
const ONE_MINUTE = 'public, max-age=60';

/** Key of the pointer that says which index of each year readers search. */
export const SEARCH_YEARS_KEY = `${ARCHIVE_KEYS.search}years.json`;

/** Years whose search is behind what is visible, newest first. */
export async function searchBehind(ports: Pick<IndexPorts, 'archive'>): Promise<string[]> {
  return yearsBehind(await readManifest(ports), (await readYears(ports)).years);
}

/** What came of bringing the search up to date; `failed`: readers search what they searched before, and `recover` tries again. */
export type KeptSearch =
  | { readonly kind: 'kept'; readonly years: readonly IndexedYear[] }
  | { readonly kind: 'failed'; readonly problem: string };

/** A correction of a past year on the day of an issue makes two; an import or a restore asks for all. */
const YEARS_A_RUN = 2;

/** {@link indexYears} for those whose own work is done: an index that cannot be made is told and spoils nothing. */
export async function keepSearch(ports: IndexPorts, most: number = YEARS_A_RUN): Promise<KeptSearch> {
  try {
    return { kind: 'kept', years: await indexYears(ports, most) };
  } catch (error) {
    return { kind: 'failed', problem: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Brings the newest `most` years that are behind up to date, one after the other. Everything it writes is derived from the
 * manifest and the snapshots: it may be repeated, by two at once too, and the last write, of the pointer, is the only one
 * readers notice. The files of a build that was replaced before the last one are taken away.
 */
export async function indexYears(ports: IndexPorts, most: number): Promise<IndexedYear[]> {
  const done: IndexedYear[] = [];
  for (const year of (await searchBehind(ports)).slice(0, most)) done.push(await indexYear(ports, year));
  return done;
}

async function indexYear(ports: IndexPorts, year: string): Promise<IndexedYear> {
  const issues = issuesByYear(await readManifest(ports)).get(year) ?? [];
  const { records, naming } = await readYear(ports, issues);
  const files = records.length === 0 ? [] : [...(await ports.indexer.index(records)), ...lookUpFiles(naming)];
  const build = files.length === 0 ? null : buildOf(files);
  await inParallel(files, (file) => putFile(ports, `${buildFolder(year, build)}${file.path}`, file));
  const isInFront = await point(ports, { year, build, clippings: records.length, of: searchStateOf(issues) });
  return { kind: isInFront ? 'indexed' : 'replaced', year, clippings: records.length, files: files.length };
}

/** Newest day first, inside a day by number: the order of the index, so that the same year gives the same files. */
async function readYear(ports: IndexPorts, issues: readonly ManifestIssue[]) {
  const records: SearchRecord[] = [];
  const naming: NamingClipping[] = [];
  const read = await inParallel(issues, (issue) => readIssue(ports, issue));
  for (const { entry, text } of read.flat()) {
    records.push(searchRecordOf(entry, text));
    naming.push({ url: clippingAddress(entry), title: entry.title, day: entry.day, documents: entry.documents });
  }
  return { records, naming };
}

/** A correction that changed nothing shares its snapshot with what it corrects: the revision is the manifest's. */
async function readIssue({ archive }: Pick<IndexPorts, 'archive'>, { fingerprint, revision }: ManifestIssue) {
  const snapshot = { ...(await readPrintable(archive, fingerprint)), revision };
  const texts = printedTexts(snapshot);
  return catalogueEntriesOf(snapshot).flatMap((entry, index) => {
    const text = texts[index];
    return text === null || text === undefined ? [] : [{ entry, text }];
  });
}

function lookUpFiles(naming: readonly NamingClipping[]): IndexFile[] {
  return [...documentShards(naming)]
    .sort(([a], [b]) => a - b)
    .map(([shard, documents]) => ({
      path: `documents/${shard}.json`,
      body: new TextEncoder().encode(JSON.stringify(documents)),
    }));
}

function buildOf(files: readonly IndexFile[]): string {
  const hash = createHash('sha256');
  for (const { path, body } of files) hash.update(`${path}\0${body.length}\0`).update(body);
  return hash.digest('hex').slice(0, 16);
}

function buildFolder(year: string, build: string | null): string {
  return `${ARCHIVE_KEYS.search}${year}/${build}/`;
}

async function putFile({ archive }: Pick<IndexPorts, 'archive'>, key: string, { path, body }: IndexFile) {
  // Whatever is there: it has these bytes, or it is what a run left that took this build for an old one.
  await archive.put(key, body, { contentType: contentTypeOf(path), cacheControl: ONE_DAY }, { kind: 'any' });
}

/** Scripts must come as scripts, under `nosniff`; the rest is read as bytes. */
function contentTypeOf(path: string): string {
  if (path.endsWith('.js')) return 'text/javascript; charset=utf-8';
  return path.endsWith('.json') ? 'application/json; charset=utf-8' : 'application/octet-stream';
}

/**
 * Puts a build before readers; false where the manifest moved on, for then a newer run is under way or due. Before that the
 * files are taken away that nobody can be in the middle of any more: of builds replaced before the last time. Only builds
 * the pointer names: one it does not know may be another run's that is just being written.
 */
async function point({ archive }: Pick<IndexPorts, 'archive'>, made: Omit<SearchYear, 'retired'>): Promise<boolean> {
  for (;;) {
    const { years, etag } = await readYears({ archive });
    const visible = issuesByYear(await readManifest({ archive })).get(made.year) ?? [];
    if (searchStateOf(visible) !== made.of) return false;
    const before = years.years.find(({ year }) => year === made.year) ?? null;
    const now = searchYearAfter(before, made);
    await takeAway(archive, made.year, goneBuilds(before, now));
    const condition = etag === null ? { kind: 'none' as const } : { kind: 'etag' as const, etag };
    const headers = { contentType: 'application/json; charset=utf-8', cacheControl: ONE_MINUTE };
    const body = JSON.stringify(withSearchYear(years, now));
    if ((await archive.put(SEARCH_YEARS_KEY, body, headers, condition)).kind === 'stored') return true;
  }
}

async function takeAway(archive: ObjectStore, year: string, builds: readonly string[]): Promise<void> {
  for (const build of builds) await archive.remove(await archive.list(buildFolder(year, build)));
}

async function readManifest({ archive }: Pick<IndexPorts, 'archive'>): Promise<Manifest> {
  return (await readJson(archive, ARCHIVE_KEYS.manifest, manifestSchema))?.value ?? emptyManifest();
}

async function readYears({ archive }: Pick<IndexPorts, 'archive'>): Promise<{
  readonly years: SearchYears;
  readonly etag: string | null;
}> {
  const stored = await readJson(archive, SEARCH_YEARS_KEY, searchYearsSchema);
  return { years: stored?.value ?? emptySearchYears(), etag: stored?.etag ?? null };
}

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    done.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(work))));
  }
  return done;
}
