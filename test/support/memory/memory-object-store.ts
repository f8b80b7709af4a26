import { createHash } from 'node:crypto';
import type { ObjectHeaders, ObjectStore, PutCondition } from '../../../lambdas/ports/object-store.ts';
import { copyOfBytes } from './bytes.ts';
import { KeptMap, type PutBack } from './kept.ts';

/** An object as the test sees it. */
export interface MemoryObject {
  readonly body: Uint8Array;
  readonly etag: string;
  readonly headers: ObjectHeaders;
}

/** An object store in memory; `objects` is what a bucket would hold. */
export interface MemoryObjectStore extends ObjectStore {
  readonly objects: Map<string, MemoryObject>;
  /** The object as text; throws where there is nothing. */
  text(key: string): string;
  /** See {@link PutBack}. */
  keep(): PutBack;
}

/** An empty bucket; the entity tag is the quoted MD5, as S3's is. */
export function memoryObjectStore(): MemoryObjectStore {
  const objects = new KeptMap<string, MemoryObject>();
  return {
    objects,
    keep: () => objects.keep(),
    text: (key) => {
      const object = objects.get(key);
      if (object === undefined) throw new Error(`memory object store: nothing at ${key}`);
      return new TextDecoder().decode(object.body);
    },
    get: async (key) => {
      const object = objects.get(key);
      return object === undefined ? null : { body: copyOfBytes(object.body), etag: object.etag };
    },
    put: async (key, body, headers, condition) => {
      if (!holds(condition, objects.get(key))) return { kind: 'conflict' };
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : copyOfBytes(body);
      const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
      objects.set(key, { body: bytes, etag, headers: { ...headers } });
      return { kind: 'stored', etag };
    },
    list: async (prefix) =>
      [...objects.keys()]
        .filter((key) => key.startsWith(prefix))
        .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    remove: async (keys) => {
      for (const key of keys) objects.delete(key);
    },
  };
}

function holds(condition: PutCondition, present: MemoryObject | undefined): boolean {
  switch (condition.kind) {
    case 'any':
      return true;
    case 'none':
      return present === undefined;
    case 'etag':
      return present?.etag === condition.etag;
  }
}
