import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import { createSecretStore } from '../../lambdas/aws/secret-store.ts';

/** A client that answers from a list and counts what it was asked. */
function client(answers: (string | Error)[]): { client: SecretsManagerClient; asked: () => number } {
  let asked = 0;
  const made = new SecretsManagerClient({ region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  made.middlewareStack.add(
    () => async () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      if (answer instanceof Error) throw answer;
      return { response: {}, output: { $metadata: {}, SecretString: answer } };
    },
    { step: 'initialize' },
  );
  return { client: made, asked: () => asked };
}

describe('a secret', () => {
  test('is asked for once by many readers at a time', async () => {
    const world = client(['one']);
    const store = createSecretStore(world.client, () => 0);
    expect(await Promise.all([store.get('id'), store.get('id')])).toEqual(['one', 'one']);
    expect(world.asked()).toBe(1);
  });

  test('is asked for again after five minutes', async () => {
    const world = client(['one', 'two']);
    let now = 0;
    const store = createSecretStore(world.client, () => now);
    await store.get('id');
    now = 299_999;
    expect(await store.get('id')).toBe('one');
    now = 300_000;
    expect(await store.get('id')).toBe('two');
  });

  test('that could not be read is asked for again at once', async () => {
    const world = client([new Error('down'), 'one']);
    const store = createSecretStore(world.client, () => 0);
    await expect(store.get('id')).rejects.toThrow('down');
    expect(await store.get('id')).toBe('one');
  });
});
