import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSubscriberBook } from '../../../lambdas/aws/dynamo-subscriber-book.ts';
import { type LocalAws, startLocalAws } from '../../../lambdas/local/aws/start-local-aws.ts';
import { ENV } from '../../../lambdas/names.ts';
import { subscriber } from '../../contracts/samples.ts';
import { clientConfig } from './killed.ts';
import { testFolder } from './local-s3.ts';

let folder: Awaited<ReturnType<typeof testFolder>>;
beforeEach(async () => {
  folder = await testFolder();
});
afterEach(() => folder.remove());

const start = (): Promise<LocalAws> => startLocalAws({ dataDir: folder.path });
const documents = (aws: LocalAws) =>
  DynamoDBDocumentClient.from(new DynamoDBClient(clientConfig({ ...aws.endpoints }, 'DYNAMODB')));

test('the environment names only what the handlers know, on loopback addresses', async () => {
  const aws = await start();
  const known = new Set<string>(Object.values(ENV));
  const handlers = Object.keys(aws.endpoints).filter((name) => !/^(AWS|POWERTOOLS)_/.test(name));
  expect(handlers.filter((name) => !known.has(name))).toEqual([]);
  const addresses = Object.values(aws.endpoints).filter((value) => value.startsWith('http'));
  expect(addresses.filter((url) => new URL(url).hostname !== '127.0.0.1')).toEqual([]);
  await aws.stop();
});

test('a second local AWS on the same folder refuses to start, and the first goes on', async () => {
  const aws = await start();
  await expect(start()).rejects.toThrow('another process');
  await documents(aws).send(new ScanCommand({ TableName: aws.endpoints.NEWSROOM_TABLE! }));
  await aws.stop();
  await (await start()).stop();
});

test('the keys of the house are made once and kept', async () => {
  const secret = async (): Promise<string> => {
    const aws = await start();
    const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
    const { createSecretStore } = await import('../../../lambdas/aws/secret-store.ts');
    const client = new SecretsManagerClient(clientConfig({ ...aws.endpoints }, 'SECRETS_MANAGER'));
    const value = await createSecretStore(client).get(aws.endpoints.TOKEN_SECRET_ID!);
    await aws.stop();
    return value;
  };
  expect(await secret()).toBe(await secret());
});

/** Breaks the index as a kill between two writes of dynalite does: one row's entry lost, one left of a row that never was. */
async function breakIndex(): Promise<void> {
  const { Level } = createRequire(createRequire(import.meta.url).resolve('dynalite'))('level');
  const level = new Level(join(folder.path, 'dynamodb', 'leveldb'), { valueEncoding: 'json' });
  const keys: string[] = await level
    .keys({ gte: 'index-global~diembao-local-subscribers', lt: 'index-global~diembao-local-subscribers~~' })
    .all();
  const [lost, ghost] = keys;
  const entry = await level.get(ghost);
  await level.put(ghost, { ...entry, changed: { M: { at: { S: '2026-11-23T06:00:00+07:00' }, why: { S: 'ghost' } } } });
  await level.del(lost);
  await level.close();
}

async function disagreements(wasKilled: boolean): Promise<number> {
  const first = await start();
  for (const id of ['aa1', 'bb1', 'cc1'])
    await createSubscriberBook(documents(first), first.endpoints.SUBSCRIBERS_TABLE!).advance(subscriber(id));
  await first.stop();
  await breakIndex();
  if (wasKilled) await writeFile(join(folder.path, 'dynamodb', 'open'), '');
  const aws = await start();
  const TableName = aws.endpoints.SUBSCRIBERS_TABLE!;
  const rows = async (IndexName?: string): Promise<string[]> =>
    ((await documents(aws).send(new ScanCommand({ TableName, IndexName }))).Items ?? [])
      .map((row) => `${row.id} ${row.changed.why}`)
      .sort();
  const [table, index] = [await rows(), await rows('byState')];
  await aws.stop();
  expect(table).toHaveLength(3);
  return table.filter((row) => !index.includes(row)).length + index.filter((row) => !table.includes(row)).length;
}

test('an index broken by a kill is mended', async () => {
  expect(await disagreements(true)).toBe(0);
});

test('an index broken otherwise is not looked at (control of the test above)', async () => {
  expect(await disagreements(false)).toBe(3);
});
