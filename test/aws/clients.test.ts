import { describe, expect, test } from 'vitest';
import { createAwsClients } from '../../lambdas/aws/clients.ts';

describe('the clients', () => {
  test('are made at their first use, once', () => {
    const clients = createAwsClients();
    expect(clients.ses()).toBe(clients.ses());
    expect(clients.s3()).not.toBe(createAwsClients().s3());
  });

  test('send mail with one attempt', async () => {
    const clients = createAwsClients();
    expect(await clients.ses().config.maxAttempts()).toBe(1);
    expect(await clients.sqs().config.maxAttempts()).toBeGreaterThan(1);
  });
});
