import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { z } from 'zod';
import { TABLES, type TableName } from '../../names.ts';

/** An object as it lies in a bucket: its bytes, and what readers are told of them. */
export interface RawObject {
  readonly body: Uint8Array;
  readonly contentType?: string | undefined;
  readonly cacheControl?: string | undefined;
}

/** What became of something that was to be filled in: nothing is ever written over. */
export type Filled = 'filled' | 'same' | 'differs';

/** One bucket, whatever is in it. */
export interface RawBucket {
  /** Keys of the current objects, page by page. */
  keys(): AsyncIterable<readonly string[]>;
  get(key: string): Promise<RawObject | null>;
  /** Writes the object where nothing is. */
  fill(key: string, object: RawObject): Promise<Filled>;
}

/** A row as DynamoDB writes it: `{"pk":{"S":"…"}}`, numbers as text. */
export type RawRow = Record<string, AttributeValue>;

/** One table, whatever is in it. */
export interface RawTable {
  /** Rows page by page, read consistently. */
  rows(): AsyncIterable<readonly RawRow[]>;
  /** Writes the row where nothing is. */
  fill(row: RawRow): Promise<Filled>;
}

/** All that a house keeps. */
export interface HouseStores {
  readonly buckets: Readonly<Record<BucketName, RawBucket>>;
  readonly tables: Readonly<Record<TableName, RawTable>>;
}

/** The buckets whose loss would be one; that of the access logs is none of them. */
export const BUCKETS = ['newsroom', 'archive'] as const;
/** See {@link BUCKETS}. */
export type BucketName = (typeof BUCKETS)[number];

/** The tables, in the order in which they are filled: what points at other things last. */
export const TABLE_ORDER = ['subscribers', 'deliveries', 'newsroom'] as const satisfies readonly TableName[];

/** The stores of a house under the names its functions know. */
export function houseStores(
  { s3, dynamo }: { readonly s3: S3Client; readonly dynamo: DynamoDBClient },
  names: Readonly<
    Record<'newsroomBucket' | 'archiveBucket' | 'newsroomTable' | 'subscribersTable' | 'deliveriesTable', string>
  >,
): HouseStores {
  return {
    buckets: { newsroom: rawBucket(s3, names.newsroomBucket), archive: rawBucket(s3, names.archiveBucket) },
    tables: {
      newsroom: rawTable(dynamo, names.newsroomTable, TABLES.newsroom),
      subscribers: rawTable(dynamo, names.subscribersTable, TABLES.subscribers),
      deliveries: rawTable(dynamo, names.deliveriesTable, TABLES.deliveries),
    },
  };
}

function rawBucket(client: S3Client, bucket: string): RawBucket {
  const get = (key: string) => readObject(client, bucket, key);
  return {
    keys: () => pagesOfKeys(client, bucket),
    get,
    fill: async (key, { body, contentType, cacheControl }) => {
      const headers = { ContentType: contentType, CacheControl: cacheControl, ContentLength: body.length };
      try {
        await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, IfNoneMatch: '*', ...headers }));
        return 'filled';
      } catch (error) {
        if (!(error instanceof S3ServiceException) || error.name !== 'PreconditionFailed') throw error;
        const there = await get(key);
        return there && isSameObject(there, { body, contentType, cacheControl }) ? 'same' : 'differs';
      }
    },
  };
}

async function* pagesOfKeys(client: S3Client, bucket: string): AsyncIterable<readonly string[]> {
  let token: string | undefined;
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }));
    yield (page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

async function readObject(client: S3Client, bucket: string, key: string): Promise<RawObject | null> {
  try {
    const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (answer.Body === undefined) throw new Error(`s3: ${key} came without a body`);
    const body = await answer.Body.transformToByteArray();
    return { body, contentType: answer.ContentType, cacheControl: answer.CacheControl };
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
}

function isSameObject(a: RawObject, b: RawObject): boolean {
  return a.contentType === b.contentType && a.cacheControl === b.cacheControl && Buffer.compare(a.body, b.body) === 0;
}

function rawTable(
  client: DynamoDBClient,
  table: string,
  { partitionKey, sortKey }: { readonly partitionKey: string; readonly sortKey: string | null },
): RawTable {
  const keyOf = (row: RawRow): RawRow =>
    Object.fromEntries(Object.entries(row).filter(([name]) => name === partitionKey || name === sortKey));
  return {
    rows: () => pagesOfRows(client, table),
    fill: async (row) => {
      const condition = {
        ConditionExpression: 'attribute_not_exists(#key)',
        ExpressionAttributeNames: { '#key': partitionKey },
      };
      try {
        await client.send(new PutItemCommand({ TableName: table, Item: row, ...condition }));
        return 'filled';
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const key = { TableName: table, Key: keyOf(row), ConsistentRead: true };
        const { Item: there } = await client.send(new GetItemCommand(key));
        return there && rowText(there) === rowText(row) ? 'same' : 'differs';
      }
    },
  };
}

async function* pagesOfRows(client: DynamoDBClient, table: string): AsyncIterable<readonly RawRow[]> {
  let from: RawRow | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: from }),
    );
    yield page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}

/** One line of JSON, the same for the same row: DynamoDB gives attributes back in any order. */
export function rowText(row: RawRow): string {
  return JSON.stringify(row, (_name, value: unknown) => (isPlain(value) ? sorted(value) : value));
}

/** Reads {@link rowText}; null where it is none, or one with bytes in it, which JSON cannot carry. */
export function rowFrom(text: string): RawRow | null {
  try {
    return rowSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const rowSchema = z.custom<RawRow>(
  (value) =>
    isPlain(value) &&
    Object.values(value).every((each) => isPlain(each) && /^(S|N|BOOL|NULL|L|M|SS|NS)$/.test(Object.keys(each).join())),
);

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
