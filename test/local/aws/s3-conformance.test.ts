import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalS3 } from '../../../lambdas/local/aws/s3/start-s3.ts';
import { localS3, s3Client, testFolder } from './local-s3.ts';

let folder: Awaited<ReturnType<typeof testFolder>>;
let s3: LocalS3;
let client: S3Client;

beforeAll(async () => {
  folder = await testFolder();
  ({ s3, client } = await localS3(folder.path));
});

afterAll(async () => {
  client.destroy();
  await s3.stop();
  await folder.remove();
});

const put = (input: Omit<PutObjectCommandInput, 'Bucket'> & { Bucket?: string }) =>
  client.send(new PutObjectCommand({ Bucket: 'plain', ...input }));
const get = async (Key: string, Bucket = 'plain', more: { Range?: string; VersionId?: string } = {}) => {
  const answer = await client.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...answer, text: await answer.Body!.transformToString() };
};
const nameOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && '$metadata' in error && 'name' in error
    ? `${JSON.stringify(Reflect.get(Object(error.$metadata), 'httpStatusCode'))} ${error.name}`
    : error;
const refusal = (promise: Promise<unknown>) => promise.then(() => 'done', nameOf);

describe('an object', () => {
  test('comes back as it was put, with its type, caching, metadata and the MD5 as tag', async () => {
    const Body = 'Cải cách hành chính';
    const stored = await put({
      Key: 'a.txt',
      Body,
      ContentType: 'text/plain; charset=utf-8',
      CacheControl: 'no-store',
      Metadata: { who: 'me' },
    });
    const read = await get('a.txt');
    expect(stored.ETag).toBe(`"${createHash('md5').update(Body).digest('hex')}"`);
    expect(read).toMatchObject({
      text: Body,
      ETag: stored.ETag,
      ContentType: 'text/plain; charset=utf-8',
      CacheControl: 'no-store',
      Metadata: { who: 'me' },
    });
  });

  test('of bytes, gzip-encoded, keeps its encoding and its bytes', async () => {
    await put({ Key: 'page.html.gz', Body: gzipSync('<p>Điểm báo</p>'), ContentEncoding: 'gzip' });
    const answer = await client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'page.html.gz' }));
    expect(answer.ContentEncoding).toBe('gzip');
    expect(gunzipSync(await answer.Body!.transformToByteArray()).toString()).toBe('<p>Điểm báo</p>');
  });

  test('may have a Vietnamese key, blanks and signs in it', async () => {
    const Key = "báo/Điểm báo (số 1) + 50% & 'a' *!~.txt";
    await put({ Key, Body: 'x' });
    expect((await get(Key)).text).toBe('x');
    expect((await client.send(new ListObjectsV2Command({ Bucket: 'plain', Prefix: 'báo/' }))).Contents?.[0]?.Key).toBe(
      Key,
    );
  });

  test('may have a key that tries to climb out of the folder', async () => {
    await put({ Key: 'x/../../../climbed', Body: 'inside' }).catch(() => null);
    await put({ Key: '..%2f..%2fclimbed', Body: 'inside' });
    expect((await get('..%2f..%2fclimbed')).text).toBe('inside');
  });

  test('put as a stream of chunks holds no framing', async () => {
    const Body = Buffer.alloc(300_000, 'đ');
    await put({
      Key: 'stream',
      Body: Readable.from([Body.subarray(0, 100_001), Body.subarray(100_001)]),
      ContentLength: Body.length,
    });
    const answer = await client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'stream' }));
    expect(Buffer.from(await answer.Body!.transformToByteArray()).equals(Body)).toBe(true);
    expect(answer.ContentEncoding).toBeUndefined();
  });

  test('may be empty', async () => {
    await put({ Key: 'empty', Body: '' });
    expect((await get('empty')).text).toBe('');
  });

  test('tells its size and tag without its body', async () => {
    await put({ Key: 'head', Body: '12345' });
    const head = await client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'head' }));
    expect(head).toMatchObject({ ContentLength: 5, ETag: '"827ccb0eea8a706c4c34a16891f84e7b"' });
  });

  test('is read in part by a range', async () => {
    await put({ Key: 'range', Body: '0123456789' });
    expect(await get('range', 'plain', { Range: 'bytes=2-4' })).toMatchObject({
      text: '234',
      ContentRange: 'bytes 2-4/10',
    });
    expect((await get('range', 'plain', { Range: 'bytes=-3' })).text).toBe('789');
    expect(await refusal(get('range', 'plain', { Range: 'bytes=10-' }))).toBe('416 InvalidRange');
  });

  test('that is not there is not found, and deleting it is no error', async () => {
    expect(await refusal(get('nothing'))).toBe('404 NoSuchKey');
    await client.send(new DeleteObjectCommand({ Bucket: 'plain', Key: 'nothing' }));
  });

  test('is gone after it was deleted', async () => {
    await put({ Key: 'gone', Body: 'x' });
    await client.send(new DeleteObjectCommand({ Bucket: 'plain', Key: 'gone' }));
    expect(await refusal(get('gone'))).toBe('404 NoSuchKey');
  });

  test('whose checksum is wrong is refused', async () => {
    expect(await refusal(put({ Key: 'bad', Body: 'x', ChecksumCRC32: 'AAAAAA==' }))).toBe('400 BadDigest');
    expect(await refusal(get('bad'))).toBe('404 NoSuchKey');
  });
});

describe('a condition', () => {
  test('If-None-Match: * stores once', async () => {
    await put({ Key: 'once', Body: '1', IfNoneMatch: '*' });
    expect(await refusal(put({ Key: 'once', Body: '2', IfNoneMatch: '*' }))).toBe('412 PreconditionFailed');
    expect((await get('once')).text).toBe('1');
  });

  test('If-Match stores only over what was read', async () => {
    const { ETag } = await put({ Key: 'match', Body: '1' });
    const next = await put({ Key: 'match', Body: '2', IfMatch: ETag });
    expect(await refusal(put({ Key: 'match', Body: '3', IfMatch: ETag }))).toBe('412 PreconditionFailed');
    expect((await get('match')).ETag).toBe(next.ETag);
  });

  test('If-Match on nothing is not found', async () => {
    expect(await refusal(put({ Key: 'never', Body: '1', IfMatch: '"x"' }))).toBe('404 NoSuchKey');
  });

  test('lets exactly one of fifty racing writers through', async () => {
    const racers = Array.from({ length: 50 }, (_, number) =>
      refusal(put({ Key: 'race', Body: `${number}`, IfNoneMatch: '*' })),
    );
    const results = await Promise.all(racers);
    const winner = results.indexOf('done');
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
    expect((await get('race')).text).toBe(`${winner}`);
  });

  test('lets exactly one of fifty racing changes through', async () => {
    const { ETag } = await put({ Key: 'swap', Body: 'first' });
    const racers = Array.from({ length: 50 }, (_, number) =>
      refusal(put({ Key: 'swap', Body: `${number}`, IfMatch: ETag })),
    );
    expect((await Promise.all(racers)).filter((result) => result === 'done')).toHaveLength(1);
  });
});

describe('a list', () => {
  test('goes on with its token, in order of bytes, each key once', async () => {
    const keys = Array.from({ length: 25 }, (_, number) => `list/${String(number).padStart(2, '0')}-ă`);
    await Promise.all([...keys].reverse().map((Key) => put({ Key, Body: 'x' })));
    const found: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket: 'plain', Prefix: 'list/', MaxKeys: 10, ContinuationToken }),
      );
      found.push(...(page.Contents ?? []).map((object) => object.Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(found).toEqual(keys);
  });

  test('groups by a delimiter, page after page', async () => {
    for (const Key of ['tree/a/1', 'tree/a/2', 'tree/b', 'tree/c/1']) await put({ Key, Body: 'x' });
    const asked = { Bucket: 'plain', Prefix: 'tree/', Delimiter: '/', MaxKeys: 2 };
    const first = await client.send(new ListObjectsV2Command(asked));
    const second = await client.send(
      new ListObjectsV2Command({ ...asked, ContinuationToken: first.NextContinuationToken }),
    );
    expect(
      [first, second].map((page) => [
        page.CommonPrefixes?.map((one) => one.Prefix),
        page.Contents?.map((one) => one.Key),
      ]),
    ).toEqual([
      [['tree/a/'], ['tree/b']],
      [['tree/c/'], undefined],
    ]);
    expect(second.IsTruncated).toBe(false);
  });

  test('of nothing is empty', async () => {
    expect(await client.send(new ListObjectsV2Command({ Bucket: 'plain', Prefix: 'no/' }))).toMatchObject({
      KeyCount: 0,
      IsTruncated: false,
    });
  });
});

describe('a versioned bucket', () => {
  test('keeps what was overwritten and what was deleted', async () => {
    const first = await put({ Bucket: 'versioned', Key: 'draft', Body: 'one' });
    await put({ Bucket: 'versioned', Key: 'draft', Body: 'two' });
    await client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'draft' }));
    expect(await refusal(get('draft', 'versioned'))).toBe('404 NoSuchKey');
    expect((await get('draft', 'versioned', { VersionId: first.VersionId! })).text).toBe('one');
    const versions = await client.send(new ListObjectVersionsCommand({ Bucket: 'versioned', Prefix: 'draft' }));
    expect(versions.Versions).toHaveLength(2);
    expect(versions.DeleteMarkers).toMatchObject([{ Key: 'draft', IsLatest: true }]);
  });

  test('takes a first write again after a deletion', async () => {
    await put({ Bucket: 'versioned', Key: 'again', Body: 'one' });
    await client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'again' }));
    await put({ Bucket: 'versioned', Key: 'again', Body: 'two', IfNoneMatch: '*' });
    expect((await get('again', 'versioned')).text).toBe('two');
  });
});

describe('a stranger', () => {
  test('with the wrong secret is refused', async () => {
    const stranger = s3Client(s3.url, { accessKeyId: 'diembao-local', secretAccessKey: 'guess' });
    const write = stranger.send(new PutObjectCommand({ Bucket: 'plain', Key: 'stolen', Body: 'x' }));
    expect(await refusal(write)).toBe('403 SignatureDoesNotMatch');
    expect(await refusal(get('stolen'))).toBe('404 NoSuchKey');
  });

  test('with unknown keys, or with none, is refused', async () => {
    const stranger = s3Client(s3.url, { accessKeyId: 'somebody', secretAccessKey: 'guess' });
    expect(await refusal(stranger.send(new GetObjectCommand({ Bucket: 'plain', Key: 'a.txt' })))).toBe(
      '403 InvalidAccessKeyId',
    );
    expect((await fetch(`${s3.url}/plain/a.txt`)).status).toBe(403);
  });
});

describe('what it cannot do', () => {
  test('is refused, not done wrong', async () => {
    await put({ Key: 'source', Body: 'x' });
    expect(
      await refusal(client.send(new CopyObjectCommand({ Bucket: 'plain', Key: 'copy', CopySource: 'plain/source' }))),
    ).toBe('501 NotImplemented');
    expect(await refusal(get('copy'))).toBe('404 NoSuchKey');
  });

  test('a bucket that is not there is told', async () => {
    expect(await refusal(put({ Bucket: 'nowhere', Key: 'a', Body: 'x' }))).toBe('404 NoSuchBucket');
  });

  test('it can be told to be overloaded, and then does nothing', async () => {
    s3.faults.slowDown = 1;
    expect(await refusal(put({ Key: 'overload', Body: 'x' }))).toBe('503 SlowDown');
    expect(await refusal(get('overload'))).toBe('404 NoSuchKey');
  });
});

test('everything is there again after a restart, the count of versions included', async () => {
  const own = await testFolder();
  const before = await localS3(own.path);
  const first = await before.client.send(
    new PutObjectCommand({ Bucket: 'versioned', Key: 'k', Body: 'one', ContentType: 'text/x' }),
  );
  await before.s3.stop();
  const after = await localS3(own.path);
  const second = await after.client.send(
    new PutObjectCommand({ Bucket: 'versioned', Key: 'k', Body: 'two', IfMatch: first.ETag }),
  );
  const old = await after.client.send(
    new GetObjectCommand({ Bucket: 'versioned', Key: 'k', VersionId: first.VersionId }),
  );
  expect(await old.Body!.transformToString()).toBe('one');
  expect(old.ContentType).toBe('text/x');
  expect(second.VersionId! > first.VersionId!).toBe(true);
  await after.s3.stop();
  await own.remove();
});

test('versions that were replaced are kept for 30 days', async () => {
  const own = await testFolder();
  let now = Date.parse('2026-11-23T07:30:00+07:00');
  const before = await localS3(own.path, () => now);
  for (const Body of ['one', 'two'])
    await before.client.send(new PutObjectCommand({ Bucket: 'versioned', Key: 'k', Body }));
  await before.s3.stop();
  const count = async (): Promise<number | undefined> => {
    const { s3: restarted, client: reader } = await localS3(own.path, () => now);
    const versions = await reader.send(new ListObjectVersionsCommand({ Bucket: 'versioned' }));
    await restarted.stop();
    return versions.Versions?.length;
  };
  now += 29 * 86_400_000;
  expect(await count()).toBe(2);
  now += 2 * 86_400_000;
  expect(await count()).toBe(1);
  await own.remove();
});
