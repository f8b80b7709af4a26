import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Hono } from 'hono';
import { type Day, fromMillis } from '../core/calendar/instant.ts';
import { DELIVERERS, ENV, type FunctionName, type QueueName } from '../names.ts';
import { serveArchive } from './archive-door.ts';
import { type LocalAws, startLocalAws } from './aws/start-local-aws.ts';
import { type DayClock, dayClock } from './day-clock.ts';
import { type EventSource, startEventSource } from './event-source.ts';
import { frontDoor, openDoor } from './front-door.ts';
import { deployFunctions, type Invoke } from './functions.ts';
import { throughGateway } from './gateway.ts';
import { openPress } from './open-press.ts';
import type { PressChoice } from './options.ts';
import { outboxPages } from './outbox.ts';
import { writeSettings } from './settings-file.ts';
import { createSignIn } from './sign-in.ts';
import { usableFolder } from './usable-folder.ts';
import { openZalo } from './zalo/open-zalo.ts';
import type { ZaloWorld } from './zalo/zalo-world.ts';

/** What an embedded house is opened with. */
export interface StageOptions {
  readonly root: string;
  readonly dataDir: string;
  readonly press: PressChoice;
  readonly day: Day;
  readonly since: Day | null;
  /** `HH:MM` of `day` at which its clock starts; null: the machine's own time. */
  readonly startsAt: string | null;
  /** Port of the pages; 0: any that is free. */
  readonly port: number;
  /** Where readers of the printed links find the house; null: at the pages themselves. */
  readonly publicAddress: string | null;
  readonly onHandled: (queue: QueueName, body: string) => void;
  readonly onFailure: (queue: QueueName, error: unknown) => void;
  /** Stands before the local AWS: takes its addresses, gives those the house is to use; left out: none. */
  readonly guard?: (endpoints: LocalAws['endpoints']) => Promise<LocalAws['endpoints']>;
  /** Put round every function, to measure it; left out: as it is. */
  readonly watch?: (name: FunctionName, invoke: Invoke) => Invoke;
}

/** A running embedded house: local AWS, the papers, the deployed functions, the pages. */
export interface Stage {
  readonly clock: DayClock;
  /** Where desk and sign-in listen. */
  readonly deskAddress: string;
  readonly functions: Record<FunctionName, Invoke>;
  /** Puts another build of the functions, a folder like `dist/`, in the place of the present one, in the middle of the day. */
  deploy(dist: string): Promise<void>;
  readonly app: Hono;
  readonly aws: LocalAws;
  /** What was posted to the stand-in for Zalo. */
  readonly zalo: ZaloWorld;
  readonly s3: S3Client;
  readonly archiveBucket: string;
  readonly newsroomBucket: string;
  /** Resolves when no queue holds a message that is due and no function is at work. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** The queues, who empties them, and how many messages are in hand at once. */
const SOURCES: readonly { queue: QueueName; functionName: FunctionName; concurrency: number }[] = [
  { queue: 'gather', functionName: 'visit-source', concurrency: 16 },
  { queue: 'publish', functionName: 'publish-issue', concurrency: 1 },
  { queue: 'plan-mailing', functionName: 'plan-mailing', concurrency: 1 },
  { queue: 'deliver', functionName: 'deliver-mail', concurrency: DELIVERERS },
  { queue: 'mail-events', functionName: 'record-mail-event', concurrency: 2 },
  { queue: 'zalo', functionName: 'post-zalo', concurrency: 1 },
  { queue: 'asks', functionName: 'ask-reader', concurrency: 2 },
];

const CLIENT_ID = 'diembao-desk';

/** Opens the embedded house. The environment of this process becomes the functions' own, as in a Lambda. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const door = await openDoor(options.port);
  const own = `http://127.0.0.1:${door.port}`;
  const clock = dayClock(options.startsAt ? `${options.day}T${options.startsAt}:00+07:00` : fromMillis(Date.now()));
  const press = await openPress(options.press, options.day);
  const aws = await startLocalAws({ dataDir: join(usableFolder('--data', options.dataDir), 'aws'), clock });
  Object.assign(process.env, (await options.guard?.(aws.endpoints)) ?? aws.endpoints, {
    [ENV.publicAddress]: options.publicAddress ?? own,
    [ENV.deskAddress]: own,
    [ENV.signInAddress]: `${own}/sign-in`,
    [ENV.tokenIssuer]: `${own}/sign-in`,
    [ENV.tokenKeys]: `${own}/sign-in/.well-known/jwks.json`,
    [ENV.tokenClient]: CLIENT_ID,
    POWERTOOLS_LOG_LEVEL: process.env.POWERTOOLS_LOG_LEVEL ?? 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
  });
  const s3 = new S3Client({ forcePathStyle: true });
  // Who empties the queues is no function: past the guard.
  const endpoint = aws.endpoints.AWS_ENDPOINT_URL_SQS;
  const sqs = new SQSClient(endpoint ? { endpoint } : {});
  await writeSettings(s3, aws.endpoints, { sources: press.sources, since: options.since });
  const archiveBucket = aws.endpoints[ENV.archiveBucket] ?? '';
  const zalo = await openZalo(options.dataDir, { clock, s3, archiveBucket });
  const { functions, deploy } = await deployFunctions(join(options.root, 'dist'), {
    clock,
    dialler: press.dialler,
    zalo: zalo.service,
    ...(options.watch ? { watch: options.watch } : {}),
  });
  const signIn = createSignIn({
    issuer: `${own}/sign-in`,
    keyFile: join(options.dataDir, 'sign-in-key.json'),
    clientId: CLIENT_ID,
    clock: { now: () => fromMillis(Date.now()) },
  });
  const app = frontDoor({
    desk: (request) => throughGateway(functions.desk, request, new Date()),
    subscriptions: (request) => throughGateway(functions.subscriptions, request, new Date()),
    archive: (path) => serveArchive(s3, archiveBucket, path),
    signIn,
    outbox: outboxPages({ mailbox: aws.mailbox, zalo: zalo.world }, join(options.root, 'templates')),
  });
  door.lead(app);
  const sources = openSources(sqs, { urls: aws.queues.urls, functions }, options);
  return {
    clock,
    deskAddress: own,
    functions,
    deploy,
    app,
    aws,
    zalo: zalo.world,
    s3,
    archiveBucket,
    newsroomBucket: aws.endpoints[ENV.newsroomBucket] ?? '',
    settled: () => settled(sources),
    stop: async () => {
      await door.close();
      await Promise.all(sources.map((source) => source.stop()));
      await press.stop();
      await zalo.stop();
      sqs.destroy();
      s3.destroy();
      await aws.stop();
    },
  };
}

function openSources(
  sqs: SQSClient,
  house: { readonly urls: LocalAws['queues']['urls']; readonly functions: Record<FunctionName, Invoke> },
  told: Pick<StageOptions, 'onHandled' | 'onFailure'>,
): EventSource[] {
  return SOURCES.map(({ queue, functionName, concurrency }) =>
    startEventSource({
      sqs,
      queueUrl: house.urls[queue],
      invoke: house.functions[functionName],
      concurrency,
      onHandled: (body) => told.onHandled(queue, body),
      onFailure: (error) => told.onFailure(queue, error),
    }),
  );
}

/** Idle twice in a row: a message may be on its way from one queue to the next. */
async function settled(sources: readonly EventSource[]): Promise<void> {
  let calm = 0;
  while (calm < 2) {
    calm = (await areIdle(sources)) ? calm + 1 : 0;
    await wait(100);
  }
}

/** In the order work flows; no queue is asked while anybody has a message in hand. */
async function areIdle(sources: readonly EventSource[]): Promise<boolean> {
  if (sources.some((source) => source.isBusy())) return false;
  for (const source of sources) if (!(await source.isIdle())) return false;
  return true;
}
