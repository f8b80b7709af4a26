import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { WrongInputError } from './command.ts';
import type { RawObject } from './house-stores.ts';

/**
 * A backup in a folder: `bodies/` with every object's bytes under their SHA-256, so that no key becomes a path; a list a bucket and
 * a list a table, JSON a line; and, written last, `backup.json` with the sums of the lists. A copy that broke off has none.
 */
export const backupSchema = z.object({
  version: z.literal(1),
  takenAt: z.string(),
  stage: z.string(),
  /** SHA-256 of each key that signs addresses in mails; the keys themselves are not here. */
  keys: z.array(z.string()),
  lists: z.record(z.string(), z.object({ lines: z.number().int(), sha256: z.string() })),
});
/** See {@link backupSchema}. */
export type Backup = z.infer<typeof backupSchema>;

/** A line of a bucket's list. */
export const objectLineSchema = z.object({
  key: z.string().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  contentType: z.string().optional(),
  cacheControl: z.string().optional(),
});
/** See {@link objectLineSchema}. */
export type ObjectLine = z.infer<typeof objectLineSchema>;

/** SHA-256 in hexadecimal digits. */
export function sumOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Begins a backup; throws {@link WrongInputError} where something lies in the folder already. */
export function newBackup(folder: string) {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) throw new WrongInputError(`${folder} is not empty`);
  const lists: Backup['lists'] = {};
  return {
    /** Keeps an object's bytes, once however many objects have them. */
    keep: (key: string, { body, ...told }: RawObject): ObjectLine => {
      const sha256 = sumOf(body);
      write(join(folder, bodyPath(sha256)), body);
      return { key, sha256, ...told };
    },
    list: (name: string, lines: readonly string[]): void => {
      const text = lines.map((line) => `${line}\n`).join('');
      write(join(folder, `${name}.jsonl`), text);
      lists[name] = { lines: lines.length, sha256: sumOf(text) };
    },
    close: (told: Omit<Backup, 'version' | 'lists'>): void =>
      write(join(folder, 'backup.json'), `${JSON.stringify({ version: 1, ...told, lists }, null, 2)}\n`),
  };
}

/** Opens a backup; throws {@link WrongInputError} where it is none, or not whole: every list and every byte is looked at. */
export function openBackup(folder: string) {
  const backup = readBackup(folder);
  const linesOf = (name: string): readonly string[] => {
    const text = readFileSync(pathIn(folder, `${name}.jsonl`), 'utf8');
    if (sumOf(text) !== backup.lists[name]?.sha256) throw new WrongInputError(`${folder}: ${name}.jsonl was changed`);
    return text.split('\n').filter((line) => line !== '');
  };
  const objectsOf = (bucket: string): ObjectLine[] =>
    linesOf(bucketList(bucket)).map((line) => objectLineSchema.parse(JSON.parse(line)));
  const bodyOf = ({ key, sha256 }: ObjectLine): Uint8Array => {
    const body = readFileSync(pathIn(folder, bodyPath(sha256)));
    if (sumOf(body) !== sha256) throw new WrongInputError(`${folder}: the bytes of ${key} were changed`);
    return body;
  };
  return { backup, objectsOf, bodyOf, rowsOf: (table: string) => linesOf(tableList(table)) };
}

/** The name of a bucket's list. */
export function bucketList(bucket: string): string {
  return `bucket-${bucket}`;
}

/** The name of a table's list. */
export function tableList(table: string): string {
  return `table-${table}`;
}

function readBackup(folder: string): Backup {
  try {
    return backupSchema.parse(JSON.parse(readFileSync(join(folder, 'backup.json'), 'utf8')));
  } catch {
    throw new WrongInputError(`${folder} holds no backup, or one that broke off`);
  }
}

function pathIn(folder: string, name: string): string {
  const path = join(folder, name);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new WrongInputError(`${folder}: ${name} is missing`);
  return path;
}

function bodyPath(sha256: string): string {
  return join('bodies', sha256.slice(0, 2), sha256);
}

function write(path: string, body: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, body);
}
