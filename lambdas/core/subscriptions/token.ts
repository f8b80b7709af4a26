import { type Instant, toMillis } from '../calendar/instant.ts';
import { isSame, type Keyring, macOf } from './keyring.ts';

/** What a token lets its holder do; a token for one thing is worthless for another. */
export type TokenPurpose = 'confirm' | 'leave' | 'prefer' | 'return';

/** What is put into a token. */
export interface Grant {
  readonly purpose: TokenPurpose;
  readonly subscriberId: string;
  readonly at: Instant;
}

/** How long a token is taken, in milliseconds; null: for ever, because an old mail's unsubscribe link must always work. */
const LIFETIME: Readonly<Record<TokenPurpose, number | null>> = {
  confirm: 3 * 24 * 3_600_000,
  leave: null,
  prefer: 24 * 3_600_000,
  return: 24 * 3_600_000,
};

/** Clocks of two machines may differ by this. */
const CLOCK_SKEW = 5 * 60_000;

/** Bytes of the code at the end: 192 bits, 32 letters. */
const CODE_BYTES = 24;

const SHAPE = /^([A-Za-z0-9_-]{1,16})\.([0-9a-f]{32})\.([0-9a-z]{1,9})\.([A-Za-z0-9_-]{32})$/;

/** What a token says when it is ours. */
export type TokenOutcome =
  | { readonly kind: 'valid'; readonly subscriberId: string; readonly at: Instant }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'expired' };

/** A token `<key>.<subscriber>.<seconds in base 36>.<code>`: letters that need no escaping in an address or a header. */
export function signToken(ring: Keyring, grant: Grant): string {
  const body = `${ring.current}.${grant.subscriberId}.${Math.floor(toMillis(grant.at) / 1_000).toString(36)}`;
  return `${body}.${codeOf(ring.keys[ring.current] ?? '', grant.purpose, body).toString('base64url')}`;
}

/** Reads a token for one purpose, under any key of the ring; nothing but our own letters ever reaches the caller. */
export function verifyToken(
  ring: Keyring,
  token: string,
  asked: { purpose: TokenPurpose; now: Instant },
): TokenOutcome {
  const [, keyId = '', subscriberId = '', seconds = '', code = ''] = SHAPE.exec(token) ?? [];
  const key = Object.hasOwn(ring.keys, keyId) ? ring.keys[keyId] : undefined;
  if (key === undefined) return { kind: 'invalid' };
  const expected = codeOf(key, asked.purpose, `${keyId}.${subscriberId}.${seconds}`);
  if (!isSame(expected, Buffer.from(code, 'base64url'))) return { kind: 'invalid' };
  const made = Number.parseInt(seconds, 36) * 1_000;
  const age = toMillis(asked.now) - made;
  const lifetime = LIFETIME[asked.purpose];
  if (lifetime !== null && (age > lifetime || age < -CLOCK_SKEW)) return { kind: 'expired' };
  return { kind: 'valid', subscriberId, at: new Date(made).toISOString() };
}

function codeOf(key: string, purpose: TokenPurpose, body: string): Buffer {
  return macOf(key, `token\n${purpose}\n${body}`).subarray(0, CODE_BYTES);
}
