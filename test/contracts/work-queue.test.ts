import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe } from 'vitest';
import { createWorkQueue } from '../../lambdas/aws/sqs-work-queue.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { memoryWorkQueue } from '../support/memory/memory-work-queue.ts';
import { type AwsHouse, awsHouse } from './aws-house.ts';
import { MORNING } from './samples.ts';
import { type QueueWorld, type Work, workQueueContract } from './work-queue.contract.ts';

describe('the work queue in memory', () => {
  const world = (fifo: boolean): QueueWorld => {
    const queue = memoryWorkQueue<Work>({ clock: memoryClock(MORNING), fifo });
    return { queue, receive: async (max) => queue.receive(max), ack: async (receipt) => queue.ack(receipt) };
  };
  const standard = world(false);
  const fifo = world(true);
  workQueueContract(
    () => standard,
    () => fifo,
  );
});

describe('the work queue on SQS', () => {
  let house: AwsHouse;
  beforeAll(async () => {
    house = await awsHouse();
  });
  afterAll(() => house.stop());
  const world = (QueueUrl: string): QueueWorld => ({
    queue: createWorkQueue<Work>(house.sqs, QueueUrl),
    receive: async (max = 10) => {
      const { Messages = [] } = await house.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: max }));
      return Messages.map(({ Body, ReceiptHandle }) => ({ message: JSON.parse(Body!), receipt: ReceiptHandle! }));
    },
    ack: async (ReceiptHandle) => {
      await house.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    },
  });
  workQueueContract(
    () => world(house.settings.publishQueue),
    () => world(house.settings.gatherQueue),
  );
});
