import { type Instant, isBefore, shift } from '../calendar/instant.ts';
import type { Editions, Subscriber, SubscriberState } from './subscriber.ts';

/** Marks a person who has been written to and has not answered yet. */
const ASKED = 'confirmation-sent';

/** Marks a person whom the confirmation mail certainly did not reach. */
const NOT_ASKED = 'confirmation-not-sent';

/** One confirmation mail an address in this time, in milliseconds. */
const ASK_AGAIN = 24 * 3_600_000;

/** Somebody typed an address into the form. */
export interface Request {
  readonly id: string;
  readonly address: string;
  /** What they would like to read. */
  readonly editions: Editions;
  /** What they agreed to, as it stood above the button. */
  readonly basis: string;
  readonly now: Instant;
}

/** `ask`: write the row, then the confirmation mail; `nothing`: the answer on the page is the same all the same. */
export type RequestOutcome =
  | { readonly kind: 'ask'; readonly subscriber: Subscriber }
  | { readonly kind: 'nothing'; readonly why: 'active' | 'suppressed' | 'asked-lately' };

/** What a request comes to in each state of the address. */
export function request(present: Subscriber | null, asked: Request): RequestOutcome {
  if (present?.state === 'suppressed') return { kind: 'nothing', why: present.state };
  if (present?.state === 'active') return requestMore(present, asked);
  const isLately =
    present?.state === 'pending' &&
    present.changed.why === ASKED &&
    isBefore(asked.now, shift(present.changed.at, ASK_AGAIN));
  if (isLately) return { kind: 'nothing', why: 'asked-lately' };
  const subscriber: Subscriber = {
    version: 1,
    id: asked.id,
    address: asked.address,
    state: 'pending',
    editions: asked.editions,
    consent: { at: asked.now, basis: asked.basis },
    changed: { at: asked.now, why: ASKED },
    turn: (present?.turn ?? 0) + 1,
  };
  return { kind: 'ask', subscriber };
}

/** A reader who asks for another edition gets a mail to confirm it; until then nothing changes for them. */
function requestMore(present: Subscriber, { editions, now }: Request): RequestOutcome {
  if (editions.every((edition) => present.editions.includes(edition))) return { kind: 'nothing', why: 'active' };
  const isLately = present.wanted !== undefined && isBefore(now, shift(present.wanted.at, ASK_AGAIN));
  if (isLately) return { kind: 'nothing', why: 'asked-lately' };
  return { kind: 'ask', subscriber: { ...present, wanted: { editions, at: now }, turn: present.turn + 1 } };
}

/** The row to be written, `already` where it says so, or `refused`: there is nothing to confirm. */
export type ConfirmOutcome =
  | { readonly kind: 'confirmed'; readonly subscriber: Subscriber }
  | { readonly kind: 'already' }
  | { readonly kind: 'refused' };

/** A link of a confirmation mail was followed by pressing its button; it wakes nobody who has left in the meantime. */
export function confirm(present: Subscriber | null, now: Instant): ConfirmOutcome {
  if (present?.state === 'active') return confirmMore(present, now);
  if (present?.state !== 'pending') return { kind: 'refused' };
  const consent = { at: now, basis: present.consent.basis };
  return { kind: 'confirmed', subscriber: { ...moved(present, 'active', { at: now, why: 'confirmed' }), consent } };
}

function confirmMore(present: Subscriber, now: Instant): ConfirmOutcome {
  const { wanted, ...rest } = present;
  if (wanted === undefined) return { kind: 'already' };
  const editions = [...new Set([...rest.editions, ...wanted.editions])];
  const consent = { at: now, basis: rest.consent.basis };
  const changed = { at: now, why: 'confirmed' };
  return { kind: 'confirmed', subscriber: { ...rest, editions, consent, changed, turn: rest.turn + 1 } };
}

/**
 * The row of somebody who leaves one edition, or all (null); null where nothing changes. Who reads nothing any more has
 * unsubscribed. A suppressed address stays suppressed.
 */
export function leave(
  present: Subscriber | null,
  now: Instant,
  edition: Editions[number] | null = null,
): Subscriber | null {
  if (present === null || present.state === 'unsubscribed' || present.state === 'suppressed') return null;
  const left = present.editions.filter((each) => edition !== null && each !== edition);
  if (left.length > 0) {
    if (left.length === present.editions.length) return null;
    return { ...moved(present, present.state, { at: now, why: 'left' }), editions: left };
  }
  return moved(present, 'unsubscribed', { at: now, why: 'left' });
}

/** The row of an address that bounced for good or complained; null where nothing changes. */
export function suppress(present: Subscriber | null, change: { at: Instant; why: string }): Subscriber | null {
  if (present === null || present.state === 'suppressed') return null;
  return moved(present, 'suppressed', change);
}

/** The row after a confirmation mail that certainly was not sent: the next request may send one. */
export function notAsked(present: Subscriber, now: Instant): Subscriber {
  if (present.state !== 'active') return moved(present, present.state, { at: now, why: NOT_ASKED });
  const { wanted: _, ...rest } = present;
  return { ...rest, turn: present.turn + 1 };
}

function moved(present: Subscriber, state: SubscriberState, changed: Subscriber['changed']): Subscriber {
  return { ...present, state, changed, turn: present.turn + 1 };
}
