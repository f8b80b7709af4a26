import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDeliveryLedger } from '../../lambdas/aws/dynamo-delivery-ledger.ts';
import { memoryDeliveryLedger } from '../support/memory/memory-delivery-ledger.ts';
import { type AwsHouse, awsHouse } from './aws-house.ts';
import { deliveryLedgerContract } from './delivery-ledger.contract.ts';

describe('the ledger in memory', () => {
  const ledger = memoryDeliveryLedger({ isArmed: false });
  deliveryLedgerContract(() => ledger);
});

describe('the ledger on DynamoDB', () => {
  let house: AwsHouse;
  beforeAll(async () => {
    house = await awsHouse();
  });
  afterAll(() => house.stop());
  const ledger = () => createDeliveryLedger(house.dynamo, house.settings.deliveriesTable);
  deliveryLedgerContract(ledger);

  test('refuses to read a row that is not what it wrote', async () => {
    const Item = { pk: 'mailing#2020-01-01', sk: 'mailing', version: 1, state: 'nonsense' };
    await house.dynamo.send(new PutCommand({ TableName: house.settings.deliveriesTable, Item }));
    await expect(ledger().mailing('2020-01-01')).rejects.toThrow();
  });
});
