import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { TABLES, type TableName } from '../../names.ts';

type Row = Record<string, AttributeValue>;

/**
 * dynalite writes the entries of an index and then the row, one after the other: a process killed in between leaves an
 * index that tells of a row as it never was, and forgets the row as it is. DynamoDB never does that, so a store that was
 * not closed is mended before anyone reads it: wherever index and table disagree, the row is written to what the index
 * holds and back again, which makes dynalite tidy both. Returns the number of rows mended.
 */
export async function mendIndexes(client: DynamoDBClient, names: Readonly<Record<TableName, string>>): Promise<number> {
  let mended = 0;
  for (const table of ['newsroom', 'subscribers'] as const) {
    for (const index of TABLES[table].indexes) {
      mended += await mendIndex(client, {
        table: names[table],
        index: index.name,
        keys: keysOf(table),
        indexKey: index.partitionKey,
      });
    }
  }
  return mended;
}

interface IndexPlace {
  readonly table: string;
  readonly index: string;
  readonly keys: readonly string[];
  readonly indexKey: string;
}

async function mendIndex(client: DynamoDBClient, place: IndexPlace): Promise<number> {
  const idOf = (row: Row): string => JSON.stringify(place.keys.map((key) => row[key]));
  const rows = new Map((await scan(client, place.table)).map((row) => [idOf(row), row]));
  const indexed = await scan(client, place.table, place.index);
  let mended = 0;
  for (const entry of indexed) {
    const row = rows.get(idOf(entry));
    if (row !== undefined && isSame(row, entry)) continue;
    mended += 1;
    await client.send(new PutItemCommand({ TableName: place.table, Item: entry }));
    await (row === undefined
      ? remove(client, place, entry)
      : client.send(new PutItemCommand({ TableName: place.table, Item: row })));
  }
  const known = new Set(indexed.map(idOf));
  for (const [id, row] of rows) {
    if (known.has(id) || row[place.indexKey] === undefined) continue;
    mended += 1;
    await client.send(new PutItemCommand({ TableName: place.table, Item: row }));
  }
  return mended;
}

async function remove(client: DynamoDBClient, place: IndexPlace, row: Row): Promise<void> {
  const key = Object.fromEntries(Object.entries(row).filter(([name]) => place.keys.includes(name)));
  await client.send(new DeleteItemCommand({ TableName: place.table, Key: key }));
}

async function scan(client: DynamoDBClient, table: string, index?: string): Promise<Row[]> {
  const rows: Row[] = [];
  let from: Row | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: table, IndexName: index, ExclusiveStartKey: from }));
    rows.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return rows;
}

function keysOf(table: TableName): string[] {
  const { partitionKey, sortKey } = TABLES[table];
  return sortKey === null ? [partitionKey] : [partitionKey, sortKey];
}

function isSame(a: Row, b: Row): boolean {
  const text = (row: Row): string => JSON.stringify(Object.entries(row).sort(([x], [y]) => (x < y ? -1 : 1)));
  return text(a) === text(b);
}
