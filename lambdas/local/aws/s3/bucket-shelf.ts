import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../atomic-file.ts';
import { type Bucket, openBucket } from './bucket.ts';
import { openVersionFiles } from './version-files.ts';

const settingsSchema = z.object({ isVersioned: z.boolean() });

/** All buckets of the local S3, a folder each. */
export interface BucketShelf {
  get(name: string): Bucket | null;
  names(): string[];
  /** False when there is a bucket of that name already. */
  create(name: string): Promise<boolean>;
  setVersioned(name: string, isVersioned: boolean): Promise<void>;
}

/** How buckets are kept. */
export interface ShelfOptions {
  readonly directory: string;
  /** Waits for the disk before a write is answered: slower, and outlives a power cut too. */
  readonly flush: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Bucket names as S3 allows them, which are safe as folder names too. */
const NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Opens what is in `directory`, which is made when missing. */
export async function openBucketShelf(options: ShelfOptions): Promise<BucketShelf> {
  const buckets = new Map<string, Bucket>();
  await mkdir(options.directory, { recursive: true });
  const open = async (name: string): Promise<void> => {
    const directory = join(options.directory, name);
    const settings = settingsSchema.parse(JSON.parse(await readFile(settingsFile(options, name), 'utf8')));
    const files = await openVersionFiles(directory, options.flush);
    buckets.set(name, await openBucket(files, { isVersioned: settings.isVersioned, now: options.now }));
  };
  const save = async (name: string, isVersioned: boolean): Promise<void> => {
    const place = { temporary: options.directory, flush: options.flush };
    await writeAtomically(settingsFile(options, name), [JSON.stringify({ isVersioned })], place);
    await open(name);
  };
  for (const file of await readdir(options.directory)) {
    if (file.endsWith('.json')) await open(file.slice(0, -'.json'.length));
  }
  return {
    get: (name) => buckets.get(name) ?? null,
    names: () => [...buckets.keys()].sort(),
    create: async (name) => {
      if (!NAME.test(name)) throw new Error(`local s3: ${name} is no bucket name`);
      if (buckets.has(name)) return false;
      await save(name, false);
      return true;
    },
    setVersioned: save,
  };
}

function settingsFile(options: ShelfOptions, name: string): string {
  return join(options.directory, `${name}.json`);
}
