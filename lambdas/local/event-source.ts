import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';
import type { Invoke } from './functions.ts';

/** A queue and the function that empties it, as Lambda's event source mapping has it. */
export interface EventSourceOptions {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly invoke: Invoke;
  /** Messages in hand at once. */
  readonly concurrency: number;
  /** Told after every message that was done with, and of every failure. */
  readonly onHandled: (body: string) => void;
  readonly onFailure: (error: unknown) => void;
}

/** A running event source. */
export interface EventSource {
  /** Waits until the messages in hand are done, takes no more. */
  stop(): Promise<void>;
  /** True while a message is in hand; asks nobody. */
  isBusy(): boolean;
  /** True when nothing waits (delayed messages apart) and nothing is in hand. */
  isIdle(): Promise<boolean>;
}

/** The longest SQS lets a request wait: asking again every second was a third of what an idle house did. */
const WAIT_SECONDS = 20;

/** A failed message comes back after this many seconds; Lambda would wait for the visibility timeout. */
const RETRY_SECONDS = 2;

const batchResponseSchema = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) })
  .optional();

/** Polls a queue and hands every message to the function, one a call, with partial batch failures honoured. */
export function startEventSource(options: EventSourceOptions): EventSource {
  const stopping = new AbortController();
  let inHand = 0;
  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      for (const message of await receive(options, stopping.signal)) {
        inHand += 1;
        await handle(options, message);
        inHand -= 1;
      }
    }
  };
  const pollers = Array.from({ length: options.concurrency }, poll);
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(pollers);
    },
    isBusy: () => inHand > 0,
    isIdle: async () => inHand === 0 && (await waiting(options)) === 0 && inHand === 0,
  };
}

/** The next message, once there is one; none when the source is being stopped. */
async function receive({ sqs, queueUrl }: EventSourceOptions, stopping: AbortSignal): Promise<readonly Message[]> {
  const asked = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 1,
    WaitTimeSeconds: WAIT_SECONDS,
    MessageSystemAttributeNames: ['All'],
  });
  try {
    return (await sqs.send(asked, { abortSignal: stopping })).Messages ?? [];
  } catch (error) {
    if (stopping.aborted) return [];
    throw error;
  }
}

async function handle(options: EventSourceOptions, message: Message): Promise<void> {
  const { sqs, queueUrl: QueueUrl } = options;
  const { ReceiptHandle } = message;
  try {
    const answer = batchResponseSchema.parse((await options.invoke({ Records: [recordOf(message)] })) ?? undefined);
    const failed = (answer?.batchItemFailures ?? []).length > 0;
    if (failed)
      await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: RETRY_SECONDS }));
    else await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    options.onHandled(message.Body ?? '');
  } catch (error) {
    options.onFailure(error);
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: RETRY_SECONDS }));
  }
}

/** An SQS record as Lambda hands it over. */
function recordOf(message: Message) {
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: message.Attributes ?? {},
    messageAttributes: {},
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:local:000000000000:queue',
    awsRegion: 'local',
  };
}

async function waiting({ sqs, queueUrl }: EventSourceOptions): Promise<number> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...names] }),
  );
  return names.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0);
}
