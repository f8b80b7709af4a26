import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe } from 'vitest';
import { createDeadLetters } from '../../lambdas/aws/sqs-dead-letters.ts';
import { memoryDeadLetters } from '../support/memory/memory-dead-letters.ts';
import { type AwsHouse, awsHouse } from './aws-house.ts';
import { deadLettersContract } from './dead-letters.contract.ts';

describe('dead letters in memory', () => {
  const memory = memoryDeadLetters({ gather: 0, deliver: 0 });
  deadLettersContract(
    () => memory,
    async () => {
      memory.letters.deliver = (memory.letters.deliver ?? 0) + 1;
    },
  );
});

describe('dead letters on SQS', () => {
  let house: AwsHouse;
  beforeAll(async () => {
    house = await awsHouse();
  });
  afterAll(() => house.stop());
  deadLettersContract(
    () => createDeadLetters(house.sqs, Object.values(house.aws.queues.deadUrls)),
    async () => {
      await house.sqs.send(new SendMessageCommand({ QueueUrl: house.aws.queues.deadUrls.deliver, MessageBody: '{}' }));
    },
  );
});
