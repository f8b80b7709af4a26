import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSubscriberBook } from '../../lambdas/aws/dynamo-subscriber-book.ts';
import { memorySubscriberBook } from '../support/memory/memory-subscriber-book.ts';
import { type AwsHouse, awsHouse } from './aws-house.ts';
import { subscriber } from './samples.ts';
import { subscriberBookContract } from './subscriber-book.contract.ts';

describe('the subscriber book in memory', () => {
  const book = memorySubscriberBook(7);
  subscriberBookContract(() => book);
});

describe('the subscriber book on DynamoDB', () => {
  let house: AwsHouse;
  beforeAll(async () => {
    house = await awsHouse();
  });
  afterAll(() => house.stop());
  const book = () => createSubscriberBook(house.dynamo, house.settings.subscribersTable);
  subscriberBookContract(book);

  test('refuses an id that has no place in its shards', async () => {
    await expect(book().advance(subscriber('Nguyen'))).rejects.toThrow('hexadecimal');
  });

  test('lets the store drop what nobody confirmed after a week, and keeps everybody else', async () => {
    const TableName = house.settings.subscribersTable;
    const end = async (id: string) =>
      (await house.dynamo.send(new GetCommand({ TableName, Key: { id } }))).Item?.expires;
    const [asked, left] = ['e1'.repeat(16), 'e2'.repeat(16)];
    const pending = subscriber(asked, { state: 'pending' });
    await book().advance(pending);
    await book().advance(subscriber(left, { state: 'pending', leftAt: pending.changed.at }));
    expect(await end(asked)).toBe(Date.parse(pending.changed.at) / 1_000 + 7 * 86_400);
    expect(await end(left)).toBeUndefined();
    await book().advance({ ...pending, state: 'active', turn: 2 });
    expect(await end(asked)).toBeUndefined();
  });

  test('takes a row written before turns were counted for its first turn', async () => {
    const id = 'ee'.repeat(16);
    const { turn: _, ...row } = subscriber(id);
    const Item = { ...row, stateShard: 'active#ee' };
    await house.dynamo.send(new PutCommand({ TableName: house.settings.subscribersTable, Item }));

    expect(await book().get(id)).toEqual(subscriber(id));
    expect(await book().advance(subscriber(id))).toBe(false);
    expect(await book().advance(subscriber(id, { turn: 3 }))).toBe(false);
    expect(await book().advance(subscriber(id, { state: 'suppressed', turn: 2 }))).toBe(true);
    expect(await book().advance(subscriber(id, { turn: 2 }))).toBe(false);
    expect((await book().get(id))?.state).toBe('suppressed');
  });
});
