import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, ListBucketsCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { fromMillis } from '../../core/calendar/instant.ts';
import { ENV, METRICS_NAMESPACE } from '../../names.ts';
import type { Clock } from '../../ports/clock.ts';
import { LOCAL_ACCOUNT } from '../zalo/zalo-world.ts';
import { lockFolder } from './folder-lock.ts';
import type { RunningServer } from './http.ts';
import { type LocalS3, startS3 } from './s3/start-s3.ts';
import type { Mailbox } from './ses/mailbox.ts';
import type { SesAccount } from './ses/ses-account.ts';
import type { SesFaults } from './ses/ses-faults.ts';
import { type LocalSes, startSes } from './ses/start-ses.ts';
import { LOCAL_KEYS } from './sig-v4.ts';
import { type LocalSqs, startSqs } from './sqs/start-sqs.ts';
import { startDynamo } from './start-dynamo.ts';
import { type LocalSchedule, startScheduler } from './start-scheduler.ts';
import { startSecrets } from './start-secrets.ts';

const REGION = 'ap-southeast-1';

/** Names of what the local AWS holds, as the stage `local` would have them in the cloud. */
const NAMES = {
  newsroomBucket: 'diembao-local-newsroom',
  archiveBucket: 'diembao-local-archive',
  tables: {
    newsroom: 'diembao-local-newsroom',
    subscribers: 'diembao-local-subscribers',
    deliveries: 'diembao-local-deliveries',
  },
  configurationSet: 'diembao-local',
  tokenSecret: 'diembao-local-token-secret',
  zaloSecret: 'diembao-local-zalo-account',
  sender: 'Điểm báo <diembao@diembao.example>',
  replyTo: 'toasoan@diembao.example',
} as const;

/** Where and when. */
export interface LocalAwsOptions {
  /** Everything is kept in this folder; a second local AWS on the same folder refuses to start. */
  readonly dataDir: string;
  /** Time of mail and of stored objects; the machine's when left out. */
  readonly clock?: Pick<Clock, 'now'>;
  /** Waits for the disk on each write to S3, so that it outlives a power cut too; a kill it outlives anyway. */
  readonly flush?: boolean;
}

/** A running local AWS: S3, DynamoDB, SQS, SES, Secrets Manager and the scheduler's list on free ports of 127.0.0.1. */
export interface LocalAws {
  /** Environment variables for the SDK (`AWS_…`) and for the handlers (see `ENV` in `names.ts`). */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Addresses of all work queues and their dead letters: `mail-events` is in no handler's environment. */
  readonly queues: Pick<LocalSqs, 'urls' | 'deadUrls'>;
  /** All mail ever sent. */
  readonly mailbox: Mailbox;
  /** What may be made to go wrong. */
  readonly faults: { readonly ses: SesFaults; readonly s3: LocalS3['faults'] };
  /** What the account looks like to whoever examines it. */
  readonly account: { readonly ses: SesAccount; readonly schedules: Map<string, LocalSchedule> };
  stop(): Promise<void>;
}

/** Starts it, and makes the buckets, tables, queues and secrets that are missing. */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { dataDir, clock = { now: () => fromMillis(Date.now()) } } = options;
  await mkdir(dataDir, { recursive: true });
  const lock = await lockFolder(dataDir);
  const dynamo = await startDynamo({
    directory: join(dataDir, 'dynamodb'),
    names: NAMES.tables,
    client: (endpoint) => new DynamoDBClient(sdk(endpoint)),
  });
  const s3 = await startS3({
    directory: join(dataDir, 's3'),
    flush: options.flush ?? false,
    now: () => Date.parse(clock.now()),
  });
  await createBuckets(s3.url);
  const queues = await startSqs('diembao-local');
  const secrets = await startSecrets({
    directory: join(dataDir, 'secrets'),
    ids: [NAMES.tokenSecret],
    given: { [NAMES.zaloSecret]: JSON.stringify(LOCAL_ACCOUNT) },
  });
  const scheduler = await startScheduler('diembao-local-');
  const events = new SQSClient(sdk(queues.url));
  const ses = await startSes({
    directory: join(dataDir, 'ses'),
    now: clock.now,
    ticks: () => performance.now(),
    sender: NAMES.sender,
    configurationSet: NAMES.configurationSet,
    publish: (bodies) => publish(events, queues.urls['mail-events'], bodies),
  });
  await ses.repeatEvents();
  return {
    endpoints: environmentOf({ s3, ses, dynamo, queues, secrets, scheduler }),
    queues,
    mailbox: ses.mailbox,
    faults: { ses: ses.faults, s3: s3.faults },
    account: { ses: ses.account, schedules: scheduler.schedules },
    stop: async () => {
      await ses.stop();
      events.destroy();
      for (const server of [s3, secrets, scheduler, queues, dynamo, lock]) await server.stop();
    },
  };
}

interface Servers {
  readonly s3: LocalS3;
  readonly ses: LocalSes;
  readonly dynamo: RunningServer;
  readonly queues: LocalSqs;
  readonly secrets: RunningServer;
  readonly scheduler: RunningServer;
}

function environmentOf({ s3, ses, dynamo, queues, secrets, scheduler }: Servers): Record<string, string> {
  return {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: LOCAL_KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_KEYS.secretAccessKey,
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_SES: ses.url,
    AWS_ENDPOINT_URL_SESV2: ses.url,
    AWS_ENDPOINT_URL_SCHEDULER: scheduler.url,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.url,
    AWS_ENDPOINT_URL_SQS: queues.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    [ENV.stage]: 'local',
    [ENV.newsroomBucket]: NAMES.newsroomBucket,
    [ENV.archiveBucket]: NAMES.archiveBucket,
    [ENV.newsroomTable]: NAMES.tables.newsroom,
    [ENV.subscribersTable]: NAMES.tables.subscribers,
    [ENV.deliveriesTable]: NAMES.tables.deliveries,
    [ENV.gatherQueue]: queues.urls.gather,
    [ENV.publishQueue]: queues.urls.publish,
    [ENV.planMailingQueue]: queues.urls['plan-mailing'],
    [ENV.deliverQueue]: queues.urls.deliver,
    [ENV.zaloQueue]: queues.urls.zalo,
    [ENV.asksQueue]: queues.urls.asks,
    [ENV.deadLetterQueues]: Object.values(queues.deadUrls).join(','),
    POWERTOOLS_METRICS_NAMESPACE: `${METRICS_NAMESPACE}/local`,
    [ENV.configurationSet]: NAMES.configurationSet,
    [ENV.sender]: NAMES.sender,
    [ENV.replyTo]: NAMES.replyTo,
    [ENV.tokenSecret]: NAMES.tokenSecret,
    [ENV.zaloSecret]: NAMES.zaloSecret,
  };
}

async function createBuckets(endpoint: string): Promise<void> {
  const client = new S3Client(sdk(endpoint));
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  for (const Bucket of [NAMES.newsroomBucket, NAMES.archiveBucket]) {
    if (Buckets.some((bucket) => bucket.Name === Bucket)) continue;
    await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  }
  client.destroy();
}

/** SQS takes ten messages a call. */
async function publish(client: SQSClient, queueUrl: string, bodies: readonly string[]): Promise<void> {
  for (let from = 0; from < bodies.length; from += 10) {
    const Entries = bodies.slice(from, from + 10).map((MessageBody, place) => ({ Id: String(place), MessageBody }));
    await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  }
}

function sdk(endpoint: string) {
  return { endpoint, region: REGION, credentials: { ...LOCAL_KEYS } };
}
