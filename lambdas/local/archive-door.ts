import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { ARCHIVE_CONTENT, PRIVATE_ARCHIVE_KEYS, SEARCH_CONTENT } from '../names.ts';

/** A stored object as a reader gets it. */
export interface BucketObject {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  readonly cacheControl: string | null;
}

/** Reads one object of a bucket; null where there is none. */
export async function readObject(s3: S3Client, bucket: string, key: string): Promise<BucketObject | null> {
  try {
    const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const body = await object.Body?.transformToByteArray();
    return {
      body: new Uint8Array(body ?? []),
      contentType: object.ContentType ?? 'application/octet-stream',
      cacheControl: object.CacheControl ?? null,
    };
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
}

/** The public archive as CloudFront serves it: `/x/` is `/x/index.html`, snapshots and catalogues stay private, the rest is as stored. */
export async function serveArchive(s3: S3Client, bucket: string, path: string): Promise<Response> {
  const key = archiveKeyOf(path);
  const isPrivate = key === null || PRIVATE_ARCHIVE_KEYS.some((prefix) => key.startsWith(prefix));
  const found = isPrivate ? null : await readObject(s3, bucket, key);
  if (found) return new Response(found.body, { headers: headersOf(found, MAY_RUN_SCRIPTS.test(key ?? '')) });
  const missing = await readObject(s3, bucket, '404.html');
  return missing
    ? new Response(missing.body, { status: 404, headers: headersOf(missing) })
    : new Response('Not found\n', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

/** Null for an address that is no text. */
function archiveKeyOf(path: string): string | null {
  const key = decoded(path)?.replace(/^\/+/, '') ?? null;
  if (key === null) return null;
  return key === '' || key.endsWith('/') ? `${key}index.html` : key;
}

/** As CloudFront: the search page and its index, and nothing else of the archive. */
const MAY_RUN_SCRIPTS = /^(?:tim-kiem|search)\//;

function headersOf(object: BucketObject, mayRunScripts = false): Record<string, string> {
  return {
    'content-type': object.contentType,
    'cache-control': object.cacheControl ?? 'no-store',
    'content-security-policy': mayRunScripts ? SEARCH_CONTENT : ARCHIVE_CONTENT,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
  };
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
