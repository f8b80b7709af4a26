import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { z } from 'zod';

/** Key attributes and the row itself, side by side in one item; the schema drops the keys when it is read back. */
export type Item = Readonly<Record<string, unknown>>;

/** What must hold of the stored row for a write to happen. */
export type RowCondition =
  | { readonly kind: 'any' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'turn'; readonly turn: number }
  /** Turn 1, or a row written before turns were counted. */
  | { readonly kind: 'first-turn' };

/** Reads one item consistently and parses it; null where there is none. */
export async function getRow<S extends z.ZodType>(
  client: DynamoDBDocumentClient,
  at: { readonly table: string; readonly key: Readonly<Record<string, string>> },
  schema: S,
): Promise<z.output<S> | null> {
  const answer = await client.send(new GetCommand({ TableName: at.table, Key: at.key, ConsistentRead: true }));
  return answer.Item === undefined ? null : schema.parse(answer.Item);
}

/** Writes one item; false, and nothing written, when the condition does not hold. */
export async function putRow(
  client: DynamoDBDocumentClient,
  at: { readonly table: string; readonly partitionKey: string; readonly item: Item },
  condition: RowCondition,
): Promise<boolean> {
  try {
    await client.send(
      new PutCommand({ TableName: at.table, Item: at.item, ...conditionOf(condition, at.partitionKey) }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/**
 * The SDK's own retry of a write whose reply was lost finds its own row and calls it a conflict. Callers read again and find the turn
 * they wanted, or somebody else's; who would tell a person that nothing came of it looks first whether the row is his own.
 */
function conditionOf(condition: RowCondition, partitionKey: string) {
  switch (condition.kind) {
    case 'any':
      return {};
    case 'absent':
      return { ConditionExpression: 'attribute_not_exists(#key)', ExpressionAttributeNames: { '#key': partitionKey } };
    case 'turn':
      return {
        ConditionExpression: '#turn = :turn',
        ExpressionAttributeNames: { '#turn': 'turn' },
        ExpressionAttributeValues: { ':turn': condition.turn },
      };
    case 'first-turn':
      return {
        ConditionExpression: '#turn = :turn OR (attribute_exists(#key) AND attribute_not_exists(#turn))',
        ExpressionAttributeNames: { '#turn': 'turn', '#key': partitionKey },
        ExpressionAttributeValues: { ':turn': 1 },
      };
  }
}

/** One query: a partition of a table, or of an index. */
export interface RowQuery {
  readonly table: string;
  readonly partitionKey: string;
  readonly value: string;
  /** An index is read eventually, a table consistently. */
  readonly index?: string;
  readonly descending?: boolean;
  /** Rows wanted at most; all when left out. */
  readonly limit?: number;
}

/** The rows of a partition in order of the sort key, page by page, each parsed. */
export async function* queryRows<S extends z.ZodType>(
  client: DynamoDBDocumentClient,
  query: RowQuery,
  schema: S,
): AsyncIterable<z.output<S>[]> {
  const input: QueryCommandInput = {
    TableName: query.table,
    KeyConditionExpression: '#key = :value',
    ExpressionAttributeNames: { '#key': query.partitionKey },
    ExpressionAttributeValues: { ':value': query.value },
    ScanIndexForward: query.descending !== true,
    ...(query.index === undefined ? { ConsistentRead: true } : { IndexName: query.index }),
  };
  let left = query.limit ?? Number.POSITIVE_INFINITY;
  let from: QueryCommandInput['ExclusiveStartKey'];
  do {
    const limit = Number.isFinite(left) ? { Limit: left } : {};
    const answer = await client.send(new QueryCommand({ ...input, ...limit, ExclusiveStartKey: from }));
    const rows = (answer.Items ?? []).map((item) => schema.parse(item));
    left -= rows.length;
    if (rows.length > 0) yield rows;
    from = answer.LastEvaluatedKey;
  } while (from !== undefined && left > 0);
}

/** All rows of a query at once: for partitions known to be small. */
export async function allRows<S extends z.ZodType>(
  client: DynamoDBDocumentClient,
  query: RowQuery,
  schema: S,
): Promise<z.output<S>[]> {
  const rows: z.output<S>[] = [];
  for await (const page of queryRows(client, query, schema)) rows.push(...page);
  return rows;
}
