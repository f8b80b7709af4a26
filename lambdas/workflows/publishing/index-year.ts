import { createHash } from 'node:crypto';
import { catalogueEntriesOf, catalogueYear } from '../../core/archive/catalogue-of.ts';
import { type Manifest, type ManifestIssue, manifestSchema } from '../../core/archive/manifest.ts';
import { emptyManifest } from '../../core/archive/manifest-of.ts';
import { documentShards, type NamingClipping } from '../../core/search/document-look-up.ts';
import { clippingAddress, printedTexts, type SearchRecord, searchRecordOf } from '../../core/search/search-record.ts';
import {
  issuesByYear,
  type MadeYear,
  searchStateOf,
  searchYearAfter,
  searchYearMaking,
  searchYearWithout,
  withdrawnStateOf,
  yearsBehind,
} from '../../core/search/search-years.ts';
import { ARCHIVE_KEYS } from '../../names.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { IndexFile, SearchIndexer } from '../../ports/search-indexer.ts';
import { readJson } from '../stored-json.ts';
import { buildFolder, changeSearchYear, purgeBuilds, readSearchYears } from './search-pointer.ts';
import { readPrintable } from './withdrawal-files.ts';

/** What indexing needs of the world. */
export interface IndexPorts {
  readonly clock: Clock;
  readonly archive: ObjectStore;
  readonly indexer: SearchIndexer;
}

/**
 * What came of a year; `replaced`: another run put its own index before readers meanwhile, this one's is not used; `purged`:
 * its index was up to date, and files that were still to go are gone.
 */
export interface IndexedYear {
  readonly kind: 'indexed' | 'replaced' | 'purged';
  readonly year: string;
  readonly clippings: number;
  readonly files: number;
}

/** Objects read or written at once. */
const AT_ONCE = 16;
/** Files of a build never change a byte; but the words of a withdrawn clipping must not stay in caches for a year. */
const ONE_DAY = 'public, max-age=86400, immutable';
/** Years whose search is behind what is visible, or of which files are still to go, newest first. */
export async function searchBehind({ archive, clock }: Pick<IndexPorts, 'archive' | 'clock'>): Promise<string[]> {
  return yearsBehind(await readManifest({ archive }), await readSearchYears(archive), clock.now());
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
 * manifest and the snapshots: it may be repeated, by two at once too. The pointer names a build before its first file is
 * written and until its last one is gone, so that no file outlives its name; of its writes readers notice the one that puts
 * a new build before them.
 */
export async function indexYears(ports: IndexPorts, most: number): Promise<IndexedYear[]> {
  const done: IndexedYear[] = [];
  for (const year of (await searchBehind(ports)).slice(0, most)) done.push(await bringUpToDate(ports, year));
  return done;
}

async function bringUpToDate(ports: IndexPorts, year: string): Promise<IndexedYear> {
  const manifest = await readManifest(ports);
  const issues = issuesByYear(manifest).get(year) ?? [];
  const present = (await readSearchYears(ports.archive)).years.find((each) => each.year === year);
  if (present?.of !== searchStateOf(issues)) return indexYear(ports, year, manifest);
  const files = await giveUp(ports, year, null);
  return { kind: 'purged', year, clippings: present.clippings, files };
}

async function indexYear(ports: IndexPorts, year: string, manifest: Manifest): Promise<IndexedYear> {
  const issues = issuesByYear(manifest).get(year) ?? [];
  const { records, naming, withdrawn } = await readYear(ports, issues);
  const files = records.length === 0 ? [] : [...(await ports.indexer.index(records)), ...lookUpFiles(naming)];
  const build = files.length === 0 ? null : buildOf(files);
  const { archive, clock } = ports;
  if (build !== null) {
    await changeSearchYear(archive, year, (before) => searchYearMaking(before, { year, build, now: clock.now() }));
  }
  await inParallel(files, (file) => putFile(ports, `${buildFolder(year, build)}${file.path}`, file));
  const isInFront = await point(ports, {
    year,
    build,
    clippings: records.length,
    of: searchStateOf(issues),
    withdrawn: withdrawnStateOf([...withdrawn, ...withdrawnIssues(manifest, year)]),
  });
  if (!isInFront) await giveUp(ports, year, build);
  return { kind: isInFront ? 'indexed' : 'replaced', year, clippings: records.length, files: files.length };
}

function withdrawnIssues({ withdrawn = [] }: Manifest, year: string): string[] {
  return withdrawn.map(({ issueKey }) => issueKey).filter((issueKey) => catalogueYear(issueKey) === year);
}

/** Newest day first, inside a day by number: the order of the index, so that the same year gives the same files. */
async function readYear(ports: IndexPorts, issues: readonly ManifestIssue[]) {
  const records: SearchRecord[] = [];
  const naming: NamingClipping[] = [];
  const read = await inParallel(issues, (issue) => readIssue(ports, issue));
  for (const { entry, text } of read.flatMap((issue) => issue.clippings)) {
    records.push(searchRecordOf(entry, text));
    naming.push({ url: clippingAddress(entry), title: entry.title, day: entry.day, documents: entry.documents });
  }
  return { records, naming, withdrawn: read.flatMap((issue) => issue.withdrawn) };
}

/** A correction that changed nothing shares its snapshot with what it corrects: the revision is the manifest's. */
async function readIssue({ archive }: Pick<IndexPorts, 'archive'>, { fingerprint, revision }: ManifestIssue) {
  const snapshot = { ...(await readPrintable(archive, fingerprint)), revision };
  const texts = printedTexts(snapshot);
  const clippings = catalogueEntriesOf(snapshot).flatMap((entry, index) => {
    const text = texts[index];
    return text === null || text === undefined ? [] : [{ entry, text }];
  });
  const withdrawn = (snapshot.withdrawn ?? []).map(({ number }) => `${snapshot.content.issueKey}#${number}`);
  return { clippings, withdrawn };
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

async function putFile({ archive }: Pick<IndexPorts, 'archive'>, key: string, { path, body }: IndexFile) {
  // Whatever is there: it has these bytes, or it is what a run left that took this build for an old one.
  await archive.put(key, body, { contentType: contentTypeOf(path), cacheControl: ONE_DAY }, { kind: 'any' });
}

/** Scripts must come as scripts, under `nosniff`; the rest is read as bytes. */
function contentTypeOf(path: string): string {
  if (path.endsWith('.js')) return 'text/javascript; charset=utf-8';
  return path.endsWith('.json') ? 'application/json; charset=utf-8' : 'application/octet-stream';
}

/** Puts a build before readers and takes away what goes for it; false where the manifest moved on, for then a newer run is under way or due. */
async function point({ archive, clock }: IndexPorts, made: MadeYear): Promise<boolean> {
  const now = await changeSearchYear(archive, made.year, async (before) => {
    const visible = issuesByYear(await readManifest({ archive })).get(made.year) ?? [];
    return searchStateOf(visible) === made.of ? searchYearAfter(before, made, clock.now()) : null;
  });
  if (now !== null) await purgeBuilds(archive, now);
  return now !== null;
}

/** Gives up a build that is not used (null: none), with what dead runs left and what was to go before; how many files went. */
async function giveUp({ archive, clock }: IndexPorts, year: string, build: string | null): Promise<number> {
  const now = await changeSearchYear(archive, year, (before) =>
    before ? searchYearWithout(before, build, clock.now()) : null,
  );
  return now === null ? 0 : purgeBuilds(archive, now);
}

async function readManifest({ archive }: Pick<IndexPorts, 'archive'>): Promise<Manifest> {
  return (await readJson(archive, ARCHIVE_KEYS.manifest, manifestSchema))?.value ?? emptyManifest();
}

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    done.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(work))));
  }
  return done;
}
