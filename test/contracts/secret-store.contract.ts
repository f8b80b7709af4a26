import { expect, test } from 'vitest';
import type { SecretStore } from '../../lambdas/ports/secret-store.ts';

/** What every secret store does; `id` is the id of a secret that is there. */
export function secretStoreContract(store: () => SecretStore, id: () => string): void {
  test('gives a secret, the same each time', async () => {
    const value = await store().get(id());
    expect(JSON.parse(value)).toEqual({ key: expect.stringMatching(/^[0-9a-zA-Z]{64}$/) });
    expect(await store().get(id())).toBe(value);
  });

  test('replaces a secret, and gives the new value to whoever asks for it fresh', async () => {
    const before = await store().get(id());
    const other = store();
    await other.put(id(), '{"key":"next"}');
    expect(await store().get(id(), { fresh: true })).toBe('{"key":"next"}');
    expect(await other.get(id())).toBe('{"key":"next"}');
    await other.put(id(), before);
    expect(await store().get(id(), { fresh: true })).toBe(before);
  });

  test('throws where there is none, also on replacing it', async () => {
    await expect(store().get('no-such-secret')).rejects.toThrow();
    await expect(store().put('no-such-secret', '{}')).rejects.toThrow();
  });
}
