import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SESClient } from '@aws-sdk/client-ses';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSubscriberBook } from '../../../lambdas/aws/dynamo-subscriber-book.ts';
import { createSesMailer } from '../../../lambdas/aws/ses-mailer.ts';
import { startLocalAws } from '../../../lambdas/local/aws/start-local-aws.ts';
import { subscriber } from '../../contracts/samples.ts';
import { clientConfig, killableAws, untilKilled } from './killed.ts';
import { testFolder } from './local-s3.ts';

/** Milliseconds of work before each kill. */
const ROUNDS = [40, 130, 230];

let folder: Awaited<ReturnType<typeof testFolder>>;
beforeEach(async () => {
  folder = await testFolder();
});
afterEach(() => folder.remove());

const md5 = (body: Uint8Array): string => createHash('md5').update(body).digest('hex');

/** Every object of the bucket is whole: its name is the hash of its bytes. */
async function tornObjects(s3: S3Client, Bucket: string): Promise<string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const torn: string[] = [];
  for (const { Key = '' } of Contents) {
    const object = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const body = await object.Body!.transformToByteArray();
    if (!Key.endsWith(md5(body)) || object.ETag !== `"${md5(body)}"`) torn.push(Key);
  }
  return torn;
}

test('S3 killed in the middle of its puts keeps every answered object and tears none', async () => {
  const answered = new Set<string>();
  for (const millis of ROUNDS) {
    const aws = await killableAws(folder.path);
    const s3 = new S3Client(clientConfig(aws.endpoints, 'S3'));
    await untilKilled(aws, millis, async () => {
      const Body = randomBytes(300_000);
      const Key = `o/${md5(Body)}`;
      await s3.send(new PutObjectCommand({ Bucket: aws.endpoints.NEWSROOM_BUCKET!, Key, Body, IfNoneMatch: '*' }));
      answered.add(Key);
    });
    s3.destroy();
  }
  const aws = await startLocalAws({ dataDir: folder.path });
  const s3 = new S3Client(clientConfig({ ...aws.endpoints }, 'S3'));
  const Bucket = aws.endpoints.NEWSROOM_BUCKET!;
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const found = new Set(Contents.map((object) => object.Key));
  expect(answered.size).toBeGreaterThan(2);
  expect([...answered].filter((key) => !found.has(key))).toEqual([]);
  expect(await tornObjects(s3, Bucket)).toEqual([]);
  await aws.stop();
});

test('an object that is torn all the same, by a disk, is not given out (control of the test above)', async () => {
  const first = await startLocalAws({ dataDir: folder.path });
  const Bucket = first.endpoints.NEWSROOM_BUCKET!;
  const Body = randomBytes(5_000);
  const put = new PutObjectCommand({ Bucket, Key: `o/${md5(Body)}`, Body });
  await new S3Client(clientConfig({ ...first.endpoints }, 'S3')).send(put);
  await first.stop();
  const objects = join(folder.path, 's3', Bucket, 'objects');
  const [file] = (await readdir(objects, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const path = join(file!.parentPath, file!.name);
  await truncate(path, (await readFile(path)).length - 1);
  const second = await startLocalAws({ dataDir: folder.path });
  const s3 = new S3Client(clientConfig({ ...second.endpoints }, 'S3'));
  expect((await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  await second.stop();
});

test('DynamoDB killed in the middle of its writes keeps every answered row, and its index agrees with the table', async () => {
  const answered = new Map<string, string>();
  const ids = Array.from({ length: 24 }, (_, number) => createHash('sha256').update(`${number}`).digest('hex'));
  let turn = 0;
  const state = (id: string, serial: number) =>
    subscriber(id, {
      state: serial % 2 === 0 ? 'active' : 'unsubscribed',
      changed: { at: '2026-11-23T06:00:00+07:00', why: String(serial).padStart(7, '0') },
    });
  for (const millis of ROUNDS) {
    const aws = await killableAws(folder.path);
    const client = DynamoDBDocumentClient.from(new DynamoDBClient(clientConfig(aws.endpoints, 'DYNAMODB')));
    const book = createSubscriberBook(client, aws.endpoints.SUBSCRIBERS_TABLE!);
    const busy = new Set<string>();
    await untilKilled(aws, millis * 3, async () => {
      turn += 1;
      const serial = turn;
      const id = ids.find((candidate) => !busy.has(candidate))!;
      ids.push(ids.splice(ids.indexOf(id), 1)[0]!);
      busy.add(id);
      await book.advance({ ...state(id, serial), turn: ((await book.get(id))?.turn ?? 0) + 1 });
      answered.set(id, String(serial).padStart(7, '0'));
      busy.delete(id);
    });
    client.destroy();
  }
  const aws = await startLocalAws({ dataDir: folder.path });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(clientConfig({ ...aws.endpoints }, 'DYNAMODB')));
  const TableName = aws.endpoints.SUBSCRIBERS_TABLE!;
  const book = createSubscriberBook(client, TableName);
  expect(answered.size).toBeGreaterThan(2);
  for (const [id, why] of answered) expect((await book.get(id))!.changed.why >= why).toBe(true);
  const byId = (rows: Record<string, unknown>[] = []) => rows.sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
  const table = await client.send(new ScanCommand({ TableName }));
  const index = await client.send(new ScanCommand({ TableName, IndexName: 'byState' }));
  expect(byId(index.Items)).toEqual(byId(table.Items));
  client.destroy();
  await aws.stop();
});

test('SES killed in the middle of its sends keeps every accepted message, once', async () => {
  const accepted = new Set<string>();
  for (const millis of ROUNDS) {
    const aws = await killableAws(folder.path);
    const ses = new SESClient(clientConfig(aws.endpoints, 'SES'));
    const mailer = createSesMailer(ses, aws.endpoints.SES_CONFIGURATION_SET!);
    await untilKilled(aws, millis, async () => {
      const raw = randomBytes(2_000);
      const outcome = await mailer.send({
        from: aws.endpoints.MAIL_SENDER!,
        to: 'a@b.example',
        raw,
        tags: { md5: md5(raw) },
      });
      if (outcome.kind === 'accepted') accepted.add(outcome.messageId);
    });
    ses.destroy();
  }
  const aws = await startLocalAws({ dataDir: folder.path });
  const mails = aws.mailbox.list();
  expect(accepted.size).toBeGreaterThan(2);
  expect([...accepted].filter((id) => !mails.some((mail) => mail.id === id))).toEqual([]);
  expect(new Set(mails.map((mail) => mail.tags.md5)).size).toBe(mails.length);
  for (const mail of mails) expect(md5((await aws.mailbox.read(mail.id))!)).toBe(mail.tags.md5);
  await aws.stop();
});
