import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { IssueKey } from '../core/issue/issue-key.ts';
import { armingSchema } from '../core/mailing/arming.ts';
import { type Delivery, deliverySchema } from '../core/mailing/delivery.ts';
import { type Mailing, mailingSchema } from '../core/mailing/mailing.ts';
import { stackPaceSchema } from '../core/mailing/pace.ts';
import { EMPTY_TALLY, type Tally, tallySchema } from '../core/mailing/tally.ts';
import { TABLES } from '../names.ts';
import type { DeliveryLedger } from '../ports/delivery-ledger.ts';
import { allRows, getRow, type Item, putRow } from './dynamo-rows.ts';

const { partitionKey } = TABLES.deliveries;

const MAILING = 'mailing';
const TALLY = 'tally';

const ARMING = { pk: 'arming', sk: 'arming' } as const;

/** One row for the whole stack; read and written once or twice a second by each worker. */
const PACE = { pk: 'pace', sk: 'pace' } as const;

/** The deliveries table: single-item conditional writes only. A shard is a partition. */
export function createDeliveryLedger(client: DynamoDBDocumentClient, table: string): DeliveryLedger {
  // Asked once a process, which has one table; a question that failed is asked again.
  let home: string | null = null;
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
    home: async () => {
      home ??= await homeOf(client, table);
      return home;
    },
    arming: () => getRow(client, { table, key: ARMING }, armingSchema),
    arm: async (arming) => {
      await putRow(client, { table, partitionKey, item: { ...ARMING, ...arming } }, { kind: 'any' });
    },
    pace: () => getRow(client, { table, key: PACE }, stackPaceSchema),
    advancePace: (pace) =>
      putRow(
        client,
        { table, partitionKey, item: { ...PACE, ...pace } },
        pace.turn === 1 ? { kind: 'absent' } : { kind: 'turn', turn: pace.turn - 1 },
      ),
    tally: async (issueKey) =>
      (await getRow(client, { table, key: { pk: mailingKey(issueKey), sk: TALLY } }, tallySchema)) ?? EMPTY_TALLY,
    addToTally: (issueKey, more) => addTo(client, { table, key: { pk: mailingKey(issueKey), sk: TALLY } }, more),
  };
}

/** The table's id: a restored table has another, also under the same name. */
async function homeOf(client: DynamoDBDocumentClient, table: string): Promise<string> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  if (!Table?.TableId) throw new Error(`ledger: the table ${table} has no id`);
  return Table.TableId;
}

/** Counts up in place: events come from several listeners at once, and a turn would make them wait for each other. */
async function addTo(
  client: DynamoDBDocumentClient,
  at: { readonly table: string; readonly key: Readonly<Record<string, string>> },
  more: Tally,
): Promise<Tally> {
  const counts = Object.entries(more);
  const answer = await client.send(
    new UpdateCommand({
      TableName: at.table,
      Key: at.key,
      UpdateExpression: `ADD ${counts.map(([name]) => `#${name} :${name}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(counts.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(counts.map(([name, value]) => [`:${name}`, value])),
      ReturnValues: 'ALL_NEW',
    }),
  );
  return tallySchema.parse(answer.Attributes);
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
