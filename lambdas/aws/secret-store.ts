import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { SecretStore } from '../ports/secret-store.ts';

/** Milliseconds a value is kept: a rotated secret is in use everywhere within this time. */
const KEPT = 5 * 60_000;

/**
 * Secrets Manager, each value kept for five minutes; concurrent readers share one request, and a failed one is not
 * kept. `now` is in milliseconds and stands open for tests.
 */
export function createSecretStore(client: SecretsManagerClient, now: () => number = Date.now): SecretStore {
  const kept = new Map<string, { readonly value: Promise<string>; readonly until: number }>();
  return {
    get: (id, how) => {
      const known = kept.get(id);
      if (known !== undefined && now() < known.until && how?.fresh !== true) return known.value;
      const value = readSecret(client, id);
      kept.set(id, { value, until: now() + KEPT });
      value.catch(() => kept.delete(id));
      return value;
    },
    put: async (id, value) => {
      await client.send(new PutSecretValueCommand({ SecretId: id, SecretString: value }));
      kept.delete(id);
    },
  };
}

async function readSecret(client: SecretsManagerClient, id: string): Promise<string> {
  const answer = await client.send(new GetSecretValueCommand({ SecretId: id }));
  if (answer.SecretString === undefined) throw new Error(`secret store: ${id} holds no text`);
  return answer.SecretString;
}
