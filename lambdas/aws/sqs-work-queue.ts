import { randomUUID } from 'node:crypto';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { WorkQueue } from '../ports/work-queue.ts';

/**
 * A queue that carries `T` as JSON. A FIFO queue (its address ends in `.fifo`) gets the group and a fresh deduplication id
 * for each call: the SDK's retries are one message, but the same work asked for twice within five minutes is two, because
 * a visit that was cut short asks for itself again. FIFO queues know no delay of one message, so it is left out there.
 */
export function createWorkQueue<T>(client: SQSClient, queueUrl: string): WorkQueue<T> {
  const isFifo = queueUrl.endsWith('.fifo');
  return {
    send: async (message, options) => {
      const order = isFifo
        ? { MessageGroupId: options?.group ?? 'all', MessageDeduplicationId: randomUUID() }
        : { DelaySeconds: options?.delaySeconds };
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message), ...order }));
    },
  };
}
