import { type Catalogue, catalogueSchema } from '../../core/archive/catalogue.ts';
import {
  type CataloguedSnapshot,
  catalogueYear,
  emptyCatalogue,
  type IssueName,
  missingIssues,
  withIssueEntries,
  withoutIssueEntries,
} from '../../core/archive/catalogue-of.ts';
import { ARCHIVE_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readJson, writeJson } from '../stored-json.ts';
import { readPrintable } from './withdrawal-files.ts';

/** Snapshots read at once when a year is rebuilt. */
const AT_ONCE = 16;

/** Key of a year's catalogue in the archive bucket; private as the snapshots are. */
export function catalogueKey(year: string): string {
  return `${ARCHIVE_KEYS.catalogue}${year}.json`;
}

/** The catalogue of a year as stored; empty where there is none. It may be behind the manifest: see {@link completeCatalogue}. */
export async function readCatalogue(archive: ObjectStore, year: string): Promise<Catalogue> {
  const stored = await readJson(archive, catalogueKey(year), catalogueSchema);
  return stored?.value ?? emptyCatalogue(year);
}

/** Enters an issue before the manifest makes it visible; repeating it writes nothing. */
export async function enterIntoCatalogue(archive: ObjectStore, snapshot: CataloguedSnapshot): Promise<Catalogue> {
  const year = catalogueYear(snapshot.content.issueKey);
  return changeCatalogue(archive, year, (catalogue) => withIssueEntries(catalogue, snapshot));
}

/** Takes every revision of an issue out of its year. */
export async function strikeFromCatalogue(
  archive: ObjectStore,
  issue: { readonly edition: string; readonly issueKey: string },
): Promise<Catalogue> {
  return changeCatalogue(archive, catalogueYear(issue.issueKey), (catalogue) => withoutIssueEntries(catalogue, issue));
}

/**
 * The catalogue of a year with every visible issue of it: those it lacks are read from their snapshots and entered, so that
 * a catalogue that was never made, or was deleted to be made anew, is whole after one call.
 */
export async function completeCatalogue(
  archive: ObjectStore,
  year: string,
  visible: readonly IssueName[],
): Promise<Catalogue> {
  const lacking = missingIssues(await readCatalogue(archive, year), visible);
  if (lacking.length === 0) return readCatalogue(archive, year);
  const snapshots: CataloguedSnapshot[] = [];
  for (let from = 0; from < lacking.length; from += AT_ONCE) {
    const some = lacking.slice(from, from + AT_ONCE);
    snapshots.push(...(await Promise.all(some.map((issue) => snapshotOf(archive, issue)))));
  }
  return changeCatalogue(archive, year, (catalogue) => snapshots.reduce(withIssueEntries, catalogue));
}

/** A correction that changed nothing has the fingerprint, and so the file, of what it corrects: the revision is the manifest's. */
async function snapshotOf(archive: ObjectStore, issue: IssueName): Promise<CataloguedSnapshot> {
  return { ...(await readPrintable(archive, issue.fingerprint)), revision: issue.revision };
}

async function changeCatalogue(
  archive: ObjectStore,
  year: string,
  change: (catalogue: Catalogue) => Catalogue,
): Promise<Catalogue> {
  for (;;) {
    const stored = await readJson(archive, catalogueKey(year), catalogueSchema);
    const before = stored?.value ?? emptyCatalogue(year);
    // Parsed, so that its keys stand in the order of what is stored and the same catalogue is the same text.
    const after = catalogueSchema.parse(change(before));
    if (JSON.stringify(after) === JSON.stringify(before)) return before;
    const condition = stored ? { kind: 'etag' as const, etag: stored.etag } : { kind: 'none' as const };
    const written = await writeJson(archive, catalogueKey(year), after, condition);
    if (written.kind === 'stored') return after;
  }
}
