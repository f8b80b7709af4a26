import { Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, type PolicyStatementProps, User } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { z } from 'zod';
import { reasoned } from './reasoned.ts';

/** Who is given rights: a function, or a user whose key is used outside AWS. */
type Holder = LambdaFunction | User;

/** Keys in a bucket: a prefix ending in `/` stands for what is under it, anything else for one key. */
export interface BucketRights {
  readonly read?: readonly string[];
  readonly write?: readonly string[];
  /** Written only where nothing is: a request without `If-None-Match` is refused, so what is there is never changed. */
  readonly create?: readonly string[];
  /** Only of what is derived and can be made again. */
  readonly remove?: readonly string[];
}

/** Rows in a table by patterns of their partition keys (`issue#*`). */
export interface TableRights {
  /** One row, by its whole key. */
  readonly read?: readonly string[];
  /** All rows of a partition. */
  readonly list?: readonly string[];
  readonly write?: readonly string[];
  /** Counted up in place, in one request. */
  readonly count?: readonly string[];
  /** All rows of an index's partition, by the index's name. */
  readonly indexes?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Lets a function read and write keys of a bucket, and delete none but those it names. Whoever reads may list the bucket's
 * keys: without it S3 answers 403 instead of 404 for a key that is not there.
 */
export function mayUseKeys(fn: Holder, bucket: Bucket, rights: BucketRights): void {
  const { read = [], write = [], create = [], remove = [] } = rights;
  if (read.length > 0) {
    allow(fn, { actions: ['s3:GetObject'], resources: objects(bucket, read) });
    allow(fn, { actions: ['s3:ListBucket'], resources: [bucket.bucketArn] });
  }
  if (write.length > 0) allow(fn, { actions: ['s3:PutObject'], resources: objects(bucket, write) });
  if (create.length > 0) {
    const conditions = { Null: { 's3:if-none-match': 'false' } };
    allow(fn, { actions: ['s3:PutObject'], resources: objects(bucket, create), conditions });
  }
  if (remove.length > 0) allow(fn, { actions: ['s3:DeleteObject'], resources: objects(bucket, remove) });
  for (const pattern of new Set(
    [...read, ...write, ...create, ...remove].map(patternOf).filter((each) => each.endsWith('*')),
  )) {
    const reason = `One object a key: the function's keys are all those under ${pattern}, and no others.`;
    const role = fn instanceof User ? fn : fn.role;
    if (role) reasoned(role, `IAM5[Resource::${exportedName(fn, bucket)}/${pattern}]`, reason);
  }
}

/** Lets a function read or write rows of a table, one at a time or a partition's by query: no scan, no batch, no delete. */
export function mayUseRows(fn: Holder, table: Table, rights: TableRights): void {
  const deeds = { GetItem: rights.read, Query: rights.list, PutItem: rights.write, UpdateItem: rights.count };
  for (const [deed, patterns = []] of Object.entries(deeds)) {
    if (patterns.length === 0) continue;
    allow(fn, { actions: [`dynamodb:${deed}`], resources: [table.tableArn], ...inPartitions(patterns) });
  }
  for (const [name, patterns] of Object.entries(rights.indexes ?? {})) {
    // An index is asked for many rows at a time: AWS knows no single one there.
    const resources = [`${table.tableArn}/index/${name}`];
    allow(fn, { actions: ['dynamodb:Query'], resources, ...inPartitions(patterns) });
  }
}

/** Lets a function put messages in a queue. */
export function maySendTo(fn: LambdaFunction, ...queues: readonly IQueue[]): void {
  allow(fn, { actions: ['sqs:SendMessage'], resources: queues.map((queue) => queue.queueArn) });
}

/** Lets a function ask how many messages lie in a queue, and nothing of what they say. */
export function mayCount(fn: LambdaFunction, ...queues: readonly IQueue[]): void {
  allow(fn, { actions: ['sqs:GetQueueAttributes'], resources: queues.map((queue) => queue.queueArn) });
}

/** Adds one statement to the own policy of a function or user. */
export function allow(fn: Holder, statement: Pick<PolicyStatementProps, 'actions' | 'resources' | 'conditions'>): void {
  if (fn instanceof User) fn.addToPolicy(new PolicyStatement(statement));
  else fn.addToRolePolicy(new PolicyStatement(statement));
}

/** Lets a function read the key that signs the readers' links. */
export function mayReadKey(fn: LambdaFunction, secret: Secret): void {
  allow(fn, { actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] });
}

/** Lets a function read a secret and put its successor in its place. */
export function mayRenew(fn: LambdaFunction, secret: Secret): void {
  allow(fn, {
    actions: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
    resources: [secret.secretArn],
  });
}

function inPartitions(patterns: readonly string[]): Pick<PolicyStatementProps, 'conditions'> {
  if (patterns.includes('*')) return {};
  return { conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...patterns] } } };
}

function objects(bucket: Bucket, keys: readonly string[]): string[] {
  return keys.map((key) => bucket.arnForObjects(patternOf(key)));
}

function patternOf(key: string): string {
  return key === '' || key.endsWith('/') ? `${key}*` : key;
}

/** What cdk-nag calls a bucket of the other stack: the name of its export. */
function exportedName(fn: Holder, bucket: Bucket): string {
  const imported: unknown = Stack.of(fn).resolve(Stack.of(bucket).exportValue(bucket.bucketArn));
  return z.object({ 'Fn::ImportValue': z.string() }).parse(imported)['Fn::ImportValue'];
}
