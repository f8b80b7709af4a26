import { GetObjectCommand, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { localS3, testFolder } from './local-s3.ts';

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
