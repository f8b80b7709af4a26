import type { Reply, Request } from '../http.ts';
import type { Bucket } from './bucket.ts';
import { payloadOf } from './payload.ts';
import { type ReplyHeaders, s3Answer, s3Error } from './s3-reply.ts';
import type { Version } from './version-files.ts';

/** A request about one object. */
export interface ObjectRequest {
  readonly bucket: Bucket;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly request: Request;
}

/** Headers that are kept with an object and given back with it. */
const KEPT = /^(content-type|content-disposition|content-language|cache-control|expires|x-amz-meta-.+)$/;

/** Requests the local S3 knows nothing of: each would be silently wrong if it were taken for a plain one. */
const UNKNOWN_HEADERS = ['x-amz-copy-source', 'x-amz-tagging', 'x-amz-server-side-encryption-customer-key'];

/** `PutObject`, with its conditions. */
export async function putObject({ bucket, key, request }: ObjectRequest): Promise<Reply> {
  const unknown = UNKNOWN_HEADERS.find((name) => name in request.headers);
  if (unknown !== undefined) return s3Error('NotImplemented', `${unknown} is not understood here.`);
  const payload = payloadOf(request);
  if (payload.kind === 'refused') return s3Error(payload.code, payload.message);
  const result = await bucket.put({
    key,
    body: payload.body,
    headers: keptHeaders(request),
    ifNoneMatch: request.headers['if-none-match'] ?? null,
    ifMatch: request.headers['if-match'] ?? null,
  });
  if (result.kind === 'refused') return s3Error(result.code);
  return s3Answer(200, {
    etag: result.version.etag,
    'x-amz-checksum-crc32': result.version.crc32,
    ...versionHeader(bucket, result.version),
  });
}

/** `GetObject` and `HeadObject`, with `versionId`, `Range`, `If-None-Match` and `If-Match`. */
export async function getObject({ bucket, key, query, request }: ObjectRequest): Promise<Reply> {
  const versionId = query.get('versionId');
  const version = bucket.find(key, versionId === null ? null : turnOf(versionId));
  if (version === null) return s3Error('NoSuchKey', 'The specified key does not exist.');
  if (version.isDeleted) {
    const marker = { ...versionHeader(bucket, version), 'x-amz-delete-marker': 'true' };
    return versionId === null
      ? s3Error('NoSuchKey', 'The specified key does not exist.', marker)
      : s3Error('MethodNotAllowed', undefined, marker);
  }
  const headers = objectHeaders(bucket, version, request);
  if (request.headers['if-none-match'] === version.etag) return s3Answer(304, headers);
  if ((request.headers['if-match'] ?? version.etag) !== version.etag) return s3Error('PreconditionFailed');
  if (request.method === 'HEAD') return s3Answer(200, { ...headers, 'content-length': String(version.size) });
  return ranged(request.headers.range, await bucket.body(version), headers);
}

/** `DeleteObject`: done, whether or not something was there. */
export async function deleteObject({ bucket, key, query }: ObjectRequest): Promise<Reply> {
  if (query.has('versionId')) return s3Error('NotImplemented', 'Deleting one version is not understood here.');
  const marker = await bucket.remove(key);
  const headers =
    marker !== null && bucket.isVersioned ? { ...versionHeader(bucket, marker), 'x-amz-delete-marker': 'true' } : {};
  return s3Answer(204, headers);
}

/** `v000000042`: the version id of a turn. */
export function versionIdOf(version: Version): string {
  return `v${String(version.turn).padStart(9, '0')}`;
}

function turnOf(versionId: string): number {
  const digits = /^v(\d{9})$/.exec(versionId)?.[1];
  return digits === undefined ? -1 : Number(digits);
}

function versionHeader(bucket: Bucket, version: Version): ReplyHeaders {
  return bucket.isVersioned ? { 'x-amz-version-id': versionIdOf(version) } : {};
}

function keptHeaders(request: Request): ReplyHeaders {
  const kept = Object.entries(request.headers).filter(([name]) => KEPT.test(name));
  const encoding = (request.headers['content-encoding'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'aws-chunked');
  return { ...Object.fromEntries(kept), ...(encoding.length > 0 ? { 'content-encoding': encoding.join(',') } : {}) };
}

function objectHeaders(bucket: Bucket, version: Version, request: Request): ReplyHeaders {
  const asked =
    request.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED' && request.headers.range === undefined;
  return {
    'content-type': 'binary/octet-stream',
    ...version.headers,
    etag: version.etag,
    'last-modified': new Date(version.at).toUTCString(),
    'accept-ranges': 'bytes',
    ...versionHeader(bucket, version),
    ...(asked ? { 'x-amz-checksum-crc32': version.crc32, 'x-amz-checksum-type': 'FULL_OBJECT' } : {}),
  };
}

function ranged(range: string | undefined, body: Buffer, headers: ReplyHeaders): Reply {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return s3Answer(200, headers, body);
  const [, from = '', to = ''] = match;
  const start = from === '' ? Math.max(0, body.length - Number(to)) : Number(from);
  const end = from === '' || to === '' ? body.length - 1 : Math.min(Number(to), body.length - 1);
  if (start > end) return s3Error('InvalidRange', 'The requested range is not satisfiable');
  const content = { 'content-range': `bytes ${start}-${end}/${body.length}` };
  return s3Answer(206, { ...headers, ...content }, body.subarray(start, end + 1));
}
