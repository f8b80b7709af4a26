import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCAL_KEYS } from '../../../lambdas/local/aws/sig-v4.ts';
import { createQueue } from '../../../lambdas/local/aws/sqs/queue.ts';
import { type LocalSqs, startSqs } from '../../../lambdas/local/aws/sqs/start-sqs.ts';

let sqs: LocalSqs;
let client: SQSClient;
beforeAll(async () => {
  sqs = await startSqs('t');
  client = clientWith(LOCAL_KEYS.secretAccessKey);
});
afterAll(async () => {
  client.destroy();
  await sqs.stop();
});

function clientWith(secretAccessKey: string): SQSClient {
  const credentials = { accessKeyId: LOCAL_KEYS.accessKeyId, secretAccessKey };
  return new SQSClient({ endpoint: sqs.url, region: 'ap-southeast-1', credentials, maxAttempts: 1 });
}

async function receive(
  QueueUrl: string,
  more: { WaitTimeSeconds?: number; VisibilityTimeout?: number; MaxNumberOfMessages?: number } = {},
): Promise<Message[]> {
  const answer = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'], ...more }),
  );
  return answer.Messages ?? [];
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Error ? error.name : error),
  );

describe('the local SQS', () => {
  test('answers a long poll as soon as there is one message, however many were asked for', async () => {
    const QueueUrl = sqs.urls.publish;
    const started = performance.now();
    const polled = receive(QueueUrl, { WaitTimeSeconds: 10, MaxNumberOfMessages: 10 });
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"a":"ă"}' }));
    const [message] = await polled;
    expect(performance.now() - started).toBeLessThan(9_000);
    expect(message).toMatchObject({ Body: '{"a":"ă"}', Attributes: { ApproximateReceiveCount: '1' } });
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message!.ReceiptHandle }));
  });

  test('gives an empty answer when the poll runs out', async () => {
    expect(await receive(sqs.urls.publish, { WaitTimeSeconds: 1 })).toEqual([]);
  });

  test('brings a message back at once when its visibility is put to nothing, and counts one receive a time', async () => {
    const QueueUrl = sqs.urls.deliver;
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    const counts: (string | undefined)[] = [];
    for (let time = 0; time < 3; time += 1) {
      const [message] = await receive(QueueUrl);
      counts.push(message?.Attributes?.ApproximateReceiveCount);
      await client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: message!.ReceiptHandle, VisibilityTimeout: 0 }),
      );
    }
    expect(counts).toEqual(['1', '2', '3']);
  });

  test('puts a message among the dead letters when it was handed out as often as it may be', async () => {
    const QueueUrl = sqs.urls.deliver;
    for (let time = 3; time < 5; time += 1) await receive(QueueUrl, { VisibilityTimeout: 0 });
    expect(await receive(QueueUrl)).toEqual([]);
    expect(await receive(sqs.deadUrls.deliver)).toMatchObject([{ Body: 'x' }]);
  });

  test('forgets nothing for an old receipt', async () => {
    const QueueUrl = sqs.urls['plan-mailing'];
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    const [first] = await receive(QueueUrl, { VisibilityTimeout: 0 });
    const [second] = await receive(QueueUrl, { VisibilityTimeout: 60 });
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first!.ReceiptHandle }));
    const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({ ApproximateNumberOfMessagesNotVisible: '1', ApproximateNumberOfMessages: '0' });
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second!.ReceiptHandle }));
  });

  test('takes and forgets ten at a time', async () => {
    const QueueUrl = sqs.urls['mail-events'];
    const bodies = Array.from({ length: 10 }, (_, number) => `${number}`);
    const Entries = bodies.map((MessageBody) => ({ Id: MessageBody, MessageBody }));
    expect((await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).Successful).toHaveLength(10);
    const messages = await receive(QueueUrl, { MaxNumberOfMessages: 10 });
    expect(messages.map((message) => message.Body)).toEqual(bodies);
    const done = messages.map((message) => ({ Id: message.Body!, ReceiptHandle: message.ReceiptHandle! }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: done }));
    const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes?.ApproximateNumberOfMessagesNotVisible).toBe('0');
  });

  test('takes a message of a FIFO queue once for one deduplication id', async () => {
    const QueueUrl = sqs.urls.gather;
    const message = { QueueUrl, MessageGroupId: 'host', MessageDeduplicationId: 'one' };
    const first = await client.send(new SendMessageCommand({ ...message, MessageBody: 'x' }));
    const again = await client.send(new SendMessageCommand({ ...message, MessageBody: 'x' }));
    expect(again.MessageId).toBe(first.MessageId);
    expect(await receive(QueueUrl, { MaxNumberOfMessages: 10 })).toHaveLength(1);
  });

  test('refuses what SQS refuses', async () => {
    const { publish, gather } = sqs.urls;
    const send = (input: { QueueUrl: string; DelaySeconds?: number; MessageGroupId?: string }) =>
      refusal(client.send(new SendMessageCommand({ MessageBody: 'x', ...input })));
    expect(await send({ QueueUrl: publish, DelaySeconds: 901 })).toBe('InvalidParameterValue');
    expect(await send({ QueueUrl: gather })).toBe('MissingParameter');
    expect(await send({ QueueUrl: gather, MessageGroupId: 'a', DelaySeconds: 5 })).toBe('InvalidParameterValue');
    expect(await send({ QueueUrl: `${publish}-no` })).toBe('QueueDoesNotExist');
    const stranger = clientWith('guess').send(new SendMessageCommand({ QueueUrl: publish, MessageBody: 'x' }));
    expect(await refusal(stranger)).toBe('SignatureDoesNotMatch');
  });
});

describe('a queue', () => {
  const rules = { name: 'q', isFifo: true, visibility: 30, receives: null, deadLetters: null };
  const message = (body: string, group: string) => ({ body, group, delaySeconds: 0, deduplicationId: null });

  test('keeps the order of a group when its first message comes back', async () => {
    let now = 0;
    const queue = createQueue(rules, () => now);
    for (const body of ['a1', 'a2']) queue.send(message(body, 'a'));
    expect((await queue.receive(1, null, 0)).map((one) => one.body)).toEqual(['a1']);
    expect(await queue.receive(1, null, 0)).toEqual([]);
    now = 30_000;
    expect((await queue.receive(10, null, 0)).map((one) => one.body)).toEqual(['a1', 'a2']);
  });

  test('of ten thousand messages is emptied one by one in a moment', async () => {
    const queue = createQueue({ ...rules, isFifo: false }, () => 0);
    for (let number = 0; number < 10_000; number += 1) queue.send(message(String(number), ''));
    const started = performance.now();
    for (let number = 0; number < 10_000; number += 1) {
      const [one] = await queue.receive(1, null, 0);
      queue.remove(`${one!.id}.${one!.receives}`);
    }
    expect(queue.counts()).toEqual({ visible: 0, inHand: 0, delayed: 0 });
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
