import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectStore } from '../ports/object-store.ts';
import { lockFolder } from './aws/folder-lock.ts';
import type { Bucket } from './aws/s3/bucket.ts';
import { openBucketShelf } from './aws/s3/bucket-shelf.ts';
import { WrongStartError } from './wrong-start.ts';

/**
 * Lets `use` read the newsroom bucket of a data folder of the embedded mode, with nothing else running. Throws
 * {@link WrongStartError} where the folder holds no days yet or another process is at work in it.
 */
export async function withStoredNewsroom<T>(dataDir: string, use: (newsroom: ObjectStore) => Promise<T>): Promise<T> {
  const directory = join(dataDir, 'aws');
  if (!existsSync(join(directory, 's3'))) {
    throw new WrongStartError(`${dataDir} holds no days; play one with npm start -- --once --data ${dataDir}`);
  }
  const lock = await lockFolder(directory);
  try {
    // At time nought no version is old enough to be cleared away: the folder is only read.
    const shelf = await openBucketShelf({ directory: join(directory, 's3'), flush: false, now: () => 0 });
    const bucket = shelf.get(shelf.names().find((name) => name.endsWith('-newsroom')) ?? '');
    if (!bucket) throw new WrongStartError(`${dataDir} holds no newsroom`);
    return await use(readOnly(bucket));
  } finally {
    await lock.stop();
  }
}

function readOnly(bucket: Bucket): ObjectStore {
  return {
    get: async (key) => {
      const version = bucket.find(key, null);
      if (!version || version.isDeleted) return null;
      return { body: await bucket.body(version), etag: version.etag };
    },
    put: async (key) => {
      throw new Error(`${key}: the folder is only read`);
    },
    list: async (prefix) => bucket.keys(prefix),
    remove: async (keys) => {
      throw new Error(`${keys.join(', ')}: the folder is only read`);
    },
  };
}
