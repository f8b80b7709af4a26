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
import { seedCalendar } from '../../lambdas/core/calendar/calendar.ts';
import { at, dayOf, type Instant, shift } from '../../lambdas/core/calendar/instant.ts';
import { UNSUBSCRIBE_PLACEHOLDER } from '../../lambdas/core/mailing/mailing.ts';
import { parseKeyring } from '../../lambdas/core/subscriptions/keyring.ts';
import { type AwsCli, deployedHouse } from '../../lambdas/local/commands/deployed-house.ts';
import {
  type SmokeHouse,
  type SmokeStep,
  smokeDay,
  smokeRead,
  triedDay,
} from '../../lambdas/local/commands/smoke-day.ts';
import { ENV, QUEUES, type QueueName } from '../../lambdas/names.ts';
import { issueRequestSchema, shardRequestSchema } from '../../lambdas/ports/work-queue.ts';
import { draftIssue, draftRequestSchema } from '../../lambdas/workflows/editing/draft-issue.ts';
import { planVisits } from '../../lambdas/workflows/gathering/plan-visits.ts';
import { visitById } from '../../lambdas/workflows/gathering/visit-source.ts';
import { deliverShard } from '../../lambdas/workflows/mailing/deliver-mail.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { recordMailMessage } from '../../lambdas/workflows/mailing/record-mail-event.ts';
import { importSubscribers, subscriberImportSchema } from '../../lambdas/workflows/subscribing/import-subscribers.ts';
import { type AwsHouse, awsHouse } from '../contracts/aws-house.ts';
import { smallPress } from '../faults/small-press.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';

const DAY = '2026-11-23';
/** The Friday before. */
const BEFORE = '2026-11-20';
const HALF_PAST_EIGHT = at(DAY, '08:30');
const NIGHT = at(DAY, '03:10');
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

/** Makes an approved issue visible, with one page instead of all outputs, which have tests of their own. */
async function publish(own: ReturnType<typeof portsOf>, now: Instant, issueKey: string): Promise<void> {
  const issue = await own.issues.get(issueKey);
  if (issue?.state !== 'approved') return;
  await own.archive.put('index.html', '<p>Thử</p>', { contentType: 'text/html' }, { kind: 'any' });
  await own.issues.advance({ ...issue, state: 'published', publishedAt: now, turn: issue.turn + 1 });
}

/** A house on the local AWS whose queues are emptied while the trial waits; `deafTo`: a queue nobody reads. */
async function houseOf(
  how: { list?: string; deafTo?: QueueName; now?: Instant; press?: string } = {},
): Promise<SmokeHouse> {
  const { list = LIST, deafTo, now = HALF_PAST_EIGHT } = how;
  const press = smallPress(how.press ?? dayOf(now));
  const own = portsOf(list);
  const time = memoryClock(now);
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
  const readers: Readonly<Partial<Record<QueueName, (body: string) => Promise<unknown>>>> = {
    publish: (body) => publish(own, time.now(), issueRequestSchema.parse(JSON.parse(body)).issueKey),
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
        for (const queue of QUEUES) {
          const work = readers[queue];
          if (work && queue !== deafTo) await take(queue, work);
        }
      },
    },
    invoke: async (name, event) => {
      if (name === 'plan-visits') {
        await planVisits(ports);
        for (const { id } of press.sources) await visitById(ports, id);
      }
      if (name === 'draft-issue') return draftIssue(ports, draftRequestSchema.parse(event));
      if (name === 'subscriptions') return importSubscribers(ports, { keyring }, subscriberImportSchema.parse(event));
      if (name === 'plan-mailing') return planMailing({ ...ports, renderMail }, issueRequestSchema.parse(event));
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
const WHOLE = ['visits', 'draft', 'readers', 'approval', 'publication', 'mailing'].map((step) => `${step} met`);
const mailsTo = (...begins: string[]) =>
  aws.aws.mailbox.list().filter(({ to }) => begins.some((each) => to.join().startsWith(each))).length;
const brief = (steps: readonly SmokeStep[]) => steps.map(({ step, kind }) => `${step} ${kind}`);

describe('the trial of a deployed stage', () => {
  it('mails nobody where the list lacks somebody, and nothing at all where there is no list', async () => {
    expect(await all(smokeDay(await houseOf({ list: '' }), WISH))).toMatchObject([{ step: 'stage', kind: 'failed' }]);

    const told = await all(smokeDay(await houseOf({ list: '@simulator.amazonses.com' }), WISH));
    expect(brief(told)).toEqual(['visits met', 'draft met', 'readers failed']);
    expect(told.at(-1)?.detail).toContain('nguoi.thu@example.vn');
    expect(aws.aws.mailbox.list()).toEqual([]);
  });

  it('is whole in the night too: with the issue of the last day that had one', async () => {
    const house = await houseOf({ now: NIGHT, press: BEFORE });

    const told = await all(smokeDay(house, { ...WISH, to: [] }));
    expect(brief(told)).toEqual(WHOLE);
    expect(told.find(({ step }) => step === 'approval')?.detail).toBe('approved');
    expect(await house.ports.issues.get(BEFORE)).toMatchObject({ state: 'sent' });
  });

  it('says so where events of mails are not heard', async () => {
    const told = await all(smokeDay(await houseOf({ deafTo: 'mail-events' }), { ...WISH, patienceMs: 4_000 }));

    expect(told.at(-1)).toMatchObject({
      step: 'mailing',
      kind: 'failed',
      detail: expect.stringMatching(/^success accepted, bounce accepted/),
    });
  });

  it('is the whole small day with the simulator’s success, bounce and complaint, and may be run again', async () => {
    // The events of the deaf trial are still there: this one hears them and mails nobody twice.
    const told = await all(smokeDay(await houseOf(), WISH));

    expect(brief(told)).toEqual(WHOLE);
    // No publication of a second version on one day: that is said, not passed over.
    expect(told.find(({ step }) => step === 'approval')?.detail).toMatch(/^already: .* not tried anew$/);
    expect(told.at(-1)?.detail).toBe('success delivered, bounce bounced, complaint complained, nguoi.thu delivered');
    // Who bounced or complained in the night’s trial is not written to by this one; both succeed.
    expect(mailsTo('bounce+20261123@', 'complaint+20261123@', 'nguoi.thu@')).toBe(3);
    expect(mailsTo('bounce+20261120@', 'complaint+20261120@')).toBe(2);
  });

  it.each([
    ['2026-11-23', '08:00', '2026-11-23'],
    ['2026-11-23', '07:59', '2026-11-20'],
    ['2026-11-21', '12:00', '2026-11-20'],
    // Tết: from the last working day before it.
    ['2026-02-20', '09:00', '2026-02-13'],
  ])('of %s at %s is of %s', (day, time, tried) => {
    expect(triedDay(at(day, time), seedCalendar())).toBe(tried);
  });

  it('where readers are only looks', async () => {
    const house = await houseOf({ list: '' });
    const told = await all(smokeRead({ ...house, statusOf: async (path) => (path === '/desk' ? 500 : 200) }));

    expect(brief(told)).toEqual(['page / met', 'page /subscriptions met', 'page /desk failed', 'recover met']);
  });

  it('is not taken back for what was left undone before it, but for a watchman who does not answer', async () => {
    const house = { ...(await houseOf({ list: '' })), statusOf: async () => 200 };
    const recovering = async (answer: unknown) =>
      (await all(smokeRead({ ...house, invoke: async () => answer }))).at(-1);
    const waiting = [{ kind: 'stale-mailing', issueKey: BEFORE }];
    expect(await recovering(waiting)).toMatchObject({ kind: 'met', detail: expect.stringContaining('stale-mailing') });
    expect(await recovering(null)).toMatchObject({ kind: 'failed' });
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
