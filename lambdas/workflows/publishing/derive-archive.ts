import { catalogueYear } from '../../core/archive/catalogue-of.ts';
import type { Manifest, ManifestIssue } from '../../core/archive/manifest.ts';
import { type Edition, editionSchema } from '../../core/issue/issue-key.ts';
import { issuePath } from '../../core/issue/issue-path.ts';
import type { Snapshot } from '../../core/issue/snapshot.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { renderNoLatest } from '../../rendering/archive-pages.ts';
import { renderArchive } from '../../rendering/render-archive.ts';
import { CONTENT_TYPES, type RenderedFile } from '../../rendering/rendered-file.ts';
import {
  LATEST_COPIES,
  LATEST_FOLDERS,
  renderCurrentPage,
  renderLatestPage,
} from '../../rendering/site/current-pages.ts';
import { renderMonths } from '../../rendering/site/month-pages.ts';
import { neighboursOf } from '../../rendering/site/page-frame.ts';
import type { Address } from '../../rendering/view.ts';
import { writeJson } from '../stored-json.ts';
import { putDerived, readManifest } from './archive-files.ts';
import { type DerivedScope, gatherContents, OVERVIEW_KEY } from './site-contents.ts';
import { readPrintable } from './withdrawal-files.ts';

/** Snapshots read and pages written at once where all of them are made anew. */
const AT_ONCE = 16;
/** Content types of what is copied beside the newest issue. */
const COPIED = {
  'issue.pdf': CONTENT_TYPES.pdf,
  'issue.docx': CONTENT_TYPES.docx,
  'issue.json': CONTENT_TYPES.json,
  'email.txt': CONTENT_TYPES.text,
} as const;

/** A revision as the manifest names it, visible or withdrawn. */
type NamedRevision = Pick<ManifestIssue, 'edition' | 'issueKey' | 'revision' | 'fingerprint'>;

/**
 * Makes anew what is derived from manifest and catalogue; may be repeated at any time. Once more where the manifest moved
 * meanwhile: of two publishers the slower must not leave the pages of its older manifest behind.
 */
export async function refreshDerived(
  archive: ObjectStore,
  address: Address,
  scope: DerivedScope = { kind: 'all' },
): Promise<Manifest> {
  let manifest = await readManifest(archive);
  for (;;) {
    await deriveOnce(archive, { manifest, scope }, address);
    const after = await readManifest(archive);
    if (JSON.stringify(after) === JSON.stringify(manifest)) return manifest;
    manifest = after;
  }
}

/**
 * In an order in which no page that a reader can reach leads to one that is not there yet: the page of an issue, which only
 * its month's page makes known; then that; then what leads to either.
 */
async function deriveOnce(
  archive: ObjectStore,
  { manifest, scope }: { readonly manifest: Manifest; readonly scope: DerivedScope },
  address: Address,
): Promise<void> {
  const contents = await gatherContents(archive, manifest, scope);
  const atOnce = scope.kind === 'issue' ? 1 : AT_ONCE;
  const chosen = issuesIn(scope, manifest);
  await putCurrentPages(archive, { manifest, issues: chosen, atOnce }, address);
  await putDerived(archive, renderMonths(manifest, contents.months, address), atOnce);
  await putCurrentPages(archive, { manifest, issues: issuesBeside(chosen, manifest), atOnce }, address);
  const editions = scope.kind === 'issue' ? [scope.edition] : editionSchema.options;
  for (const edition of editions) await refreshLatest(archive, { manifest, edition }, address);
  await putDerived(archive, renderArchive(contents, address), atOnce);
  // Last: until its pages are emptied the overview names a subject that nothing visible speaks of any more, also after a crash.
  await writeJson(archive, OVERVIEW_KEY, contents.overview, { kind: 'any' });
}

/** The newest issue of an edition under the addresses that never change: its page, and copies of its outputs. */
export async function refreshLatest(
  archive: ObjectStore,
  { manifest, edition }: { readonly manifest: Manifest; readonly edition: Edition },
  address: Address,
): Promise<void> {
  const folder = LATEST_FOLDERS[edition];
  const newest = manifest.issues.find((issue) => issue.edition === edition && issue.imported !== true);
  if (newest === undefined) {
    const page = { key: `${folder}index.html`, body: renderNoLatest(folder, address), contentType: CONTENT_TYPES.html };
    await putDerived(archive, [page], 1);
    await archive.remove(LATEST_COPIES.map((name) => `${folder}${name}`));
    return;
  }
  const page = renderLatestPage(await snapshotOf(archive, newest), manifest, address);
  await putDerived(archive, [...(await copiesOf(archive, newest, folder)), page], 1);
}

async function copiesOf(archive: ObjectStore, issue: NamedRevision, folder: string): Promise<RenderedFile[]> {
  const path = issuePath(issue.edition, issue.issueKey, issue.revision);
  const copies: RenderedFile[] = [];
  for (const name of LATEST_COPIES) {
    const original = await archive.get(`${path}${name}`);
    if (original) copies.push({ key: `${folder}${name}`, body: original.body, contentType: COPIED[name] });
  }
  return copies;
}

/** Pages of issues whatever their revision; a few at a time, as bodies are long. */
async function putCurrentPages(
  archive: ObjectStore,
  what: { readonly manifest: Manifest; readonly issues: readonly NamedRevision[]; readonly atOnce: number },
  address: Address,
): Promise<void> {
  const { manifest, issues, atOnce } = what;
  for (let from = 0; from < issues.length; from += atOnce) {
    const some = issues.slice(from, from + atOnce);
    const snapshots = await Promise.all(some.map((issue) => snapshotOf(archive, issue)));
    const pages = snapshots.map((snapshot) => renderCurrentPage(snapshot, manifest, address));
    await putDerived(archive, pages, atOnce);
  }
}

function issuesIn(scope: DerivedScope, manifest: Manifest): NamedRevision[] {
  const all = [...manifest.issues, ...(manifest.withdrawn ?? []).flatMap(lastRevision)];
  if (scope.kind === 'all') return all;
  return scope.kind === 'issue'
    ? all.filter((issue) => issue.edition === scope.edition && issue.issueKey === scope.issueKey)
    : all.filter((issue) => catalogueYear(issue.issueKey) === scope.year);
}

/** The neighbours of the chosen issues, which lead to them. */
function issuesBeside(chosen: readonly NamedRevision[], manifest: Manifest): NamedRevision[] {
  const name = (issue: NamedRevision): string => `${issue.edition} ${issue.issueKey}`;
  const known = new Set(chosen.map(name));
  const beside = chosen.flatMap((issue) => {
    const { older, newer } = neighboursOf(manifest, issue);
    return [older, newer].filter((other) => other !== undefined);
  });
  return [...new Map(beside.map((issue) => [name(issue), issue])).values()].filter((issue) => !known.has(name(issue)));
}

/** A withdrawn issue keeps its address, where its notice stands. */
function lastRevision(issue: NonNullable<Manifest['withdrawn']>[number]): NamedRevision[] {
  const last = issue.revisions.at(-1);
  return last ? [{ edition: issue.edition, issueKey: issue.issueKey, ...last }] : [];
}

async function snapshotOf(archive: ObjectStore, issue: NamedRevision): Promise<Snapshot> {
  return { ...(await readPrintable(archive, issue.fingerprint)), revision: issue.revision };
}
