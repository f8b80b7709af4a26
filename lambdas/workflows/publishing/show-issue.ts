import type { ManifestIssue } from '../../core/archive/manifest.ts';
import { manifestIssueOf, withIssue } from '../../core/archive/manifest-of.ts';
import type { Instant } from '../../core/calendar/instant.ts';
import type { Snapshot } from '../../core/issue/snapshot.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Address } from '../../rendering/view.ts';
import { changeManifest, putRenderings } from './archive-files.ts';
import { enterIntoCatalogue } from './catalogue-files.ts';
import { refreshDerived } from './derive-archive.ts';
import { renderingsOf } from './issue-renderings.ts';

/** Where an issue is shown, and when it was decided that it may be. */
export interface Showing extends Address {
  readonly at: Instant;
}

/**
 * Makes a revision visible, in this order: its renderings, where nothing is; its entries in the catalogue, which stay unseen
 * until the manifest names the revision; the manifest, whose one write is the act; then what is derived from both. Every step
 * may be repeated. Returns what the manifest says of the issue; null where it was withdrawn meanwhile.
 */
export async function showIssue(
  archive: ObjectStore,
  snapshot: Snapshot,
  showing: Showing,
): Promise<ManifestIssue | null> {
  await prepareIssue(archive, snapshot, showing);
  const listed = manifestIssueOf(snapshot, showing.at);
  const manifest = await changeManifest(archive, (before) => withIssue(before, listed));
  const { edition, issueKey } = snapshot.content;
  await refreshDerived(archive, showing, { kind: 'issue', edition, issueKey });
  return manifest.issues.find((each) => each.path === listed.path) ?? null;
}

/** What of {@link showIssue} comes before the manifest: nobody sees it yet. */
export async function prepareIssue(archive: ObjectStore, snapshot: Snapshot, address: Address): Promise<void> {
  await putRenderings(archive, await renderingsOf(archive, snapshot, address));
  await enterIntoCatalogue(archive, snapshot);
}
