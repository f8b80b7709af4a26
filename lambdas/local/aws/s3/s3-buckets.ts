import type { Reply } from '../http.ts';
import type { Xml } from '../xml.ts';
import type { Bucket } from './bucket.ts';
import { versionIdOf } from './s3-objects.ts';
import { s3Document, s3Error } from './s3-reply.ts';
import type { Version } from './version-files.ts';

/** Objects on a page at most, as in S3. */
const PAGE = 1_000;

/** `ListObjectsV2`: prefix, delimiter, start-after, max-keys and continuation token. */
export function listObjects(name: string, bucket: Bucket, query: URLSearchParams): Reply {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString('utf8');
  const limit = Math.min(Number(query.get('max-keys') ?? PAGE), PAGE);
  if (!Number.isInteger(limit) || limit < 0) return s3Error('InvalidArgument', 'max-keys is not a number.');
  const page = pageOf(bucket.keys(prefix), { prefix, delimiter, after, limit });
  const [last] = page.entries.slice(-1);
  return s3Document('ListBucketResult', {
    Name: name,
    Prefix: prefix,
    Delimiter: delimiter === '' ? undefined : delimiter,
    MaxKeys: limit,
    KeyCount: page.entries.length,
    IsTruncated: page.isTruncated,
    ContinuationToken: token ?? undefined,
    NextContinuationToken:
      page.isTruncated && last !== undefined ? Buffer.from(last.name).toString('base64url') : undefined,
    Contents: page.entries.filter((entry) => !entry.isFolder).map((entry) => contentOf(bucket.find(entry.name, null))),
    CommonPrefixes: page.entries.filter((entry) => entry.isFolder).map((entry) => ({ Prefix: entry.name })),
  });
}

interface PageEntry {
  readonly name: string;
  /** A group of keys that share what stands before the delimiter. */
  readonly isFolder: boolean;
}

function pageOf(
  keys: readonly string[],
  asked: { readonly prefix: string; readonly delimiter: string; readonly after: string; readonly limit: number },
): { entries: PageEntry[]; isTruncated: boolean } {
  const entries: PageEntry[] = [];
  for (const key of keys) {
    const entry = entryOf(key, asked);
    const isPast = Buffer.compare(Buffer.from(entry.name), Buffer.from(asked.after)) > 0;
    if (!isPast || entries.at(-1)?.name === entry.name) continue;
    if (entries.length === asked.limit) return { entries, isTruncated: true };
    entries.push(entry);
  }
  return { entries, isTruncated: false };
}

function entryOf(
  key: string,
  { prefix, delimiter }: { readonly prefix: string; readonly delimiter: string },
): PageEntry {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return end < 0 ? { name: key, isFolder: false } : { name: key.slice(0, end + delimiter.length), isFolder: true };
}

function contentOf(version: Version | null): Xml {
  if (version === null) return {};
  return {
    Key: version.key,
    LastModified: new Date(version.at).toISOString(),
    ETag: version.etag,
    Size: version.size,
    StorageClass: 'STANDARD',
  };
}

/** `ListObjectVersions`, all on one page. */
export function listVersions(name: string, bucket: Bucket, query: URLSearchParams): Reply {
  const prefix = query.get('prefix') ?? '';
  const all = bucket.versions(prefix).map((version) => ({ version, row: versionRow(bucket, version) }));
  return s3Document('ListVersionsResult', {
    Name: name,
    Prefix: prefix,
    IsTruncated: false,
    Version: all.filter(({ version }) => !version.isDeleted).map(({ row }) => row),
    DeleteMarker: all.filter(({ version }) => version.isDeleted).map(({ row }) => row),
  });
}

function versionRow(bucket: Bucket, version: Version): Xml {
  return {
    Key: version.key,
    VersionId: bucket.isVersioned ? versionIdOf(version) : 'null',
    IsLatest: bucket.find(version.key, null) === version,
    LastModified: new Date(version.at).toISOString(),
    ETag: version.isDeleted ? undefined : version.etag,
    Size: version.isDeleted ? undefined : version.size,
  } satisfies Readonly<Record<string, Xml | undefined>>;
}
