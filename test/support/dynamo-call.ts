import { z } from 'zod';
import type { Shape } from './aws-call.ts';
import type { Call } from './policies.ts';

const rowSchema = z.record(z.string(), z.record(z.string(), z.unknown()));
type Row = z.infer<typeof rowSchema>;

const oneSchema = z.object({
  TableName: z.string(),
  IndexName: z.string().optional(),
  Key: rowSchema.optional(),
  Item: rowSchema.optional(),
  KeyConditionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: rowSchema.default({}),
});
const transactSchema = z.object({ TransactItems: z.array(z.record(z.string(), oneSchema)) });
const gotSchema = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: z.array(rowSchema) })) });
const writtenSchema = z.object({
  RequestItems: z.record(
    z.string(),
    z.array(z.record(z.string(), z.object({ Key: rowSchema.optional(), Item: rowSchema.optional() }))),
  ),
});

/** The partition keys of the tables and of their indexes. */
const PARTITIONS = ['pk', 'id', 'sourceDay', 'stateShard'];
/** What is asked of a row by its whole key, or puts one. */
const OF_ROWS: ReadonlySet<string> = new Set(['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem']);
/** The right a part of a transaction asks for. */
const OF_PARTS: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** The calls a request to DynamoDB makes, with the partitions each is about; throws where these cannot be told. */
export function dynamoCalls({ target, body }: Shape): readonly Call[] {
  const asked: unknown = JSON.parse(body.toString('utf8'));
  switch (target) {
    case 'TransactGetItems':
    case 'TransactWriteItems':
      return transactSchema
        .parse(asked)
        .TransactItems.flatMap((item) => Object.entries(item))
        .map(([part, one]) => callOn(OF_PARTS[part] ?? `unknown ${part}`, one.TableName, rowKeys(one.Key ?? one.Item)));
    case 'BatchGetItem':
      return Object.entries(gotSchema.parse(asked).RequestItems).map(([table, { Keys }]) =>
        callOn(target, table, Keys.flatMap(rowKeys)),
      );
    case 'BatchWriteItem':
      return Object.entries(writtenSchema.parse(asked).RequestItems).map(([table, requests]) =>
        callOn(
          target,
          table,
          requests.flatMap(Object.values).flatMap(({ Key, Item }) => rowKeys(Key ?? Item)),
        ),
      );
    default:
      return [oneCall(target, oneSchema.parse(asked))];
  }
}

function oneCall(target: string, one: z.output<typeof oneSchema>): Call {
  const table = one.IndexName ? `${one.TableName}/index/${one.IndexName}` : one.TableName;
  if (OF_ROWS.has(target)) return callOn(target, table, rowKeys(one.Key ?? one.Item));
  // Whoever goes through a whole table names no partition; IAM holds a condition on all of none for met.
  return callOn(target, table, target === 'Query' ? queryKeys(one) : []);
}

function callOn(deed: string, table: string, keys: readonly string[]): Call {
  const context = keys.length === 0 ? {} : { 'dynamodb:LeadingKeys': keys };
  return { action: `dynamodb:${deed}`, resource: table.replace('diembao-local-', 'table:'), context };
}

function rowKeys(row: Row | undefined): string[] {
  const value = PARTITIONS.map((name) => row?.[name]).find((each) => each !== undefined);
  return [keyOf(value)];
}

/** The partition that a condition names with `=`, wherever in it that stands. */
function queryKeys(one: z.output<typeof oneSchema>): string[] {
  const equals = [...(one.KeyConditionExpression ?? '').matchAll(/(#?\w+)\s*=\s*(:\w+)/gu)];
  const found = equals.filter(([, name = '']) => PARTITIONS.includes(one.ExpressionAttributeNames[name] ?? name));
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) throw new Error('a query that does not say of which partition');
  return [keyOf(one.ExpressionAttributeValues[only[2] ?? ''])];
}

function keyOf(value: Row[string] | undefined): string {
  return z.object({ S: z.string() }).parse(value).S;
}
