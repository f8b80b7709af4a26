import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type PutObjectCommandOutput,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { type LocalS3, startS3 } from '../../../lambdas/local/aws/s3/start-s3.ts';
import { LOCAL_KEYS } from '../../../lambdas/local/aws/sig-v4.ts';

/** A folder of its own for one test; removed by `remove`. */
export async function testFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'diembao-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** An SDK client as the product makes it, with the local keys. */
export function s3Client(
  endpoint: string,
  credentials: { accessKeyId: string; secretAccessKey: string } = LOCAL_KEYS,
): S3Client {
  return new S3Client({ endpoint, region: 'ap-southeast-1', credentials: { ...credentials }, maxAttempts: 1 });
}

/** A local S3 with the buckets `plain` and `versioned`. */
export async function localS3(
  directory: string,
  now: () => number = Date.now,
): Promise<{ s3: LocalS3; client: S3Client }> {
  const s3 = await startS3({ directory, flush: false, now });
  const client = s3Client(s3.url);
  for (const Bucket of ['plain', 'versioned']) await client.send(new CreateBucketCommand({ Bucket })).catch(() => null);
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await client.send(new PutBucketVersioningCommand({ Bucket: 'versioned', VersioningConfiguration }));
  return { s3, client };
}

/** A local S3 in a folder of its own, with the two requests the tests make most. */
export interface S3World {
  readonly s3: LocalS3;
  readonly client: S3Client;
  /** Into the bucket `plain` unless told otherwise. */
  put(input: Omit<PutObjectCommandInput, 'Bucket'> & { Bucket?: string }): Promise<PutObjectCommandOutput>;
  get(
    key: string,
    bucket?: string,
    more?: { Range?: string; VersionId?: string },
  ): Promise<{ text: string; ETag: string | undefined }>;
  stop(): Promise<void>;
}

/** Starts it. */
export async function s3World(): Promise<S3World> {
  const folder = await testFolder();
  const { s3, client } = await localS3(folder.path);
  return {
    s3,
    client,
    put: (input) => client.send(new PutObjectCommand({ Bucket: 'plain', ...input })),
    get: async (Key, Bucket = 'plain', more = {}) => {
      const answer = await client.send(new GetObjectCommand({ Bucket, Key, ...more }));
      return { ...answer, ETag: answer.ETag, text: await answer.Body!.transformToString() };
    },
    stop: async () => {
      client.destroy();
      await s3.stop();
      await folder.remove();
    },
  };
}

/** `412 PreconditionFailed`: how a request was refused, or `done`. */
export function refusal(request: Promise<unknown>): Promise<unknown> {
  return request.then(
    () => 'done',
    (error: unknown) =>
      error instanceof S3ServiceException ? `${error.$metadata.httpStatusCode} ${error.name}` : error,
  );
}
