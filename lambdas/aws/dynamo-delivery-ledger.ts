import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { IssueKey } from '../core/issue/issue-key.ts';
import { type Delivery, deliverySchema } from '../core/mailing/delivery.ts';
import { type Mailing, mailingSchema } from '../core/mailing/mailing.ts';
import { TABLES } from '../names.ts';
import type { DeliveryLedger } from '../ports/delivery-ledger.ts';
import { allRows, getRow, type Item, putRow } from './dynamo-rows.ts';

const { partitionKey } = TABLES.deliveries;

const MAILING = 'mailing';

/** The deliveries table: single-item conditional writes only. A shard (at most 500 rows) is a partition. */
export function createDeliveryLedger(client: DynamoDBDocumentClient, table: string): DeliveryLedger {
  return {
    mailing: (issueKey) => getRow(client, { table, key: { pk: mailingKey(issueKey), sk: MAILING } }, mailingSchema),
    openMailing: (mailing) => putRow(client, { table, partitionKey, item: mailingItem(mailing) }, { kind: 'absent' }),
    advanceMailing: (mailing) =>
      putRow(
        client,
        { table, partitionKey, item: mailingItem(mailing) },
        {
          kind: 'turn',
          turn: mailing.turn - 1,
        },
      ),
    delivery: (issueKey, shard, subscriberId) =>
      getRow(client, { table, key: { pk: shardKey(issueKey, shard), sk: subscriberId } }, deliverySchema),
    advance: (delivery) =>
      putRow(
        client,
        { table, partitionKey, item: deliveryItem(delivery) },
        delivery.turn === 1 ? { kind: 'absent' } : { kind: 'turn', turn: delivery.turn - 1 },
      ),
    shard: (issueKey, shard) =>
      allRows(client, { table, partitionKey, value: shardKey(issueKey, shard) }, deliverySchema),
  };
}

function mailingKey(issueKey: IssueKey): string {
  return `mailing#${issueKey}`;
}

function shardKey(issueKey: IssueKey, shard: number): string {
  return `delivery#${issueKey}#${shard}`;
}

function mailingItem(mailing: Mailing): Item {
  return { pk: mailingKey(mailing.issueKey), sk: MAILING, ...mailing };
}

function deliveryItem(delivery: Delivery): Item {
  return { pk: shardKey(delivery.issueKey, delivery.shard), sk: delivery.subscriberId, ...delivery };
}
