import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeliveryLedger } from '../../lambdas/aws/dynamo-delivery-ledger.ts';
import { createEntryLog, createIssueRegister, createVisitBook } from '../../lambdas/aws/dynamo-newsroom.ts';
import { createSubscriberBook } from '../../lambdas/aws/dynamo-subscriber-book.ts';
import { readEnvironment } from '../../lambdas/aws/environment.ts';
import { createS3ObjectStore } from '../../lambdas/aws/s3-object-store.ts';
import { createSecretStore } from '../../lambdas/aws/secret-store.ts';
import { createSesMailer } from '../../lambdas/aws/ses-mailer.ts';
import { createWorkQueue } from '../../lambdas/aws/sqs-work-queue.ts';
import { at, shift } from '../../lambdas/core/calendar/instant.ts';
import { UNSUBSCRIBE_PLACEHOLDER } from '../../lambdas/core/mailing/mailing.ts';
import { parseKeyring } from '../../lambdas/core/subscriptions/keyring.ts';
import { type AwsCli, deployedHouse } from '../../lambdas/local/commands/deployed-house.ts';
import { type SmokeHouse, type SmokeStep, smokeDay, smokeRead } from '../../lambdas/local/commands/smoke-day.ts';
import { ENV, type QueueName } from '../../lambdas/names.ts';
import { issueRequestSchema, shardRequestSchema } from '../../lambdas/ports/work-queue.ts';
import { draftIssue } from '../../lambdas/workflows/editing/draft-issue.ts';
import { planVisits } from '../../lambdas/workflows/gathering/plan-visits.ts';
import { visitById } from '../../lambdas/workflows/gathering/visit-source.ts';
import { deliverShard } from '../../lambdas/workflows/mailing/deliver-mail.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { recordMailMessage } from '../../lambdas/workflows/mailing/record-mail-event.ts';
import { publishIssue } from '../../lambdas/workflows/publishing/publish-issue.ts';
import { importSubscribers, subscriberImportSchema } from '../../lambdas/workflows/subscribing/import-subscribers.ts';
import { type AwsHouse, awsHouse } from '../contracts/aws-house.ts';
import { smallPress } from '../faults/small-press.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';

const DAY = '2026-11-23';
const ADDRESS = 'https://diembao.example.vn';
const LIST = '@simulator.amazonses.com,nguoi.thu@example.vn';

let aws: AwsHouse;
beforeAll(async () => {
  aws = await awsHouse();
});
afterAll(() => aws.stop());

/** The stores of the local AWS, with the list a stage for trials has. */
function portsOf(list: string) {
  const settings = readEnvironment({ ...aws.aws.endpoints, [ENV.publicAddress]: ADDRESS, [ENV.mailAllowList]: list });
  const { s3, dynamo, sqs } = aws;
  return {
    settings,
    newsroom: createS3ObjectStore(s3, settings.newsroomBucket),
    archive: createS3ObjectStore(s3, settings.archiveBucket),
    visits: createVisitBook(dynamo, settings.newsroomTable),
    entries: createEntryLog(dynamo, settings.newsroomTable),
    issues: createIssueRegister(dynamo, settings.newsroomTable),
    subscribers: createSubscriberBook(dynamo, settings.subscribersTable),
    ledger: createDeliveryLedger(dynamo, settings.deliveriesTable),
    secrets: createSecretStore(aws.secrets),
    mailer: createSesMailer(aws.ses, settings.configurationSet),
    gather: createWorkQueue<{ sourceId: string }>(sqs, settings.gatherQueue),
    publish: createWorkQueue<{ issueKey: string }>(sqs, settings.publishQueue),
    planMailing: createWorkQueue<{ issueKey: string }>(sqs, settings.planMailingQueue),
    deliver: createWorkQueue<{ issueKey: string; shard: number }>(sqs, settings.deliverQueue),
  };
}

async function take(queue: QueueName, work: (body: string) => Promise<unknown>): Promise<void> {
  const QueueUrl = aws.aws.queues.urls[queue];
  const { Messages = [] } = await aws.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  for (const { Body = '', ReceiptHandle } of Messages) {
    await work(Body);
    await aws.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
}

/** A house on the local AWS whose queues are emptied while the trial waits; `deafTo`: a queue nobody reads. */
async function houseOf(list = LIST, deafTo: QueueName | null = null): Promise<SmokeHouse> {
  const press = smallPress(DAY);
  const own = portsOf(list);
  const time = memoryClock(at(DAY, '08:30'));
  const ports = { ...own, clock: time, web: press.web };
  const keyring = parseKeyring(await own.secrets.get(own.settings.tokenSecret));
  const house = {
    from: { name: 'Điểm báo', address: 'diembao@diembao.example' },
    replyTo: 'toasoan@diembao.example',
    publicAddress: ADDRESS,
    allowList: own.settings.mailAllowList,
    keyring,
    workers: 1,
  };
  const sources = JSON.stringify({ version: 1, sources: press.sources });
  await own.newsroom.put('settings/sources.json', sources, { contentType: 'application/json' }, { kind: 'any' });
  const renderMail = async () => ({
    subject: 'Thử',
    html: `<p>${UNSUBSCRIBE_PLACEHOLDER}</p>`,
    text: UNSUBSCRIBE_PLACEHOLDER,
  });
  const readers: Partial<Record<QueueName, (body: string) => Promise<unknown>>> = {
    publish: (body) =>
      publishIssue(ports, { issueKey: issueRequestSchema.parse(JSON.parse(body)).issueKey, publicAddress: ADDRESS }),
    deliver: (body) => {
      const request = shardRequestSchema.parse(JSON.parse(body));
      return deliverShard(ports, house, { ...request, deadline: shift(time.now(), 60_000), worker: 'w' });
    },
    'mail-events': (body) => recordMailMessage(ports, body),
  };
  return {
    ports: own,
    clock: {
      now: time.now,
      sleep: async (millis) => {
        time.advance(millis);
        for (const [queue, work] of Object.entries(readers)) {
          if (queue !== deafTo && (queue === 'publish' || queue === 'deliver' || queue === 'mail-events'))
            await take(queue, work);
        }
      },
    },
    invoke: async (name, event) => {
      if (name === 'plan-visits') {
        await planVisits(ports);
        for (const { id } of press.sources) await visitById(ports, id);
      }
      if (name === 'draft-issue') return draftIssue(ports, { issueKey: DAY });
      if (name === 'subscriptions') return importSubscribers(ports, { keyring }, subscriberImportSchema.parse(event));
      if (name === 'plan-mailing') return planMailing({ ...ports, renderMail }, { issueKey: DAY });
      return [];
    },
    statusOf: async (path) => ((await own.archive.get(path === '/' ? 'index.html' : path.slice(1))) ? 200 : 404),
  };
}

async function all(steps: AsyncIterable<SmokeStep>): Promise<SmokeStep[]> {
  const told: SmokeStep[] = [];
  for await (const step of steps) told.push(step);
  return told;
}

const WISH = { to: ['nguoi.thu@example.vn'], patienceMs: 20_000 };
const brief = (steps: readonly SmokeStep[]) => steps.map(({ step, kind }) => `${step} ${kind}`);

describe('the trial of a deployed stage', () => {
  it('mails nobody where the list lacks somebody, and nothing at all where there is no list', async () => {
    expect(await all(smokeDay(await houseOf(''), WISH))).toMatchObject([{ step: 'stage', kind: 'failed' }]);

    const told = await all(smokeDay(await houseOf('@simulator.amazonses.com'), WISH));
    expect(brief(told)).toEqual(['visits met', 'draft met', 'readers failed']);
    expect(told.at(-1)?.detail).toContain('nguoi.thu@example.vn');
    expect(aws.aws.mailbox.list()).toEqual([]);
  });

  it('says so where events of mails are not heard', async () => {
    const told = await all(smokeDay(await houseOf(LIST, 'mail-events'), { ...WISH, patienceMs: 4_000 }));

    expect(told.at(-1)).toMatchObject({
      step: 'mailing',
      kind: 'failed',
      detail: expect.stringMatching(/^success accepted, bounce accepted/),
    });
  });

  it('is the whole small day with the simulator’s success, bounce and complaint, and may be run again', async () => {
    const told = await all(smokeDay(await houseOf(), WISH));

    expect(brief(told)).toEqual([
      'visits met',
      'draft met',
      'readers met',
      'approval met',
      'publication met',
      'mailing met',
    ]);
    expect(told.at(-1)?.detail).toBe('success delivered, bounce bounced, complaint complained, nguoi.thu delivered');
    expect(aws.aws.mailbox.list()).toHaveLength(4);
    expect(brief(await all(smokeDay(await houseOf(), WISH))).at(-1)).toBe('mailing met');
    expect(aws.aws.mailbox.list()).toHaveLength(4);
  });

  it('where readers are only looks', async () => {
    const house = await houseOf('');
    const told = await all(smokeRead({ ...house, statusOf: async (path) => (path === '/desk' ? 500 : 200) }));

    expect(brief(told)).toEqual(['page / met', 'page /subscriptions met', 'page /desk failed', 'recover met']);
  });
});

describe('a deployed stage', () => {
  it('is known by what its functions are given, and answers through the command line of AWS', async () => {
    const asked: string[][] = [];
    const cli: AwsCli = async (args) => {
      asked.push([...args]);
      if (args[1] === 'get-function-configuration') return JSON.stringify({ [ENV.publicAddress]: ADDRESS });
      const { writeFile } = await import('node:fs/promises');
      await writeFile(args.at(-1) ?? '', args.includes('diembao-dev-learn') ? '{"errorMessage":"x"}' : '{"due":3}');
      return args.includes('diembao-dev-learn') ? '{"FunctionError":"Unhandled"}' : '{"StatusCode":200}';
    };
    const house = await deployedHouse('dev', cli);

    expect(await house.invoke('plan-visits', { a: 1 })).toEqual({ due: 3 });
    expect(asked.map((args) => args[3])).toEqual(['diembao-dev-recover', 'diembao-dev-plan-visits']);
    await expect(house.invoke('learn', {})).rejects.toThrow(/diembao-dev-learn: Unhandled/);
    await expect(deployedHouse('dev; rm', cli)).rejects.toThrow(/no stage/);
  });
});
