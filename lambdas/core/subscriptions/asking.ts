import { createHash } from 'node:crypto';
import { type Instant, isBefore, shift } from '../calendar/instant.ts';
import { identityKey, type Keyring, macOf } from './keyring.ts';
import type { Subscriber } from './subscriber.ts';
import { ASKED, NOT_ASKED, type RequestOutcome, request, type Request as Wish } from './transitions.ts';

/** Tag `issue` of a confirmation mail: its events find no row in the ledger, but a bounce still suppresses the address. */
export const CONFIRMATION = 'confirmation';

/** Bytes of a secret: 128 bits, 22 letters. */
const SECRET_BYTES = 16;

/**
 * A mail that was begun this lately may still be with whoever began it, in milliseconds: longer than the function may run, shorter
 * than its message stays hidden.
 */
export const IN_HAND = 60_000;

/** Times the mail of one form is begun without word that it was taken; the second may be the extra one, a third never is. */
const MOST_BEGUN = 2;

/**
 * The secret in the link of a form's mail. Made of the form's random id and the keyring, so that a message that is handed out again
 * finds its own row and sends the same link, while whoever reads the message alone cannot confirm by it.
 */
export function secretOf(ring: Keyring, form: { readonly id: string; readonly subscriberId: string }): string {
  const mac = macOf(identityKey(ring), `confirm\n${form.id}\n${form.subscriberId}`);
  return mac.subarray(0, SECRET_BYTES).toString('base64url');
}

/** What a row keeps of the secret in a link. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** `mail`: write the row, then the mail, which is begun for the `begun`-th time; `in-hand`: another may be at it, so look again later. */
export type ClaimOutcome =
  | { readonly kind: 'mail'; readonly subscriber: Subscriber; readonly begun: number }
  | { readonly kind: 'in-hand' }
  | {
      readonly kind: 'nothing';
      readonly why: Extract<RequestOutcome, { kind: 'nothing' }>['why'] | 'asked' | 'given-up';
    };

/**
 * What a form comes to, the first time and when its message is handed out again: the hash in the row tells that it is this form's,
 * `begun` that nobody knows its mail to have been taken.
 */
export function claim(present: Subscriber | null, wish: Wish): ClaimOutcome {
  if (present?.asked?.hash !== wish.hash || !isWaiting(present)) return first(present, wish);
  const { at, begun = null } = present.asked;
  if (begun === null) return { kind: 'nothing', why: 'asked' };
  if (begun > 0 && isBefore(wish.now, shift(at, IN_HAND))) return { kind: 'in-hand' };
  if (begun >= MOST_BEGUN) return { kind: 'nothing', why: 'given-up' };
  return begin({ ...present, turn: present.turn + 1 }, wish, begun + 1);
}

function first(present: Subscriber | null, wish: Wish): ClaimOutcome {
  const outcome = request(present, wish);
  return outcome.kind === 'nothing' ? outcome : begin(outcome.subscriber, wish, 1);
}

function begin(row: Subscriber, { now, hash }: Wish, begun: number): ClaimOutcome {
  return { kind: 'mail', subscriber: { ...row, ...marked(row, ASKED), asked: { at: now, hash, begun } }, begun };
}

/** The desk shows why a row last changed: never that a mail was sent which was not. */
function marked({ state, changed }: Subscriber, why: string): Pick<Subscriber, 'changed'> {
  return { changed: state === 'pending' ? { ...changed, why } : changed };
}

/** Whoever confirmed, left or was suppressed meanwhile waits for no mail. */
function isWaiting({ state, wanted }: Subscriber): boolean {
  return state === 'pending' || (state === 'active' && wanted !== undefined);
}

/** The row once the mail service has taken the mail: no message sends it again. */
export function taken({ asked, ...row }: Subscriber): Subscriber {
  return { ...row, ...(asked && { asked: withoutBegun(asked) }), turn: row.turn + 1 };
}

function withoutBegun({ begun: _, ...known }: NonNullable<Subscriber['asked']>): NonNullable<Subscriber['asked']> {
  return known;
}

/** The row once the mail service has certainly not taken the mail: it was not begun, and another form may take its place at once. */
export function notTaken(present: Subscriber): Subscriber {
  const { asked } = present;
  const begun = Math.max(0, (asked?.begun ?? 1) - 1);
  const told = begun === 0 ? marked(present, NOT_ASKED) : {};
  return { ...present, ...told, ...(asked && { asked: { ...asked, begun } }), turn: present.turn + 1 };
}

/** Whether a form's message has lain too long for its mail to be expected by anybody. */
export function isTooLate(asked: { readonly at: Instant; readonly now: Instant; readonly hours: number }): boolean {
  return isBefore(shift(asked.at, asked.hours * 3_600_000), asked.now);
}
