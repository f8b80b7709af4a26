import { createHash } from 'node:crypto';
import { z } from 'zod';
import { sha256 } from '../sig-v4.ts';
import { type Message, type NewMessage, type Queue, receiptOf } from './queue.ts';

/** An error by SQS: code of the query protocol and message. */
export class SqsError extends Error {
  override readonly name = 'SqsError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Bytes a message may have. */
const MAX_BYTES = 1024 * 1024;

const sendSchema = z.strictObject({
  QueueUrl: z.string().optional(),
  Id: z.string().optional(),
  MessageBody: z.string().min(1),
  DelaySeconds: z.number().int().min(0).max(900).optional(),
  MessageGroupId: z.string().min(1).max(128).optional(),
  MessageDeduplicationId: z.string().min(1).max(128).optional(),
});
const receiveSchema = z.looseObject({
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  WaitTimeSeconds: z.number().int().min(0).max(20).default(0),
  VisibilityTimeout: z.number().int().min(0).max(43_200).optional(),
  AttributeNames: z.array(z.string()).default([]),
  MessageSystemAttributeNames: z.array(z.string()).default([]),
});
const receiptSchema = z.looseObject({ ReceiptHandle: z.string().min(1) });
const hideSchema = receiptSchema.extend({ VisibilityTimeout: z.number().int().min(0).max(43_200) });
const attributesSchema = z.looseObject({ AttributeNames: z.array(z.string()).default([]) });
const batchSchema = z.looseObject({
  Entries: z
    .array(z.looseObject({ Id: z.string() }))
    .min(1)
    .max(10),
});

/** One operation on a queue: the parsed request in, the answer out. */
type Action = (queue: Queue, input: unknown) => Promise<object> | object;

/** The operations of SQS the house uses, JSON protocol (Amazon SQS API Reference). */
export const ACTIONS: Readonly<Record<string, Action>> = {
  SendMessage: send,
  SendMessageBatch: (queue, input) => inBatch(input, (entry) => send(queue, entry)),
  ReceiveMessage: receive,
  DeleteMessage: remove,
  DeleteMessageBatch: (queue, input) => inBatch(input, (entry) => remove(queue, entry)),
  ChangeMessageVisibility: (queue, input) => {
    const { ReceiptHandle, VisibilityTimeout } = parse(hideSchema, input);
    queue.hide(ReceiptHandle, VisibilityTimeout);
    return {};
  },
  GetQueueAttributes: (queue, input) => {
    const { AttributeNames: wanted } = parse(attributesSchema, input);
    return { Attributes: chosen(attributesOf(queue), wanted) };
  },
  PurgeQueue: (queue) => {
    queue.purge();
    return {};
  },
};

function send(queue: Queue, input: unknown): object {
  const message = newMessage(queue, parse(sendSchema, input));
  const { id, sequence } = queue.send(message);
  const SequenceNumber = queue.rules.isFifo ? sequenceText(sequence) : undefined;
  return { MessageId: id, MD5OfMessageBody: md5(message.body), SequenceNumber };
}

function newMessage(queue: Queue, asked: z.output<typeof sendSchema>): NewMessage {
  const { MessageBody: body, DelaySeconds, MessageGroupId, MessageDeduplicationId } = asked;
  if (Buffer.byteLength(body) > MAX_BYTES)
    throw new SqsError('InvalidParameterValue', 'One or more parameters are invalid: too long.');
  if (!queue.rules.isFifo) return { body, delaySeconds: DelaySeconds ?? 0, group: null, deduplicationId: null };
  if (MessageGroupId === undefined)
    throw new SqsError('MissingParameter', 'The request must contain the parameter MessageGroupId.');
  if (DelaySeconds !== undefined)
    throw new SqsError('InvalidParameterValue', 'The request include parameter that is not valid for this queue type');
  // The queue has content-based deduplication, as in the cloud.
  return { body, delaySeconds: 0, group: MessageGroupId, deduplicationId: MessageDeduplicationId ?? sha256(body) };
}

async function receive(queue: Queue, input: unknown): Promise<object> {
  const asked = parse(receiveSchema, input);
  const { MaxNumberOfMessages, VisibilityTimeout, WaitTimeSeconds } = asked;
  const messages = await queue.receive(MaxNumberOfMessages, VisibilityTimeout ?? null, WaitTimeSeconds * 1_000);
  const wanted = [...asked.AttributeNames, ...asked.MessageSystemAttributeNames];
  return messages.length === 0 ? {} : { Messages: messages.map((message) => received(message, wanted)) };
}

function received(message: Message, wanted: readonly string[]): object {
  const attributes = chosen(systemAttributes(message), wanted);
  return {
    MessageId: message.id,
    ReceiptHandle: receiptOf(message),
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(Object.keys(attributes).length > 0 ? { Attributes: attributes } : {}),
  };
}

function systemAttributes(message: Message): Record<string, string> {
  const order =
    message.group === null
      ? {}
      : {
          MessageGroupId: message.group,
          MessageDeduplicationId: message.deduplicationId ?? '',
          SequenceNumber: sequenceText(message.sequence),
        };
  return {
    SenderId: 'local',
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receives),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? 0),
    ...order,
  };
}

function remove(queue: Queue, input: unknown): object {
  queue.remove(parse(receiptSchema, input).ReceiptHandle);
  return {};
}

function attributesOf(queue: Queue): Record<string, string> {
  const { visible, inHand, delayed } = queue.counts();
  return {
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inHand),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    VisibilityTimeout: String(queue.rules.visibility),
    ...(queue.rules.isFifo ? { FifoQueue: 'true', ContentBasedDeduplication: 'true' } : {}),
  };
}

/** Each entry for itself: one that is wrong fails alone. */
function inBatch(input: unknown, run: (entry: object) => object): object {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const { Id, ...entry } of parse(batchSchema, input).Entries) {
    try {
      Successful.push({ Id, ...run(entry) });
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      Failed.push({ Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  return { Successful, Failed };
}

function chosen(all: Readonly<Record<string, string>>, wanted: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes('All') || wanted.includes(name)));
}

function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new SqsError('InvalidParameterValue', z.prettifyError(parsed.error));
}

function sequenceText(sequence: number): string {
  return String(sequence).padStart(20, '0');
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
