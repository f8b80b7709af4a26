import { type Instant, isBefore, shift } from '../calendar/instant.ts';
import type { Subscriber, SubscriberState } from './subscriber.ts';

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
  if (present?.state === 'active' || present?.state === 'suppressed') return { kind: 'nothing', why: present.state };
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
    editions: ['daily'],
    consent: { at: asked.now, basis: asked.basis },
    changed: { at: asked.now, why: ASKED },
    turn: (present?.turn ?? 0) + 1,
  };
  return { kind: 'ask', subscriber };
}

/** The row to be written, `already` where it says so, or `refused`: there is nothing to confirm. */
export type ConfirmOutcome =
  | { readonly kind: 'confirmed'; readonly subscriber: Subscriber }
  | { readonly kind: 'already' }
  | { readonly kind: 'refused' };

/** A link of a confirmation mail was followed by pressing its button; it wakes nobody who has left in the meantime. */
export function confirm(present: Subscriber | null, now: Instant): ConfirmOutcome {
  if (present?.state === 'active') return { kind: 'already' };
  if (present?.state !== 'pending') return { kind: 'refused' };
  const consent = { at: now, basis: present.consent.basis };
  return { kind: 'confirmed', subscriber: { ...moved(present, 'active', { at: now, why: 'confirmed' }), consent } };
}

/** The row of somebody who leaves; null where nothing changes. A suppressed address stays suppressed. */
export function leave(present: Subscriber | null, now: Instant): Subscriber | null {
  if (present === null || present.state === 'unsubscribed' || present.state === 'suppressed') return null;
  return moved(present, 'unsubscribed', { at: now, why: 'left' });
}

/** The row of an address that bounced for good or complained; null where nothing changes. */
export function suppress(present: Subscriber | null, change: { at: Instant; why: string }): Subscriber | null {
  if (present === null || present.state === 'suppressed') return null;
  return moved(present, 'suppressed', change);
}

/** The row after a confirmation mail that certainly was not sent: the next request may send one. */
export function notAsked(present: Subscriber, now: Instant): Subscriber {
  return moved(present, present.state, { at: now, why: NOT_ASKED });
}

function moved(present: Subscriber, state: SubscriberState, changed: Subscriber['changed']): Subscriber {
  return { ...present, state, changed, turn: present.turn + 1 };
}
