import { afterAll, beforeAll, describe } from 'vitest';
import { createEntryLog, createIssueRegister, createVisitBook } from '../../lambdas/aws/dynamo-newsroom.ts';
import { memoryEntryLog, memoryIssueRegister, memoryVisitBook } from '../support/memory/memory-newsroom.ts';
import { type AwsHouse, awsHouse } from './aws-house.ts';
import { newsroomContract } from './newsroom.contract.ts';

describe('the newsroom in memory', () => {
  const newsroom = { visits: memoryVisitBook(), entries: memoryEntryLog(), issues: memoryIssueRegister() };
  newsroomContract(() => newsroom);
});

describe('the newsroom on DynamoDB', () => {
  let house: AwsHouse;
  beforeAll(async () => {
    house = await awsHouse();
  });
  afterAll(() => house.stop());
  newsroomContract(() => ({
    visits: createVisitBook(house.dynamo, house.settings.newsroomTable),
    entries: createEntryLog(house.dynamo, house.settings.newsroomTable),
    issues: createIssueRegister(house.dynamo, house.settings.newsroomTable),
  }));
});
