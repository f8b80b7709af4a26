import { afterAll, beforeAll, describe } from 'vitest';
import { createS3ObjectStore } from '../../lambdas/aws/s3-object-store.ts';
import { memoryObjectStore } from '../support/memory/memory-object-store.ts';
import { type AwsHouse, awsHouse } from './aws-house.ts';
import { objectStoreContract } from './object-store.contract.ts';

describe('the object store in memory', () => {
  const store = memoryObjectStore();
  objectStoreContract(() => store);
});

describe('the object store on S3', () => {
  let house: AwsHouse;
  beforeAll(async () => {
    house = await awsHouse();
  });
  afterAll(() => house.stop());
  objectStoreContract(() => createS3ObjectStore(house.s3, house.settings.newsroomBucket));
});
