import { DeleteObjectCommand, ListObjectsV2Command, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusal, type S3World, s3World } from './local-s3.ts';

let world: S3World;
beforeAll(async () => {
  world = await s3World();
});
afterAll(() => world.stop());

const put: S3World['put'] = (input) => world.put(input);
const get: S3World['get'] = (key, bucket, more) => world.get(key, bucket, more);

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
      const page = await world.client.send(
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
    const first = await world.client.send(new ListObjectsV2Command(asked));
    const second = await world.client.send(
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
    expect(await world.client.send(new ListObjectsV2Command({ Bucket: 'plain', Prefix: 'no/' }))).toMatchObject({
      KeyCount: 0,
      IsTruncated: false,
    });
  });
});

describe('a versioned bucket', () => {
  test('keeps what was overwritten and what was deleted', async () => {
    const first = await put({ Bucket: 'versioned', Key: 'draft', Body: 'one' });
    await put({ Bucket: 'versioned', Key: 'draft', Body: 'two' });
    await world.client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'draft' }));
    expect(await refusal(get('draft', 'versioned'))).toBe('404 NoSuchKey');
    expect((await get('draft', 'versioned', { VersionId: first.VersionId! })).text).toBe('one');
    const versions = await world.client.send(new ListObjectVersionsCommand({ Bucket: 'versioned', Prefix: 'draft' }));
    expect(versions.Versions).toHaveLength(2);
    expect(versions.DeleteMarkers).toMatchObject([{ Key: 'draft', IsLatest: true }]);
  });

  test('takes a first write again after a deletion', async () => {
    await put({ Bucket: 'versioned', Key: 'again', Body: 'one' });
    await world.client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'again' }));
    await put({ Bucket: 'versioned', Key: 'again', Body: 'two', IfNoneMatch: '*' });
    expect((await get('again', 'versioned')).text).toBe('two');
  });
});
