import type { z } from 'zod';
import type { ObjectStore, PutCondition, PutOutcome } from '../ports/object-store.ts';

/** A stored value with the tag a conditional write needs. */
export interface Stored<T> {
  readonly value: T;
  readonly etag: string;
}

/** Reads and parses a JSON object; null where there is none. An object that does not fit its schema is an error naming the key. */
export async function readJson<T>(store: ObjectStore, key: string, schema: z.ZodType<T>): Promise<Stored<T> | null> {
  const object = await store.get(key);
  if (!object) return null;
  const parsed = schema.safeParse(jsonOf(key, object.body));
  if (!parsed.success) throw new UnreadableObjectError(key, problemOf(parsed.error), parsed.error);
  return { value: parsed.data, etag: object.etag };
}

/** Writes a value as JSON under a condition. */
export async function writeJson(
  store: ObjectStore,
  key: string,
  value: unknown,
  condition: PutCondition,
): Promise<PutOutcome> {
  return store.put(key, JSON.stringify(value), { contentType: 'application/json; charset=utf-8' }, condition);
}

/** A stored object is not what its schema says: written by a newer version, or damaged. */
export class UnreadableObjectError extends Error {
  constructor(key: string, problem: string, cause: unknown) {
    super(`${key}: ${problem}`, { cause });
    this.name = 'UnreadableObjectError';
  }
}

/** Made once: it is asked for every object that is read. */
const DECODER = new TextDecoder();

function jsonOf(key: string, body: Uint8Array): unknown {
  try {
    return JSON.parse(DECODER.decode(body));
  } catch (error) {
    throw new UnreadableObjectError(key, `not JSON: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

function problemOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.')}: ${issue.message}` : 'does not fit its schema';
}
