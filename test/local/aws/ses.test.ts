import { readFile } from 'node:fs/promises';
import { SESClient, SendRawEmailCommand, type SendRawEmailCommandInput } from '@aws-sdk/client-ses';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../lambdas/local/aws/start-local-aws.ts';
import { testFolder } from './local-s3.ts';

let folder: Awaited<ReturnType<typeof testFolder>>;
let aws: LocalAws;
let ses: SESClient;
let now = '2026-11-23T08:00:00+07:00';

async function start(): Promise<void> {
  aws = await startLocalAws({ dataDir: folder.path, clock: { now: () => now } });
  ses = new SESClient({ ...config('SES'), maxAttempts: 1 });
}

beforeEach(async () => {
  now = '2026-11-23T08:00:00+07:00';
  folder = await testFolder();
  await start();
});

afterEach(async () => {
  ses.destroy();
  await aws.stop();
  await folder.remove();
});

function config(service: string) {
  const { endpoints } = aws;
  return {
    region: endpoints.AWS_REGION!,
    endpoint: endpoints[`AWS_ENDPOINT_URL_${service}`]!,
    credentials: { accessKeyId: endpoints.AWS_ACCESS_KEY_ID!, secretAccessKey: endpoints.AWS_SECRET_ACCESS_KEY! },
  };
}

const send = (to: string, more: Partial<SendRawEmailCommandInput> = {}) =>
  ses.send(
    new SendRawEmailCommand({
      Source: 'diembao@diembao.example',
      Destinations: [to],
      RawMessage: { Data: Buffer.from('Subject: x\r\n\r\ny\r\n') },
      ConfigurationSetName: 'diembao-local',
      Tags: [{ Name: 'issueKey', Value: '2026-11-23' }],
      ...more,
    }),
  );
const nameOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'sent',
    (error: unknown) => (error instanceof Error ? error.name : error),
  );

interface MailEvent {
  readonly eventType: string;
  readonly mail: { readonly messageId: string; readonly tags: Record<string, string[]> };
  readonly bounce?: { readonly bounceType: string };
}

/** Waits for `count` events; any more that are there by then come too. */
async function events(count: number): Promise<MailEvent[]> {
  const sqs = new SQSClient(config('SQS'));
  const found: MailEvent[] = [];
  for (;;) {
    const ask = {
      QueueUrl: aws.queues.urls['mail-events'],
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: found.length < count ? 5 : 0,
    };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(ask));
    if (Messages.length === 0) break;
    for (const { Body } of Messages) {
      const envelope = JSON.parse(Body!);
      expect(envelope.Type).toBe('Notification');
      found.push(JSON.parse(envelope.Message));
    }
  }
  sqs.destroy();
  return found;
}

describe('the local SES', () => {
  test('tells what became of a message, with its tags', async () => {
    const { MessageId } = await send('a@b.example');
    expect(await events(2)).toMatchObject([
      {
        eventType: 'Send',
        mail: { messageId: MessageId, tags: { issueKey: ['2026-11-23'], 'ses:configuration-set': ['diembao-local'] } },
      },
      { eventType: 'Delivery', mail: { messageId: MessageId } },
    ]);
  });

  test('lets an address bounce, for good or for now, and another complain', async () => {
    aws.faults.ses.bounces.add('gone@b.example');
    for (const to of ['bounce@b.example', 'gone@b.example', 'full@b.example', 'complaint@b.example']) await send(to);
    const told = (await events(9)).filter((event) => event.eventType !== 'Send');
    expect(told.map((event) => event.bounce?.bounceType ?? event.eventType).sort()).toEqual([
      'Complaint',
      'Delivery',
      'Permanent',
      'Permanent',
      'Transient',
    ]);
    expect(aws.mailbox.list().map((mail) => mail.state)).toEqual([
      'bounced',
      'bounced',
      'bounced-for-now',
      'complained',
    ]);
  });

  test('keeps the bytes in a file of their own', async () => {
    await send('a@b.example', { RawMessage: { Data: Buffer.from([0, 255, 13, 10, 46]) } });
    const [mail] = aws.mailbox.list();
    expect([...(await readFile(mail!.path))]).toEqual([0, 255, 13, 10, 46]);
    expect(mail).toMatchObject({
      from: 'diembao@diembao.example',
      to: ['a@b.example'],
      at: now,
      configurationSet: 'diembao-local',
    });
  });

  test('keeps its mail over a restart, counts on, and tells the events of a day again', async () => {
    const first = await send('a@b.example');
    await aws.stop();
    now = '2026-11-24T07:59:00+07:00';
    await start();
    const second = await send('a@b.example');
    expect(aws.mailbox.list().map((mail) => mail.id)).toEqual([first.MessageId, second.MessageId]);
    expect((await events(4)).filter((event) => event.mail.messageId === first.MessageId)).toHaveLength(2);
    await aws.stop();
    now = '2026-11-25T07:58:00+07:00';
    await start();
    expect((await events(2)).map((event) => event.mail.messageId)).toEqual([second.MessageId, second.MessageId]);
  });

  test('loses an event when told to', async () => {
    aws.faults.ses.loseEvent = 1;
    await send('a@b.example');
    expect((await events(1)).map((event) => event.eventType)).toEqual(['Delivery']);
  });

  test('refuses what SES refuses', async () => {
    expect(await nameOf(send('a@b.example', { Source: 'stranger@else.example' }))).toBe('MessageRejected');
    expect(await nameOf(send('no address'))).toBe('InvalidParameterValue');
    expect(await nameOf(send('a@b.example', { RawMessage: { Data: Buffer.alloc(10 * 1024 * 1024 + 1) } }))).toBe(
      'InvalidParameterValue',
    );
    expect(await nameOf(send('a@b.example', { ConfigurationSetName: 'other' }))).toMatch(
      /^ConfigurationSetDoesNotExist/,
    );
    expect(await nameOf(send('a@b.example', { Tags: [{ Name: 'ngày', Value: 'x' }] }))).toBe('InvalidParameterValue');
    expect(aws.mailbox.list()).toEqual([]);
  });

  test('refuses more than its rate', async () => {
    aws.faults.ses.maxPerSecond = 2;
    const sent = await Promise.all(Array.from({ length: 8 }, () => nameOf(send('a@b.example'))));
    expect(sent).toContain('Throttling');
    expect(aws.mailbox.list()).toHaveLength(sent.filter((outcome) => outcome === 'sent').length);
  });

  test('refuses a stranger', async () => {
    const stranger = new SESClient({
      ...config('SES'),
      credentials: { accessKeyId: 'diembao-local', secretAccessKey: 'guess' },
      maxAttempts: 1,
    });
    const { Source, Destinations, RawMessage } = {
      Source: 'diembao@diembao.example',
      Destinations: ['a@b.example'],
      RawMessage: { Data: Buffer.from('x') },
    };
    expect(await nameOf(stranger.send(new SendRawEmailCommand({ Source, Destinations, RawMessage })))).toBe(
      'SignatureDoesNotMatch',
    );
    expect(aws.mailbox.list()).toEqual([]);
  });
});
