import { type Manifest, manifestSchema } from '../core/archive/manifest.ts';
import { emptyManifest, manifestIssueOf, withIssue } from '../core/archive/manifest-of.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { Issue } from '../core/issue/issue.ts';
import type { IssueKey } from '../core/issue/issue-key.ts';
import { issuePath } from '../core/issue/issue-path.ts';
import type { Snapshot } from '../core/issue/snapshot.ts';
import { ARCHIVE_KEYS } from '../names.ts';
import type { Clock } from '../ports/clock.ts';
import type { IssueRegister } from '../ports/newsroom.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { IssueRequest, WorkQueue } from '../ports/work-queue.ts';
import { renderArchive } from '../rendering/render-archive.ts';
import type { RenderedFile } from '../rendering/render-issue.ts';
import { renderingsOf } from './issue-renderings.ts';
import { readSnapshot } from './snapshot-files.ts';
import { readJson, writeJson } from './stored-json.ts';

/** What {@link publishIssue} needs of the world. */
export interface PublishPorts {
  readonly clock: Clock;
  readonly archive: ObjectStore;
  readonly issues: IssueRegister;
  readonly planMailing: WorkQueue<IssueRequest>;
}

/** What came of it; `not-approved` means there is nothing to publish (yet). */
export type PublishOutcome =
  | { readonly kind: 'published'; readonly path: string }
  | { readonly kind: 'already' }
  | { readonly kind: 'not-approved' };

/** An address with a revision never changes a byte. */
const FOREVER = 'public, max-age=31536000, immutable';
/** Pages derived from the manifest are at most this stale. */
const ONE_MINUTE = 'public, max-age=60';

/**
 * Renders the approved snapshot and makes it visible by one write of the manifest. Every step may be repeated: renderings
 * are written where nothing is, the manifest keeps what it has, the register moves last.
 */
export async function publishIssue(
  ports: PublishPorts,
  request: { readonly issueKey: IssueKey; readonly publicAddress: string },
): Promise<PublishOutcome> {
  const issue = await ports.issues.get(request.issueKey);
  if (!issue || issue.state === 'drafting' || !issue.fingerprint) return { kind: 'not-approved' };
  if (issue.state !== 'approved') return { kind: 'already' };
  const snapshot = await readSnapshot(ports.archive, issue.fingerprint);
  const address = { publicAddress: request.publicAddress };
  const path = issuePath(issue.edition, issue.issueKey, issue.revision);
  await putAll(ports.archive, await renderingsOf(snapshot, address), FOREVER);
  const manifest = await makeVisible(ports, snapshot, path);
  await putAll(ports.archive, renderArchive(manifest, address), ONE_MINUTE);
  await ports.issues.advance(publishedIssue(issue, snapshot, publishedAtOf(manifest, issue)));
  // After the register: a planner that is faster would find nothing published. Lost here, `recover` finds it.
  await ports.planMailing.send({ issueKey: issue.issueKey });
  return { kind: 'published', path };
}

/** Makes everything anew that is derived from the manifest: for a house that has published nothing yet, and after a change of the templates. */
export async function refreshArchive(
  ports: Pick<PublishPorts, 'archive'>,
  address: { readonly publicAddress: string },
): Promise<{ readonly issues: number }> {
  const stored = await readJson(ports.archive, ARCHIVE_KEYS.manifest, manifestSchema);
  const manifest = stored?.value ?? emptyManifest();
  await putAll(ports.archive, renderArchive(manifest, address), ONE_MINUTE);
  return { issues: manifest.issues.length };
}

async function makeVisible(ports: PublishPorts, snapshot: Snapshot, path: string): Promise<Manifest> {
  for (;;) {
    const stored = await readJson(ports.archive, ARCHIVE_KEYS.manifest, manifestSchema);
    const before = stored?.value ?? emptyManifest();
    const visible = before.issues.some((each) => each.path === path && each.fingerprint === snapshot.fingerprint);
    if (visible) return before;
    const after = withIssue(before, manifestIssueOf(snapshot, ports.clock.now()));
    const condition = stored ? { kind: 'etag' as const, etag: stored.etag } : { kind: 'none' as const };
    const written = await writeJson(ports.archive, ARCHIVE_KEYS.manifest, after, condition);
    if (written.kind === 'stored') return after;
  }
}

async function putAll(archive: ObjectStore, files: readonly RenderedFile[], cacheControl: string): Promise<void> {
  const condition = cacheControl === FOREVER ? { kind: 'none' as const } : { kind: 'any' as const };
  for (const file of files) {
    await archive.put(file.key, file.body, { contentType: file.contentType, cacheControl }, condition);
  }
}

function publishedAtOf(manifest: Manifest, issue: Issue): Instant | null {
  return manifest.issues.find((each) => each.issueKey === issue.issueKey)?.publishedAt ?? null;
}

function publishedIssue(issue: Issue, snapshot: Snapshot, publishedAt: Instant | null): Issue {
  return {
    ...issue,
    state: 'published',
    turn: issue.turn + 1,
    cutOff: snapshot.content.edition === 'daily' ? snapshot.content.window.to : null,
    publishedAt,
  };
}
