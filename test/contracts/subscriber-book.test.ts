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
    await expect(book().put(subscriber('Nguyen'))).rejects.toThrow('hexadecimal');
  });
});
