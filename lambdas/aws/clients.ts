import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { once } from './once.ts';

/** Milliseconds a connection may take to open. */
const CONNECTION_TIMEOUT = 3_000;

/** Without `throwOnRequestTimeout` the SDK only logs a request that never ends. */
const REQUEST = { connectionTimeout: CONNECTION_TIMEOUT, requestTimeout: 10_000, throwOnRequestTimeout: true } as const;

/**
 * A table may refuse for a second or two while it grows. Three tries, as is usual, last a third of one, and a worker that fails
 * leaves its shard for half an hour; six last up to three seconds. Every write but a count is conditional, so repeating it is safe.
 */
const TABLE_ATTEMPTS = 6;

/** A send waits longer than it ever should take: a reply given up too early is an uncertain delivery. */
const SEND = { connectionTimeout: CONNECTION_TIMEOUT, requestTimeout: 30_000, throwOnRequestTimeout: true } as const;

/** SDK clients, each made at its first use; region, credentials and endpoints come from the usual `AWS_…` variables. */
export interface AwsClients {
  s3(): S3Client;
  dynamo(): DynamoDBDocumentClient;
  sqs(): SQSClient;
  /** One attempt a call: the SDK's own retries turn one lost reply into three copies. */
  ses(): SESClient;
  secrets(): SecretsManagerClient;
}

/** Makes nothing yet; call once a process, and share the result between invocations. */
export function createAwsClients(): AwsClients {
  return {
    s3: once(() => new S3Client({ requestHandler: REQUEST })),
    dynamo: once(() =>
      DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler: REQUEST, maxAttempts: TABLE_ATTEMPTS })),
    ),
    sqs: once(() => new SQSClient({ requestHandler: { ...REQUEST, requestTimeout: 30_000 } })),
    ses: once(() => new SESClient({ requestHandler: SEND, maxAttempts: 1 })),
    secrets: once(() => new SecretsManagerClient({ requestHandler: REQUEST })),
  };
}
