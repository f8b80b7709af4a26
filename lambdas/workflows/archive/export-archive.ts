import { createHash } from 'node:crypto';
import type { ExportList } from '../../core/archive/exported.ts';
import { ARCHIVE_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readManifest } from '../publishing/archive-files.ts';

/** Where an export is written to, or a restore reads from: a folder, a disk, another bucket. */
export interface Shelf {
  write(key: string, body: Uint8Array): Promise<void>;
  /** Null where there is nothing. */
  read(key: string): Promise<Uint8Array | null>;
}

/** The list of an export, beside what it lists. */
export const EXPORT_LIST = 'export.json';

/** What an archive is made of: what was approved, what was withdrawn, which revisions are shown, and the kept pictures. */
export const ORIGINALS = [ARCHIVE_KEYS.snapshots, ARCHIVE_KEYS.pictures, ARCHIVE_KEYS.manifest] as const;

/**
 * Copies everything that cannot be made again; the list is written last, so that an export without one is not whole. The
 * manifest is copied first: a snapshot that is published meanwhile is there and unseen, never named and missing.
 */
export async function exportArchive(archive: ObjectStore, shelf: Shelf): Promise<ExportList> {
  const files: ExportList['files'] = [];
  const prefixes = [ARCHIVE_KEYS.manifest, ...ORIGINALS.filter((prefix) => prefix !== ARCHIVE_KEYS.manifest)];
  const { issues } = await readManifest(archive);
  for (const prefix of prefixes) {
    for (const key of await archive.list(prefix)) {
      const object = await archive.get(key);
      if (object === null) continue;
      await shelf.write(key, object.body);
      files.push({ key, bytes: object.body.length, sha256: sha256(object.body) });
    }
  }
  const list: ExportList = { version: 1, issues: issues.length, files };
  await shelf.write(EXPORT_LIST, new TextEncoder().encode(`${JSON.stringify(list, null, 1)}\n`));
  return list;
}

/** SHA-256, hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
