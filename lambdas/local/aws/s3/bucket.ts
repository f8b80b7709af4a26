import { createHash } from 'node:crypto';
import { crc32Text } from './payload.ts';
import type { Version, VersionFiles } from './version-files.ts';

/** What a put asks for. */
export interface PutRequest {
  readonly key: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** `*` or nothing; `ifMatch` with or without quotation marks. */
  readonly ifNoneMatch: string | null;
  readonly ifMatch: string | null;
}

/** What came of it; the codes are S3's. */
export type PutResult =
  | { readonly kind: 'stored'; readonly version: Version }
  | { readonly kind: 'refused'; readonly code: 'PreconditionFailed' | 'NoSuchKey' };

/** One bucket: an index in memory over files on disk. */
export interface Bucket {
  readonly isVersioned: boolean;
  put(request: PutRequest): Promise<PutResult>;
  /** Leaves a delete marker where versions are kept; null when there was nothing to do. */
  remove(key: string): Promise<Version | null>;
  /** The newest version, or the one of that turn; null where there is none. May be a delete marker. */
  find(key: string, turn: number | null): Version | null;
  body(version: Version): Promise<Buffer>;
  /** Keys that hold an object and begin with `prefix`, in order of their UTF-8 bytes. */
  keys(prefix: string): string[];
  /** All versions of the keys that begin with `prefix`, by key, newest first. */
  versions(prefix: string): Version[];
}

/** Milliseconds a version that is no longer the newest is kept: 30 days, as in the cloud. */
const OLD_VERSIONS_KEPT = 30 * 86_400_000;

/** Opens a bucket over its files; `now` in milliseconds. Old versions past their time are removed now, not later. */
export async function openBucket(
  files: VersionFiles,
  options: { readonly isVersioned: boolean; readonly now: () => number },
): Promise<Bucket> {
  const index = new Map<string, Version[]>();
  const takeTurn = await fill(index, files, options);
  const locks = new Map<string, Promise<unknown>>();
  let order: string[] | null = null;
  const withPrefix = (prefix: string): string[] => {
    order ??= inByteOrder([...index.keys()]);
    return order.filter((key) => key.startsWith(prefix));
  };
  const newest = (key: string): Version | null => index.get(key)?.at(-1) ?? null;
  const keep = async (version: Version, body: Uint8Array): Promise<Version> => {
    await files.write(version, body);
    const older = index.get(version.key) ?? [];
    if (older.length === 0) order = null;
    index.set(version.key, options.isVersioned ? [...older, version] : [version]);
    if (!options.isVersioned) await Promise.all(older.map((gone) => files.remove(gone)));
    return version;
  };
  return {
    isVersioned: options.isVersioned,
    put: (request) =>
      inTurn(locks, request.key, async () => {
        const refusal = refusalOf(request, newest(request.key));
        if (refusal !== null) return { kind: 'refused', code: refusal };
        const version = versionOf(request, { turn: takeTurn(), at: options.now(), isDeleted: false });
        return { kind: 'stored', version: await keep(version, request.body) };
      }),
    remove: (key) =>
      inTurn(locks, key, async () => {
        const present = newest(key);
        if (present === null || present.isDeleted) return null;
        const nothing = { key, body: Buffer.alloc(0), headers: {} };
        const marker = versionOf(nothing, { turn: takeTurn(), at: options.now(), isDeleted: true });
        if (options.isVersioned) return keep(marker, nothing.body);
        await files.remove(present);
        index.delete(key);
        order = null;
        return marker;
      }),
    find: (key, turn) =>
      turn === null ? newest(key) : (index.get(key)?.find((version) => version.turn === turn) ?? null),
    body: (version) => files.body(version),
    keys: (prefix) => withPrefix(prefix).filter((key) => newest(key)?.isDeleted === false),
    versions: (prefix) => withPrefix(prefix).flatMap((key) => [...(index.get(key) ?? [])].reverse()),
  };
}

/** Loads the index; returns what counts the writes on from there. */
async function fill(
  index: Map<string, Version[]>,
  files: VersionFiles,
  options: { readonly isVersioned: boolean; readonly now: () => number },
): Promise<() => number> {
  let turn = 0;
  for (const version of await files.load()) {
    index.set(version.key, [...(index.get(version.key) ?? []), version]);
    turn = version.turn;
  }
  const limit = options.isVersioned ? options.now() - OLD_VERSIONS_KEPT : Number.POSITIVE_INFINITY;
  for (const [key, versions] of index) {
    const kept = versions.filter((version, place) => place === versions.length - 1 || version.at >= limit);
    index.set(key, kept);
    await Promise.all(versions.filter((version) => !kept.includes(version)).map((version) => files.remove(version)));
  }
  return () => {
    turn += 1;
    return turn;
  };
}

function refusalOf(request: PutRequest, present: Version | null): 'PreconditionFailed' | 'NoSuchKey' | null {
  const stored = present === null || present.isDeleted ? null : present.etag;
  if (request.ifNoneMatch === '*' && stored !== null) return 'PreconditionFailed';
  if (request.ifMatch === null) return null;
  if (stored === null) return 'NoSuchKey';
  return stored.replaceAll('"', '') === request.ifMatch.replaceAll('"', '') ? null : 'PreconditionFailed';
}

function versionOf(
  request: Pick<PutRequest, 'key' | 'body' | 'headers'>,
  made: Pick<Version, 'turn' | 'at' | 'isDeleted'>,
): Version {
  return {
    key: request.key,
    etag: `"${createHash('md5').update(request.body).digest('hex')}"`,
    crc32: crc32Text(request.body),
    size: request.body.length,
    headers: { ...request.headers },
    ...made,
  };
}

function inByteOrder(keys: string[]): string[] {
  return keys.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** Runs the writes of one key one after another, so that a condition is judged on what is really there. */
async function inTurn<T>(locks: Map<string, Promise<unknown>>, key: string, run: () => Promise<T>): Promise<T> {
  const mine = (locks.get(key) ?? Promise.resolve()).then(run, run);
  locks.set(key, mine);
  try {
    return await mine;
  } finally {
    if (locks.get(key) === mine) locks.delete(key);
  }
}
