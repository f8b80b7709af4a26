import { exportListSchema, isExportKey } from '../../core/archive/exported.ts';
import { type Manifest, manifestSchema } from '../../core/archive/manifest.ts';
import { revisionsOf } from '../../core/archive/manifest-of.ts';
import { type Issue, newIssue } from '../../core/issue/issue.ts';
import type { IssueKey } from '../../core/issue/issue-key.ts';
import type { Snapshot } from '../../core/issue/snapshot.ts';
import { ARCHIVE_KEYS } from '../../names.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Address } from '../../rendering/view.ts';
import { putRenderings } from '../publishing/archive-files.ts';
import { enterIntoCatalogue } from '../publishing/catalogue-files.ts';
import { refreshDerived } from '../publishing/derive-archive.ts';
import { renderingsOf } from '../publishing/issue-renderings.ts';
import { readPrintable } from '../publishing/withdrawal-files.ts';
import { EXPORT_LIST, type Shelf, sha256 } from './export-archive.ts';

/** What restoring needs of the world. */
export interface RestorePorts {
  readonly archive: ObjectStore;
  readonly issues: IssueRegister;
}

/** `not-empty`: there is an archive already; `not-whole`: `problems` says which files are missing or not what was exported. */
export type RestoreOutcome =
  | { readonly kind: 'restored'; readonly issues: number; readonly withdrawn: number; readonly files: number }
  | { readonly kind: 'not-empty' }
  | { readonly kind: 'not-whole'; readonly problems: readonly string[] };

const CONTENT_TYPES: readonly (readonly [RegExp, string])[] = [
  [/\.json$/u, 'application/json; charset=utf-8'],
  [/\.jpe?g$/u, 'image/jpeg'],
];

/**
 * Builds an archive again from an export, in an empty place: the originals as they were, then every rendering of every revision
 * out of its snapshot, the catalogue, the manifest, what is derived, and a row of the register for each issue, so that it can
 * be corrected or withdrawn. The manifest is the last of the originals: a restore that died is begun again.
 */
export async function restoreArchive(ports: RestorePorts, shelf: Shelf, address: Address): Promise<RestoreOutcome> {
  const { archive } = ports;
  if ((await archive.get(ARCHIVE_KEYS.manifest)) !== null) return { kind: 'not-empty' };
  const taken = await takeIn(shelf);
  if (taken.problems.length > 0) return { kind: 'not-whole', problems: taken.problems };
  for (const [key, body] of taken.files) {
    if (key === ARCHIVE_KEYS.manifest) continue;
    await archive.put(key, body, headersOf(key), { kind: 'any' });
  }
  const manifest = manifestOf(taken.files.get(ARCHIVE_KEYS.manifest));
  for (const issue of manifest.issues) await rebuild(ports, issue, address);
  for (const issue of manifest.withdrawn ?? []) await rebuild(ports, issue, address);
  const body = taken.files.get(ARCHIVE_KEYS.manifest);
  if (body) await archive.put(ARCHIVE_KEYS.manifest, body, headersOf(ARCHIVE_KEYS.manifest), { kind: 'none' });
  await refreshDerived(archive, address);
  const { issues, withdrawn = [] } = manifest;
  return { kind: 'restored', issues: issues.length, withdrawn: withdrawn.length, files: taken.files.size };
}

/** Everything the list names, each file held against its sum before anything is written. */
async function takeIn(shelf: Shelf): Promise<{ files: Map<string, Uint8Array>; problems: string[] }> {
  const files = new Map<string, Uint8Array>();
  const raw = await shelf.read(EXPORT_LIST);
  const list = raw === null ? null : exportListSchema.safeParse(jsonOf(raw));
  if (!list?.success) return { files, problems: [`${EXPORT_LIST} is missing or damaged: the export is not whole`] };
  const problems: string[] = [];
  for (const { key, sha256: sum } of list.data.files) {
    const body = isExportKey(key) ? await shelf.read(key) : null;
    if (body === null) problems.push(`${key} is missing`);
    else if (sha256(body) !== sum) problems.push(`${key} is not what was exported`);
    else files.set(key, body);
  }
  return { files, problems };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

function manifestOf(body: Uint8Array | undefined): Manifest {
  return body === undefined ? { version: 1, issues: [] } : manifestSchema.parse(jsonOf(body));
}

/** What the manifest tells of an issue, visible or withdrawn. */
type Listed = Manifest['issues'][number] | NonNullable<Manifest['withdrawn']>[number];

async function rebuild(ports: RestorePorts, listed: Listed, address: Address): Promise<void> {
  const revisions = 'revisions' in listed ? listed.revisions : revisionsOf(listed);
  let newest: Snapshot | null = null;
  for (const { fingerprint } of revisions) {
    newest = await readPrintable(ports.archive, fingerprint);
    await putRenderings(ports.archive, await renderingsOf(ports.archive, newest, address));
  }
  if (newest === null) return;
  if (!('revisions' in listed)) await enterIntoCatalogue(ports.archive, newest);
  const last = revisions.at(-1);
  await ports.issues.create({
    ...rowOf(listed.issueKey, newest),
    state: 'revisions' in listed ? 'withdrawn' : revisions.length > 1 ? 'corrected' : 'sent',
    publishedAt: last?.publishedAt ?? null,
    ...(listed.imported ? { imported: true } : {}),
  });
}

/** Who has had his mail is in no archive: a restored issue counts as sent, so that nobody is written to again. */
function rowOf(issueKey: IssueKey, { content, revision, fingerprint, approval, number }: Snapshot): Issue {
  const cutOff = content.edition === 'daily' && content.imported === undefined ? content.window.to : null;
  return {
    ...newIssue(issueKey),
    revision,
    fingerprint,
    approval,
    cutOff,
    ...(number === undefined ? {} : { number }),
  };
}

function headersOf(key: string): { contentType: string } {
  return { contentType: CONTENT_TYPES.find(([name]) => name.test(key))?.[1] ?? 'application/octet-stream' };
}
