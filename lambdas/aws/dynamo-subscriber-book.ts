import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { type Instant, toMillis } from '../core/calendar/instant.ts';
import type { AskCount } from '../core/subscriptions/asks.ts';
import { expiryOf } from '../core/subscriptions/retention.ts';
import { type Subscriber, type SubscriberState, subscriberSchema } from '../core/subscriptions/subscriber.ts';
import { TABLES } from '../names.ts';
import type { SubscriberBook } from '../ports/subscriber-book.ts';
import { getRow, putRow, queryRows, type RowCondition } from './dynamo-rows.ts';

const { partitionKey, expires } = TABLES.subscribers;
const [byState] = TABLES.subscribers.indexes;

/** Before the key of a count. */
const COUNTS = 'count#';

/** `00` … `ff`: in order, so that walking the shards walks the ids in order. */
const SHARDS = Array.from({ length: 256 }, (_, number) => number.toString(16).padStart(2, '0'));

/** The subscribers table. Ids are lower-case hexadecimal (a keyed hash); anything else is refused with an error. */
export function createSubscriberBook(client: DynamoDBDocumentClient, table: string): SubscriberBook {
  return {
    get: (id) => getRow(client, { table, key: { id } }, subscriberSchema),
    advance: async (subscriber) => {
      const expiry = expiryOf(subscriber);
      const end = expiry === null ? {} : { [expires]: epochSeconds(expiry) };
      const item = { ...subscriber, ...end, [byState.partitionKey]: stateShard(subscriber) };
      return putRow(client, { table, partitionKey, item }, conditionFor(subscriber.turn));
    },
    async *active(edition) {
      for (const shard of SHARDS) {
        for await (const page of shardRows(client, table, shardKey('active', shard))) {
          const wanted = page.filter((row) => row.editions.includes(edition));
          if (wanted.length > 0) yield wanted;
        }
      }
    },
    count: (asked) => countUp(client, table, asked),
    inShard: (state, shard) => shardRows(client, table, shardKey(state, shard)),
  };
}

function shardRows(client: DynamoDBDocumentClient, table: string, value: string): AsyncIterable<Subscriber[]> {
  const query = { table, index: byState.name, partitionKey: byState.partitionKey, value };
  return queryRows(client, query, subscriberSchema);
}

/** What is read of a count: the names of what was counted, where it has any. */
const countSchema = z.object({ of: z.array(z.string()).default([]) });

/** One request as a rule; counts stand beside the people under ids no person has, outside the index, until DynamoDB drops them. */
async function countUp(client: DynamoDBDocumentClient, table: string, asked: AskCount): Promise<boolean> {
  const { key, limit, until, of } = asked;
  const id = `${COUNTS}${key}`;
  const base = { ':until': epochSeconds(until), ':one': 1, ':limit': limit };
  const named = of === undefined ? null : { ':none': [], ':named': [of], ':of': of };
  try {
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { [partitionKey]: id },
        UpdateExpression: `SET #expires = if_not_exists(#expires, :until)${named ? ', #of = list_append(if_not_exists(#of, :none), :named)' : ''} ADD #used :one`,
        ConditionExpression: `(attribute_not_exists(#used) OR #used < :limit)${named ? ' AND NOT contains(#of, :of)' : ''}`,
        ExpressionAttributeNames: { '#expires': expires, '#used': 'used', ...(named && { '#of': 'of' }) },
        ExpressionAttributeValues: { ...base, ...named },
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    if (of === undefined) return false;
    return (await getRow(client, { table, key: { id } }, countSchema))?.of.includes(of) ?? false;
  }
}

/** DynamoDB's time to live is counted in seconds. */
function epochSeconds(instant: Instant): number {
  return Math.floor(toMillis(instant) / 1_000);
}

function conditionFor(turn: number): RowCondition {
  if (turn === 1) return { kind: 'absent' };
  return turn === 2 ? { kind: 'first-turn' } : { kind: 'turn', turn: turn - 1 };
}

function stateShard(subscriber: Subscriber): string {
  const shard = /^[0-9a-f]{2}/.exec(subscriber.id)?.[0];
  if (shard === undefined) throw new Error('subscriber book: an id must begin with two hexadecimal digits');
  return shardKey(subscriber.state, shard);
}

function shardKey(state: SubscriberState, shard: string): string {
  return `${state}#${shard}`;
}
