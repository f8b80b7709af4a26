import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Subscriber, type SubscriberState, subscriberSchema } from '../core/subscriptions/subscriber.ts';
import { TABLES } from '../names.ts';
import type { SubscriberBook } from '../ports/subscriber-book.ts';
import { getRow, putRow, queryRows, type RowCondition } from './dynamo-rows.ts';

const { partitionKey } = TABLES.subscribers;
const [byState] = TABLES.subscribers.indexes;

/** `00` … `ff`: in order, so that walking the shards walks the ids in order. */
const SHARDS = Array.from({ length: 256 }, (_, number) => number.toString(16).padStart(2, '0'));

/** The subscribers table. Ids are lower-case hexadecimal (a keyed hash); anything else is refused with an error. */
export function createSubscriberBook(client: DynamoDBDocumentClient, table: string): SubscriberBook {
  return {
    get: (id) => getRow(client, { table, key: { id } }, subscriberSchema),
    advance: async (subscriber) => {
      const item = { ...subscriber, [byState.partitionKey]: stateShard(subscriber) };
      return putRow(client, { table, partitionKey, item }, conditionFor(subscriber.turn));
    },
    async *active(edition) {
      for (const shard of SHARDS) {
        const query = {
          table,
          index: byState.name,
          partitionKey: byState.partitionKey,
          value: shardKey('active', shard),
        };
        for await (const page of queryRows(client, query, subscriberSchema)) {
          const wanted = page.filter((row) => row.editions.includes(edition));
          if (wanted.length > 0) yield wanted;
        }
      }
    },
  };
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
