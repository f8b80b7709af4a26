import { Aws, Stack, type StackProps } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ENV, type QueueName } from '../lambdas/names.ts';
import { DayBoard } from './day-board.ts';
import { deskClient, Editing } from './editing.ts';
import { Gathering, VISIT_TIMEOUT } from './gathering.ts';
import { metricsNamespace } from './kit/house-metric.ts';
import { httpApi } from './kit/http-api.ts';
import { PostOffice } from './kit/post-office.ts';
import type { AlarmBoard, Press, Storage } from './kit/press.ts';
import { timetableOf } from './kit/schedule.ts';
import { alarmOnLetters, deadLetters, type WorkQueueProps, workQueue } from './kit/work-queue.ts';
import { Learning } from './learning.ts';
import { MAILING_TIMEOUTS, Mailing } from './mailing.ts';
import { Office } from './office.ts';
import { alarmBoard, Operations } from './operations.ts';
import { POST_TIMEOUT, Posting } from './posting.ts';
import { PUBLISH_TIMEOUT, Publishing } from './publishing.ts';
import { Reading } from './reading.ts';
import type { Settings } from './settings.ts';
import { ASK_TIMEOUT, Subscribing } from './subscribing.ts';

/** What the press stack is built from. */
export interface PressStackProps extends StackProps {
  readonly settings: Settings;
  readonly storage: Storage;
  /** Folder of the bundled handlers. */
  readonly handlers: string;
}

/** The queues: who is hurt when its messages end among the dead letters, and how often a message is handed out. */
const QUEUES: Readonly<Record<QueueName, Omit<WorkQueueProps, 'name'> & { readonly impact: string }>> = {
  gather: {
    impact: 'A paper could not be visited three times running; its reports are missing',
    consumerTimeout: VISIT_TIMEOUT,
    // A crashed visit holds its host back for as long: ten minutes, so that one of 05:45 is tried again before the draft.
    hiddenTimes: 2,
    receives: 3,
    fifo: true,
  },
  publish: {
    impact: 'An approved issue could not be published',
    consumerTimeout: PUBLISH_TIMEOUT,
    receives: 5,
    fifo: false,
  },
  'plan-mailing': {
    impact: 'The mailing of a published issue could not be prepared',
    consumerTimeout: MAILING_TIMEOUTS['plan-mailing'],
    receives: 5,
    fifo: false,
  },
  deliver: {
    impact: 'A part of the audience, at most 250 people, is not being mailed',
    consumerTimeout: MAILING_TIMEOUTS.deliver,
    // A worker that failed holds its readers back for as long: ten minutes; after six its claims are nobody's.
    hiddenTimes: 2,
    receives: 10,
    fifo: false,
  },
  'mail-events': {
    impact: 'What became of some mails is not recorded: a bounced address may be written to again',
    consumerTimeout: MAILING_TIMEOUTS['mail-events'],
    // An hour.
    receives: 75,
    fifo: false,
  },
  zalo: {
    impact: 'A published issue could not be posted to Zalo; mail and archive are not touched',
    consumerTimeout: POST_TIMEOUT,
    receives: 5,
    fifo: true,
  },
  asks: {
    impact: 'Who filled in the form is not asked to confirm: they do not become readers unless they fill it in again',
    consumerTimeout: ASK_TIMEOUT,
    // An hour: the mail service may refuse for as long as a mailing goes out.
    receives: 20,
    fifo: false,
    // It holds an address, and is worth nothing after the hours a form is good for: a day to be worked on, three to be seen.
    days: { work: 1, letters: 3 },
  },
};

/** Everything that may be thrown away and built again; what must survive is in the storage stack. */
export class PressStack extends Stack {
  constructor(scope: Construct, id: string, props: PressStackProps) {
    super(scope, id, props);
    const { settings, storage, handlers } = props;
    const board = alarmBoard(this, settings);
    const queues = workQueues(this, board);
    const missedRuns = deadLetters(this, board, { name: 'missed-runs', fifo: false });
    alarmOnLetters(this, board, impactsOf(Object.keys(queues)));
    const post = new PostOffice(this, 'post-office', settings, queues['mail-events']);
    const api = httpApi(this, board);
    const { publicAddress } = new Reading(this, 'reading', { settings, storage, api });
    const client = deskClient(this, storage, publicAddress);
    const environment = {
      ...storedNames(settings, storage),
      ...queueNames(queues),
      ...(settings.zalo ? { [ENV.zaloQueue]: queues.zalo.queueUrl } : {}),
      ...signInNames(storage, client.userPoolClientId),
      [ENV.configurationSet]: post.configurationSet,
      [ENV.publicAddress]: publicAddress,
    };
    const letters = [
      ...Object.values(queues).flatMap(({ deadLetterQueue }) => deadLetterQueue?.queue ?? []),
      missedRuns,
    ];
    const press: Press = {
      settings,
      handlers,
      board,
      storage,
      queues,
      missedRuns,
      letters,
      api,
      root: this,
      environment,
    };
    const timetable = timetableOf(this, { stage: settings.stage, missedRuns });
    new Gathering(this, 'gathering', press, timetable);
    new Learning(this, 'learning', press, timetable);
    new Editing(this, 'editing', press, { api, timetable, post });
    new Publishing(this, 'publishing', press);
    new Posting(this, 'posting', press);
    new Mailing(this, 'mailing', press, { post, timetable });
    new Subscribing(this, 'subscribing', press, { api, post });
    if (settings.office) new Office(this, 'office', { ...settings.office, stage: settings.stage, storage });
    new Operations(this, 'operations', press, { timetable, post });
    // Last: it shows every alarm.
    new DayBoard(this, 'day', press);
  }
}

const MISSED_RUN = 'A scheduled run failed every time it was tried; what it should have done is late';

/** Who is hurt by the letters of each queue there is, and by runs that were missed. */
function impactsOf(names: readonly string[]): Record<string, string> {
  const ofQueues = Object.entries(QUEUES).filter(([name]) => names.includes(name));
  return { ...Object.fromEntries(ofQueues.map(([name, { impact }]) => [name, impact])), 'missed-runs': MISSED_RUN };
}

function workQueues(scope: Construct, board: AlarmBoard): Record<QueueName, Queue> {
  const made = (name: QueueName) => workQueue(scope, board, { name, ...QUEUES[name] });
  return {
    gather: made('gather'),
    publish: made('publish'),
    'plan-mailing': made('plan-mailing'),
    deliver: made('deliver'),
    'mail-events': made('mail-events'),
    zalo: made('zalo'),
    asks: made('asks'),
  };
}

function storedNames(settings: Settings, storage: Storage): Record<string, string> {
  return {
    [ENV.stage]: settings.stage,
    // Read by Powertools itself.
    POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(settings.stage),
    [ENV.newsroomBucket]: storage.newsroom.bucketName,
    [ENV.archiveBucket]: storage.archive.bucketName,
    [ENV.newsroomTable]: storage.tables.newsroom.tableName,
    [ENV.subscribersTable]: storage.tables.subscribers.tableName,
    [ENV.deliveriesTable]: storage.tables.deliveries.tableName,
    [ENV.tokenSecret]: storage.tokenSecret.secretArn,
    [ENV.sender]: settings.sender,
    [ENV.replyTo]: settings.replyTo,
    // Lambda keeps no empty variables; without it mail may go to anyone, which the settings allow in production only.
    ...(settings.mailAllowList.length > 0 ? { [ENV.mailAllowList]: settings.mailAllowList.join(',') } : {}),
  };
}

function queueNames(queues: Record<QueueName, Queue>): Record<string, string> {
  return {
    [ENV.gatherQueue]: queues.gather.queueUrl,
    [ENV.publishQueue]: queues.publish.queueUrl,
    [ENV.planMailingQueue]: queues['plan-mailing'].queueUrl,
    [ENV.deliverQueue]: queues.deliver.queueUrl,
    [ENV.asksQueue]: queues.asks.queueUrl,
  };
}

function signInNames(storage: Storage, clientId: string): Record<string, string> {
  const issuer = `https://cognito-idp.${Aws.REGION}.amazonaws.com/${storage.people.userPoolId}`;
  return {
    [ENV.tokenIssuer]: issuer,
    [ENV.tokenKeys]: `${issuer}/.well-known/jwks.json`,
    [ENV.tokenClient]: clientId,
    [ENV.signInAddress]: storage.signInAddress,
  };
}
