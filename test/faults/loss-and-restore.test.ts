import { appendFileSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeliveryLedger } from '../../lambdas/aws/dynamo-delivery-ledger.ts';
import { createEntryLog, createIssueRegister, createVisitBook } from '../../lambdas/aws/dynamo-newsroom.ts';
import { createSubscriberBook } from '../../lambdas/aws/dynamo-subscriber-book.ts';
import { createS3ObjectStore } from '../../lambdas/aws/s3-object-store.ts';
import { createTables } from '../../lambdas/local/aws/tables.ts';
import { backupHouse, type CopiedHouse, restoreHouse } from '../../lambdas/local/commands/copy-house.ts';
import { houseStores, rowText } from '../../lambdas/local/commands/house-stores.ts';
import { armHouse, mayMail } from '../../lambdas/workflows/mailing/arm-house.ts';
import { type AwsHouse, awsHouse } from '../contracts/aws-house.ts';
import { delivery, issue, MORNING, mailing, seen, subscriber, visit } from '../contracts/samples.ts';
import { testFolder } from '../local/aws/local-s3.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';

const SECRET = JSON.stringify({ key: '0123456789abcdef'.repeat(4) });
const DAY = '2026-11-23';

let lived: AwsHouse;
let empty: AwsHouse;
let folder: Awaited<ReturnType<typeof testFolder>>;
let whole: Record<string, string>;

const backup = () => join(folder.path, 'backup');
const ledgerOf = ({ dynamo, settings }: AwsHouse) => createDeliveryLedger(dynamo, settings.deliveriesTable);

function copied(house: AwsHouse): CopiedHouse {
  const { s3, dynamo, settings } = house;
  return {
    stores: houseStores({ s3, dynamo }, settings),
    ledger: ledgerOf(house),
    stage: 'local',
    tokenSecret: SECRET,
    now: MORNING,
  };
}

/** Everything the house has, thing by thing; whose ledger may mail is no part of it. */
async function contentsOf(house: AwsHouse): Promise<Record<string, string>> {
  const { buckets, tables } = copied(house).stores;
  const found: Record<string, string> = {};
  for (const [name, bucket] of Object.entries(buckets))
    for await (const keys of bucket.keys())
      for (const key of keys) {
        const { body, ...told } = (await bucket.get(key)) ?? { body: new Uint8Array() };
        found[`${name}/${key}`] = `${Buffer.from(body).toString('base64')} ${JSON.stringify(told)}`;
      }
  for (const [name, table] of Object.entries(tables))
    for await (const rows of table.rows())
      for (const row of rows.filter(({ pk }) => pk?.S !== 'arming'))
        found[`${name} ${row.pk?.S} ${row.sk?.S} ${row.id?.S}`] = rowText(row);
  return found;
}

/** A house of some days: odd keys, empty and binary bodies, versions, more rows than a page, numbers and nothings. */
async function live(house: AwsHouse): Promise<void> {
  const { s3, dynamo, settings } = house;
  const newsroom = createS3ObjectStore(s3, settings.newsroomBucket);
  const archive = createS3ObjectStore(s3, settings.archiveBucket);
  const json = { contentType: 'application/json' };
  for (const version of ['cũ', 'mới'])
    await newsroom.put(`drafts/daily/${DAY}.json`, `{"title":"${version}"}`, json, { kind: 'any' });
  await newsroom.put('articles/bộ nội vụ/../a+b%2F?.json', '{}', json, { kind: 'none' });
  await newsroom.put('messages/empty', '', { contentType: 'text/plain' }, { kind: 'none' });
  const page = { contentType: 'text/html; charset=utf-8', cacheControl: 'public, max-age=60' };
  for (let at = 0; at < 8; at += 1)
    await archive.put(`${DAY}/${at}.html`, Buffer.from([0, 255, at, 13, 10]), page, { kind: 'none' });

  const issues = createIssueRegister(dynamo, settings.newsroomTable);
  await issues.create(issue(DAY));
  await issues.create(issue('2026-11-20', { state: 'sent', sentAt: '2026-11-20T08:01:00+07:00' }));
  await createVisitBook(dynamo, settings.newsroomTable).put(visit('bao-a'));
  await createEntryLog(dynamo, settings.newsroomTable).add(seen('a1', { title: 'Dài '.repeat(70_000) }));
  for (let at = 2; at < 6; at += 1)
    await createEntryLog(dynamo, settings.newsroomTable).add(seen(`a${at}`, { title: 'Dài '.repeat(70_000) }));
  const book = createSubscriberBook(dynamo, settings.subscribersTable);
  for (const id of ['00aa', 'ffbb']) await book.advance(subscriber(id.repeat(16)));
  const ledger = ledgerOf(house);
  await ledger.openMailing(mailing('2026-11-20'));
  await ledger.advance(delivery('00aa'.repeat(16), { issueKey: '2026-11-20' }));
  await ledger.arm({ version: 1, home: await ledger.home(), at: MORNING, by: 'first-mailing' });
}

/** All current objects of both buckets, and one table. */
async function lose(house: AwsHouse): Promise<void> {
  const { s3, dynamo, settings } = house;
  for (const [name, bucket] of Object.entries(copied(house).stores.buckets))
    for await (const keys of bucket.keys())
      for (const Key of keys) {
        const Bucket = name === 'archive' ? settings.archiveBucket : settings.newsroomBucket;
        await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      }
  await dynamo.send(new DeleteTableCommand({ TableName: settings.newsroomTable }));
  const { newsroomTable: newsroom, subscribersTable: subscribers, deliveriesTable: deliveries } = settings;
  await createTables(dynamo, { newsroom, subscribers, deliveries });
}

beforeAll(async () => {
  [lived, empty, folder] = await Promise.all([awsHouse(), awsHouse(), testFolder()]);
  await live(lived);
  whole = await contentsOf(lived);
  await backupHouse(copied(lived), backup());
});
afterAll(() => Promise.all([lived.stop(), empty.stop(), folder.remove()]));

/** What a planted fault of the copy makes of restoring: nothing may have been written. */
async function refusal(): Promise<string> {
  const said = await restoreHouse(copied(empty), backup()).then(
    () => 'restored',
    (error: Error) => error.message,
  );
  expect(Object.keys(await contentsOf(empty))).toEqual([]);
  return said.replace(folder.path, '');
}

describe('R32 a house that was lost', () => {
  it('control: whose copy was changed, or is not whole, is not restored from it', async () => {
    const [body = ''] = globSync(join(backup(), 'bodies/*/*'));
    const before = readFileSync(body);
    appendFileSync(body, 'x');
    expect(await refusal()).toMatch(/bytes of .* were changed/);
    writeFileSync(body, before);

    const list = join(backup(), 'table-subscribers.jsonl');
    const lines = readFileSync(list, 'utf8');
    writeFileSync(list, lines.split('\n').slice(1).join('\n'));
    expect(await refusal()).toMatch(/table-subscribers.jsonl was changed/);
    writeFileSync(list, lines);

    renameSync(join(backup(), 'backup.json'), join(backup(), 'away'));
    expect(await refusal()).toMatch(/one that broke off/);
    renameSync(join(backup(), 'away'), join(backup(), 'backup.json'));
    const other = { ...copied(empty), tokenSecret: JSON.stringify({ key: 'f'.repeat(64) }) };
    await expect(restoreHouse(other, backup())).rejects.toThrow('token secret');
  });

  it('is whole again in an empty one, byte by byte', async () => {
    expect(Object.keys(whole)).toHaveLength(11 + 8 + 2 + 2);
    const { filled, same, differs } = await restoreHouse(copied(empty), backup());

    expect(filled).toEqual({
      'bucket-newsroom': 3,
      'bucket-archive': 8,
      'table-newsroom': 8,
      'table-subscribers': 2,
      'table-deliveries': 2,
    });
    expect({ same, differs }).toEqual({ same: 0, differs: [] });
    expect(await contentsOf(empty)).toEqual(whole);
  });

  it('is whole again where it was, when its current objects and a table are gone; a second time changes nothing', async () => {
    await lose(lived);
    expect(Object.keys(await contentsOf(lived))).toHaveLength(4);

    const { filled, same } = await restoreHouse(copied(lived), backup());
    expect(same).toBe(4);
    expect(filled['table-newsroom']).toBe(8);
    expect(await contentsOf(lived)).toEqual(whole);
    expect(await restoreHouse(copied(lived), backup())).toMatchObject({ filled: {}, same: 23, differs: [] });
  });

  it('keeps what is newer than the copy, and names it', async () => {
    const newsroom = createS3ObjectStore(lived.s3, lived.settings.newsroomBucket);
    await newsroom.put(
      `drafts/daily/${DAY}.json`,
      '{"title":"sau"}',
      { contentType: 'application/json' },
      { kind: 'any' },
    );
    const { differs } = await restoreHouse(copied(lived), backup());

    expect(differs).toEqual([`bucket-newsroom: drafts/daily/${DAY}.json`]);
    expect(await contentsOf(lived)).not.toEqual(whole);
  });

  it('mails nobody, also where its ledger was never lost, until a person arms it', async () => {
    const clock = memoryClock(MORNING);
    for (const house of [lived, empty]) {
      const ledger = ledgerOf(house);
      const issues = createIssueRegister(house.dynamo, house.settings.newsroomTable);
      expect(await mayMail({ ledger })).toBe(false);
      await armHouse({ clock, issues, ledger }, { arm: 'Minh', why: 'đã đối chiếu với SES' });
      expect(await mayMail({ ledger })).toBe(true);
      expect(await ledger.arming()).toMatchObject({ by: 'Minh', why: 'đã đối chiếu với SES' });
    }
  });

  it('control: would mail at once with the row it had before, which this test would see', async () => {
    const ledger = ledgerOf(lived);
    await restoreHouse(copied(lived), backup());
    await ledger.arm({ version: 1, home: await ledger.home(), at: MORNING, by: 'first-mailing' });

    expect(await mayMail({ ledger })).toBe(true);
  });

  it('control: is seen not to be whole when one row or one byte is missing', async () => {
    const { [`archive/${DAY}/7.html`]: gone, ...less } = await contentsOf(empty);
    expect(gone).toBeDefined();
    expect(less).not.toEqual(whole);
    rmSync(backup(), { recursive: true });
  });
});
