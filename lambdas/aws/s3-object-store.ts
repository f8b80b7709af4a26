import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { ObjectHeaders, ObjectStore, PutCondition, PutOutcome, StoredObject } from '../ports/object-store.ts';

/** Requests at once. */
const REMOVED_AT_ONCE = 16;

/** One bucket as an object store. Errors other than a missing object and a failed condition are thrown as the SDK's. */
export function createS3ObjectStore(client: S3Client, bucket: string): ObjectStore {
  return {
    get: (key) => getObject(client, bucket, key),
    put: (key, body, headers, condition) => putObject(client, { bucket, key, body, headers, condition }),
    list: (prefix) => listKeys(client, bucket, prefix),
    remove: (keys) => removeKeys(client, bucket, keys),
  };
}

async function getObject(client: S3Client, bucket: string, key: string): Promise<StoredObject | null> {
  try {
    const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (answer.Body === undefined || answer.ETag === undefined) throw new Error(`s3: ${key} came without body or tag`);
    return { body: await answer.Body.transformToByteArray(), etag: answer.ETag };
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
}

interface Put {
  readonly bucket: string;
  readonly key: string;
  readonly body: Uint8Array | string;
  readonly headers: ObjectHeaders;
  readonly condition: PutCondition;
}

async function putObject(client: S3Client, put: Put): Promise<PutOutcome> {
  const body = typeof put.body === 'string' ? new TextEncoder().encode(put.body) : put.body;
  const command = new PutObjectCommand({
    Bucket: put.bucket,
    Key: put.key,
    Body: body,
    ContentLength: body.length,
    ContentType: put.headers.contentType,
    CacheControl: put.headers.cacheControl,
    IfNoneMatch: put.condition.kind === 'none' ? '*' : undefined,
    IfMatch: put.condition.kind === 'etag' ? put.condition.etag : undefined,
  });
  try {
    const answer = await client.send(command);
    if (answer.ETag === undefined) throw new Error(`s3: ${put.key} was stored without a tag`);
    return { kind: 'stored', etag: answer.ETag };
  } catch (error) {
    if (isConflict(error, put.condition)) return { kind: 'conflict' };
    throw error;
  }
}

/**
 * 412: the condition does not hold. 409: another write of this key was under way. 404 on `If-Match`: nothing is there to
 * match. (S3 User Guide, "Conditional writes".)
 */
function isConflict(error: unknown, condition: PutCondition): boolean {
  if (!(error instanceof S3ServiceException) || condition.kind === 'any') return false;
  if (error.name === 'PreconditionFailed' || error.name === 'ConditionalRequestConflict') return true;
  return condition.kind === 'etag' && error.name === 'NoSuchKey';
}

async function listKeys(client: S3Client, bucket: string, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
    );
    for (const object of page.Contents ?? []) if (object.Key !== undefined) keys.push(object.Key);
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return keys;
}

/** One request a key: `DeleteObjects` would save some hundred milliseconds a day, and answers 200 for keys it did not delete. */
async function removeKeys(client: S3Client, bucket: string, keys: readonly string[]): Promise<void> {
  for (let from = 0; from < keys.length; from += REMOVED_AT_ONCE) {
    const some = keys.slice(from, from + REMOVED_AT_ONCE);
    await Promise.all(some.map((key) => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))));
  }
}
