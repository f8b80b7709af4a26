import { afterAll, beforeAll, describe } from 'vitest';
import { createSecretStore } from '../../lambdas/aws/secret-store.ts';
import { memorySecretStore } from '../support/memory/memory-secret-store.ts';
import { type AwsHouse, awsHouse } from './aws-house.ts';
import { secretStoreContract } from './secret-store.contract.ts';

describe('the secret store in memory', () => {
  const store = memorySecretStore({ token: JSON.stringify({ key: 'k'.repeat(64) }) });
  secretStoreContract(
    () => store,
    () => 'token',
  );
});

describe('the secret store on Secrets Manager', () => {
  let house: AwsHouse;
  beforeAll(async () => {
    house = await awsHouse();
  });
  afterAll(() => house.stop());
  secretStoreContract(
    () => createSecretStore(house.secrets),
    () => house.settings.tokenSecret,
  );
});
