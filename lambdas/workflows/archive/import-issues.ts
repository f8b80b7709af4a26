import type { Finding } from '../../core/archive/import/bulletin.ts';
import { type ImportHouse, importedContent, importedDay } from '../../core/archive/import/imported-content.ts';
import { parseBulletin } from '../../core/archive/import/parse-bulletin.ts';
import { manifestIssueOf, withIssue } from '../../core/archive/manifest-of.ts';
import { at } from '../../core/calendar/instant.ts';
import { freeze } from '../../core/issue/freeze.ts';
import { newIssue } from '../../core/issue/issue.ts';
import type { IssueKey } from '../../core/issue/issue-key.ts';
import type { IssueContent, Snapshot } from '../../core/issue/snapshot.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Address } from '../../rendering/view.ts';
import { changeManifest, readManifest } from '../publishing/archive-files.ts';
import { refreshDerived } from '../publishing/derive-archive.ts';
import { prepareIssue } from '../publishing/show-issue.ts';
import { snapshotKey } from '../publishing/snapshot-files.ts';
import { readPrintable } from '../publishing/withdrawal-files.ts';
import { writeJson } from '../stored-json.ts';

/** What importing needs of the world. */
export interface ImportPorts {
  readonly clock: Clock;
  readonly archive: ObjectStore;
  readonly issues: IssueRegister;
}

/** A bulletin's text with the name of its file. */
export interface BulletinFile {
  readonly file: string;
  readonly text: string;
}

/** What became of one file; `exists`: the house has an issue of that date already, which nothing is imported over. */
export interface ImportReport {
  readonly file: string;
  readonly kind: 'imported' | 'already' | 'exists' | 'no-bulletin' | 'no-date' | 'empty' | 'unreadable';
  readonly issueKey: IssueKey | null;
  readonly items: number;
  /** Where a person should look, line by line; text that stands in no item is here. */
  readonly findings: readonly Finding[];
}

/** Who stands in the place of the approver: nobody of the house approved what was printed elsewhere. */
const IMPORTER = { by: 'import-issues', name: 'import-issues' };

/**
 * Reads bulletins into the archive: each gets its snapshot, renderings and catalogue entries, then one write of the manifest
 * shows them all, marked as imported. They are nobody's news: never mailed, never the newest issue. Importing again changes nothing.
 */
export async function importIssues(
  ports: ImportPorts,
  files: readonly BulletinFile[],
  { house, address }: { readonly house: ImportHouse; readonly address: Address },
): Promise<ImportReport[]> {
  const reports: ImportReport[] = [];
  const prepared: Snapshot[] = [];
  const shown: Snapshot[] = [];
  for (const file of files) {
    const { report, content, number } = readBulletin(file, house);
    const snapshot = content === null ? null : importedSnapshot(content, number);
    const kind = snapshot === null ? report.kind : await prepare(ports, snapshot, address);
    if (snapshot !== null && kind === 'imported') prepared.push(snapshot);
    // A crash may have come between the manifest and the register.
    if (snapshot !== null && (kind === 'imported' || kind === 'already')) shown.push(snapshot);
    reports.push({ ...report, kind });
  }
  if (shown.length === 0) return reports;
  const shownAt = ports.clock.now();
  await changeManifest(ports.archive, (before) =>
    prepared.reduce((manifest, snapshot) => withIssue(manifest, manifestIssueOf(snapshot, shownAt)), before),
  );
  if (prepared.length > 0) await refreshDerived(ports.archive, address);
  for (const snapshot of shown) await register(ports, snapshot, shownAt);
  return reports;
}

function readBulletin({ file, text }: BulletinFile, house: ImportHouse) {
  const bulletin = parseBulletin(
    text,
    file,
    house.sections.map(({ title }) => title),
  );
  if (bulletin === null) {
    return {
      report: { file, kind: 'no-bulletin', issueKey: null, items: 0, findings: [] } as const,
      content: null,
      number: null,
    };
  }
  const items =
    bulletin.kind === 'daily'
      ? bulletin.sections.reduce((sum, section) => sum + section.items.length, 0)
      : bulletin.sections.reduce((sum, section) => sum + section.articles.length, 0);
  const { issueKey, findings } = bulletin;
  const kind = issueKey === null ? ('no-date' as const) : items === 0 ? ('empty' as const) : ('imported' as const);
  const content = kind === 'imported' ? importedContent(bulletin, file, house) : null;
  const number = bulletin.kind === 'daily' ? null : bulletin.number;
  return { report: { file, kind, issueKey, items, findings }, content, number };
}

/** Frozen at the hour an issue of its day would have gone out: the same file gives the same snapshot. */
function importedSnapshot(content: IssueContent, number: number | null): Snapshot {
  const approval = { ...IMPORTER, at: at(importedDay(content), '08:00') };
  if (content.edition === 'daily') return freeze(content, approval, 1);
  return { ...freeze(content, approval, 1), ...(number === null ? {} : { number }) };
}

async function prepare(ports: ImportPorts, snapshot: Snapshot, address: Address): Promise<ImportReport['kind']> {
  const { issueKey } = snapshot.content;
  const manifest = await readManifest(ports.archive);
  const shown = manifest.issues.find((issue) => issue.issueKey === issueKey);
  if (shown) return shown.fingerprint === snapshot.fingerprint ? 'already' : 'exists';
  if (manifest.withdrawn?.some((issue) => issue.issueKey === issueKey)) return 'exists';
  if ((await ports.issues.get(issueKey)) !== null) return 'exists';
  await writeJson(ports.archive, snapshotKey(snapshot.fingerprint), snapshot, { kind: 'none' });
  await prepareIssue(ports.archive, await readPrintable(ports.archive, snapshot.fingerprint), address);
  return 'imported';
}

/** So that an imported issue can be corrected or withdrawn as any other. */
async function register(ports: ImportPorts, snapshot: Snapshot, publishedAt: string): Promise<void> {
  const { content, fingerprint, approval } = snapshot;
  await ports.issues.create({
    ...newIssue(content.issueKey),
    state: 'sent',
    fingerprint,
    approval,
    publishedAt,
    imported: true,
  });
}
