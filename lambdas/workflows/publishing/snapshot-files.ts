import { fingerprintOf } from '../../core/issue/freeze.ts';
import { type Snapshot, snapshotSchema } from '../../core/issue/snapshot.ts';
import { ARCHIVE_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readJson } from '../stored-json.ts';

/** Key of a snapshot in the archive bucket. */
export function snapshotKey(fingerprint: string): string {
  return `${ARCHIVE_KEYS.snapshots}${fingerprint}.json`;
}

/** Reads a snapshot and checks that its content is what was approved; throws, naming it, when it is not there or another. */
export async function readSnapshot(archive: ObjectStore, fingerprint: string): Promise<Snapshot> {
  const stored = await readJson(archive, snapshotKey(fingerprint), snapshotSchema);
  if (!stored) throw new Error(`snapshot ${fingerprint} is missing from the archive`);
  const actual = fingerprintOf(stored.value.content);
  if (actual !== fingerprint) throw new Error(`snapshot ${fingerprint} holds content with fingerprint ${actual}`);
  return stored.value;
}
