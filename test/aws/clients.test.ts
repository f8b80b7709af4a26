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

  test('ask a table again that refuses for a moment, and longer than others', async () => {
    const clients = createAwsClients();
    expect(await clients.dynamo().config.maxAttempts()).toBe(6);
    expect(await clients.s3().config.maxAttempts()).toBe(3);
  });
});
