import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusal, type S3World, s3Client, s3World } from './local-s3.ts';

let world: S3World;
beforeAll(async () => {
  world = await s3World();
});
afterAll(() => world.stop());

const put: S3World['put'] = (input) => world.put(input);
const get: S3World['get'] = (key, bucket, more) => world.get(key, bucket, more);

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
    const answer = await world.client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'page.html.gz' }));
    expect(answer.ContentEncoding).toBe('gzip');
    expect(gunzipSync(await answer.Body!.transformToByteArray()).toString()).toBe('<p>Điểm báo</p>');
  });

  test('may have a Vietnamese key, blanks and signs in it', async () => {
    const Key = "báo/Điểm báo (số 1) + 50% & 'a' *!~.txt";
    await put({ Key, Body: 'x' });
    expect((await get(Key)).text).toBe('x');
    expect(
      (await world.client.send(new ListObjectsV2Command({ Bucket: 'plain', Prefix: 'báo/' }))).Contents?.[0]?.Key,
    ).toBe(Key);
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
    const answer = await world.client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'stream' }));
    expect(Buffer.from(await answer.Body!.transformToByteArray()).equals(Body)).toBe(true);
    expect(answer.ContentEncoding).toBeUndefined();
  });

  test('may be empty', async () => {
    await put({ Key: 'empty', Body: '' });
    expect((await get('empty')).text).toBe('');
  });

  test('tells its size and tag without its body', async () => {
    await put({ Key: 'head', Body: '12345' });
    const head = await world.client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'head' }));
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
    await world.client.send(new DeleteObjectCommand({ Bucket: 'plain', Key: 'nothing' }));
  });

  test('is gone after it was deleted', async () => {
    await put({ Key: 'gone', Body: 'x' });
    await world.client.send(new DeleteObjectCommand({ Bucket: 'plain', Key: 'gone' }));
    expect(await refusal(get('gone'))).toBe('404 NoSuchKey');
  });

  test('whose checksum is wrong is refused', async () => {
    expect(await refusal(put({ Key: 'bad', Body: 'x', ChecksumCRC32: 'AAAAAA==' }))).toBe('400 BadDigest');
    expect(await refusal(get('bad'))).toBe('404 NoSuchKey');
  });
});

describe('a stranger', () => {
  test('with the wrong secret is refused', async () => {
    const stranger = s3Client(world.s3.url, { accessKeyId: 'diembao-local', secretAccessKey: 'guess' });
    const write = stranger.send(new PutObjectCommand({ Bucket: 'plain', Key: 'stolen', Body: 'x' }));
    expect(await refusal(write)).toBe('403 SignatureDoesNotMatch');
    expect(await refusal(get('stolen'))).toBe('404 NoSuchKey');
  });

  test('with unknown keys, or with none, is refused', async () => {
    const stranger = s3Client(world.s3.url, { accessKeyId: 'somebody', secretAccessKey: 'guess' });
    expect(await refusal(stranger.send(new GetObjectCommand({ Bucket: 'plain', Key: 'a.txt' })))).toBe(
      '403 InvalidAccessKeyId',
    );
    expect((await fetch(`${world.s3.url}/plain/a.txt`)).status).toBe(403);
  });
});

describe('what it cannot do', () => {
  test('is refused, not done wrong', async () => {
    await put({ Key: 'source', Body: 'x' });
    expect(
      await refusal(
        world.client.send(new CopyObjectCommand({ Bucket: 'plain', Key: 'copy', CopySource: 'plain/source' })),
      ),
    ).toBe('501 NotImplemented');
    expect(await refusal(get('copy'))).toBe('404 NoSuchKey');
  });

  test('a bucket that is not there is told', async () => {
    expect(await refusal(put({ Bucket: 'nowhere', Key: 'a', Body: 'x' }))).toBe('404 NoSuchBucket');
  });

  test('it can be told to be overloaded, and then does nothing', async () => {
    world.s3.faults.slowDown = 1;
    expect(await refusal(put({ Key: 'overload', Body: 'x' }))).toBe('503 SlowDown');
    expect(await refusal(get('overload'))).toBe('404 NoSuchKey');
  });
});
