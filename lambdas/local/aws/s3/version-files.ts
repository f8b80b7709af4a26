import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { clearTemporary, writeAtomically } from '../atomic-file.ts';
import { sha256 } from '../sig-v4.ts';

/** What is known of one version of one object. */
export const versionSchema = z.object({
  key: z.string(),
  /** Counts the writes of the bucket: the highest is the newest. */
  turn: z.number().int(),
  /** With its quotation marks. */
  etag: z.string(),
  crc32: z.string(),
  size: z.number().int(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  /** A delete marker: from here on the object is gone. */
  isDeleted: z.boolean(),
  /** `content-type` and the like, and `x-amz-meta-…`, as they were put. */
  headers: z.record(z.string(), z.string()),
});
/** See {@link versionSchema}. */
export type Version = z.infer<typeof versionSchema>;

/** The files of one bucket, one a version: a line of JSON, then the object's bytes. */
export interface VersionFiles {
  /** Every whole version, oldest first; a file that breaks off is passed over. */
  load(): Promise<Version[]>;
  write(version: Version, body: Uint8Array): Promise<void>;
  body(version: Version): Promise<Buffer>;
  remove(version: Version): Promise<void>;
}

/** A key may be up to 1,024 bytes and the headers some hundred: more than this is no first line of ours. */
const FIRST_LINE = 16 * 1024;

/**
 * The bucket in folder `directory`. Files are named by a hash of the key, so that any key fits any file system and none
 * can climb out of the folder.
 */
export async function openVersionFiles(directory: string, flush: boolean): Promise<VersionFiles> {
  const temporary = join(directory, 'temporary');
  const objects = join(directory, 'objects');
  await clearTemporary(temporary);
  await mkdir(objects, { recursive: true });
  const pathOf = ({ key, turn }: Version): string => {
    const name = sha256(key);
    return join(objects, name.slice(0, 2), `${name}.${String(turn).padStart(9, '0')}`);
  };
  return {
    load: () => loadVersions(objects),
    write: (version, body) =>
      writeAtomically(pathOf(version), [`${JSON.stringify(version)}\n`, body], { temporary, flush }),
    body: async (version) => {
      const bytes = await readFile(pathOf(version));
      return bytes.subarray(bytes.length - version.size);
    },
    remove: (version) => rm(pathOf(version), { force: true }),
  };
}

async function loadVersions(objects: string): Promise<Version[]> {
  const versions: Version[] = [];
  for (const folder of await readdir(objects)) {
    const names = (await readdir(join(objects, folder))).filter((name) => /\.\d{9}$/.test(name));
    const found = await Promise.all(names.map((name) => readVersion(join(objects, folder, name))));
    versions.push(...found.filter((version) => version !== null));
  }
  return versions.sort((a, b) => a.turn - b.turn);
}

async function readVersion(path: string): Promise<Version | null> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(FIRST_LINE), 0, FIRST_LINE, 0);
    const end = buffer.subarray(0, bytesRead).indexOf('\n');
    const version = end < 0 ? null : parseVersion(buffer.toString('utf8', 0, end));
    const { size } = await file.stat();
    return version !== null && end + 1 + version.size === size ? version : null;
  } finally {
    await file.close();
  }
}

function parseVersion(line: string): Version | null {
  try {
    return versionSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
