import type { SecretStore } from '../../../lambdas/ports/secret-store.ts';

/** Secrets by id; an id that is not there throws, as the port asks. */
export function memorySecretStore(secrets: Readonly<Record<string, string>>): SecretStore {
  const known = new Map(Object.entries(secrets));
  return {
    get: async (id) => {
      const value = known.get(id);
      if (value === undefined) throw new Error(`secret store: no secret ${id}`);
      return value;
    },
    put: async (id, value) => {
      if (!known.has(id)) throw new Error(`secret store: no secret ${id}`);
      known.set(id, value);
    },
  };
}
