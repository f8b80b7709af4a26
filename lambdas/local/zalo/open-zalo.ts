import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import type { ZaloService } from '../../net/zalo-account.ts';
import type { Clock } from '../../ports/clock.ts';
import { readObject } from '../archive-door.ts';
import { type LocalZalo, startZalo } from './start-zalo.ts';

/** The stand-in of an embedded house: it looks for pictures in the archive, whatever host their address names. */
export async function openZalo(
  dataDir: string,
  house: { readonly clock: Pick<Clock, 'now'>; readonly s3: S3Client; readonly archiveBucket: string },
): Promise<LocalZalo & { readonly service: ZaloService }> {
  const { clock, s3, archiveBucket } = house;
  const local = await startZalo({
    directory: join(dataDir, 'zalo'),
    now: () => Date.parse(clock.now()),
    pictureAt: async (address) =>
      (await readObject(s3, archiveBucket, new URL(address).pathname.slice(1)))?.body.length ?? null,
  });
  const service = { api: local.url, oauth: local.url, fetch: (url: string, init: RequestInit) => fetch(url, init) };
  return { ...local, service };
}
