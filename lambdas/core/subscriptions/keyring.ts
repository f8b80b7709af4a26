import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** A key is used as the text it is, so it may be hexadecimal, base64 or generated letters and digits. */
const keySchema = z.string().regex(/^[\w+/=-]{32,256}$/, 'a key has 32 to 256 letters and digits');

/** A key's name, as it stands in a token. */
const keyIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,16}$/);

/**
 * The secret `{"current":"k2","keys":{"k1":"…","k2":"…"}}`. New tokens are signed with `current`, tokens of every key
 * are taken. `identity` makes subscriber ids and must never change; left out, it is the key whose name sorts first.
 */
export const keyringSchema = z
  .object({
    current: keyIdSchema,
    keys: z.record(keyIdSchema, keySchema),
    identity: keySchema.optional(),
  })
  .refine((ring) => Object.hasOwn(ring.keys, ring.current), 'the current key is not among the keys');
/** See {@link keyringSchema}. */
export type Keyring = z.infer<typeof keyringSchema>;

/** A secret as it is generated, before any rotation: its only key is `k1`. */
const firstKeySchema = z
  .object({ key: keySchema })
  .transform(({ key }): Keyring => ({ current: 'k1', keys: { k1: key } }));

/** Reads the secret's text, `{"key":"…"}` or a {@link Keyring}; throws without repeating any of it. */
export function parseKeyring(text: string): Keyring {
  const secret = fromJson(text);
  const generated = firstKeySchema.safeParse(secret);
  const parsed = generated.success ? generated : keyringSchema.safeParse(secret);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole');
  throw new Error(`keyring: not usable: ${[...new Set(paths)].join(', ')}`);
}

/** HMAC-SHA256 of `text` under a key. */
export function macOf(key: string, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

/** Compares without telling by its time how far two texts agree. */
export function isSame(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The key that makes subscriber ids. */
export function identityKey(ring: Keyring): string {
  const [first = ring.current] = Object.keys(ring.keys).sort();
  return ring.identity ?? ring.keys[first] ?? '';
}

/** Undefined where the text is not JSON. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
