import { expect, test } from 'vitest';
import type { SecretStore } from '../../lambdas/ports/secret-store.ts';

/** What every secret store does; `id` is the id of a secret that is there. */
export function secretStoreContract(store: () => SecretStore, id: () => string): void {
  test('gives a secret, the same each time', async () => {
    const value = await store().get(id());
    expect(JSON.parse(value)).toEqual({ key: expect.stringMatching(/^[0-9a-zA-Z]{64}$/) });
    expect(await store().get(id())).toBe(value);
  });

  test('throws where there is none', async () => {
    await expect(store().get('no-such-secret')).rejects.toThrow();
  });
}
