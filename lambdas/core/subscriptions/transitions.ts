import { type Instant, isBefore, shift } from '../calendar/instant.ts';
import { ASK_AGAIN, confirmLifted, isLifting, tellsMore } from './lift.ts';
import type { Editions, Subscriber, SubscriberState } from './subscriber.ts';

/** Marks a person who has been written to and has not answered yet. */
export const ASKED = 'confirmation-sent';

/** Marks a person whom the confirmation mail certainly did not reach. */
export const NOT_ASKED = 'confirmation-not-sent';

/** Somebody typed an address into the form. */
export interface Request {
  readonly id: string;
  readonly address: string;
  /** What they would like to read. */
  readonly editions: Editions;
  /** Ids of the sections wanted; null: all. */
  readonly sections: readonly string[] | null;
  /** What they agreed to, as it stood above the button, and where that was. */
  readonly basis: string;
  readonly from: string;
  /** As `networkOf` tells it. */
  readonly network: string;
  /** SHA-256 of the secret in the link of the confirmation mail. */
  readonly hash: string;
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
  if (isAskedLately(present, asked.now)) return { kind: 'nothing', why: 'asked-lately' };
  const subscriber: Subscriber = {
    version: 1,
    id: asked.id,
    address: asked.address,
    state: 'pending',
    editions: asked.editions,
    ...(asked.sections === null ? {} : { sections: [...asked.sections] }),
    asked: { at: asked.now, hash: asked.hash },
    consent: { at: asked.now, basis: asked.basis, from: asked.from, network: asked.network },
    changed: { at: asked.now, why: ASKED },
    ...leftAtOf(present),
    ...(present?.lifted && { lifted: present.lifted }),
    turn: (present?.turn ?? 0) + 1,
  };
  return { kind: 'ask', subscriber };
}

/** One mail a day, whatever the address has been through since; one that certainly was not taken is none. */
function isAskedLately(present: Subscriber | null, now: Instant): boolean {
  if (present === null || present.asked?.begun === 0) return false;
  const before = present.state === 'pending' && present.changed.why === ASKED ? present.changed.at : undefined;
  const last = present.asked?.at ?? before;
  return last !== undefined && isBefore(now, shift(last, ASK_AGAIN));
}

/** Who has left once is known to have, until they confirm. */
function leftAtOf(present: Subscriber | null): { leftAt?: Instant } {
  const leftAt = present?.leftAt ?? (present?.state === 'unsubscribed' ? present.changed.at : undefined);
  return leftAt === undefined ? {} : { leftAt };
}

/** A reader who asks for another edition gets a mail to confirm it; until then nothing changes for them. */
function requestMore(present: Subscriber, { editions, now, hash }: Request): RequestOutcome {
  if (editions.every((edition) => present.editions.includes(edition))) return { kind: 'nothing', why: 'active' };
  const isNone = present.asked?.begun === 0;
  const isLately = !isNone && present.wanted !== undefined && isBefore(now, shift(present.wanted.at, ASK_AGAIN));
  if (isLately || isAskedLately(present, now)) return { kind: 'nothing', why: 'asked-lately' };
  const asked = { at: now, hash };
  return { kind: 'ask', subscriber: { ...present, asked, wanted: { editions, at: now }, turn: present.turn + 1 } };
}

/** The row to be written, `already` where it says so, or `refused`: there is nothing to confirm. */
export type ConfirmOutcome =
  | { readonly kind: 'confirmed'; readonly subscriber: Subscriber }
  | { readonly kind: 'already' }
  | { readonly kind: 'refused' };

/** A pressed button of a confirmation mail's page; `hash` of the secret in its link, null for a link from before there was one. */
export interface Confirmation {
  readonly now: Instant;
  readonly hash: string | null;
}

/** A link of a confirmation mail was followed by pressing its button; it works once, and wakes nobody who has left since. */
export function confirm(present: Subscriber | null, { now, hash }: Confirmation): ConfirmOutcome {
  if (present?.state === 'active' && present.wanted === undefined) return { kind: 'already' };
  if (present?.state === 'suppressed') {
    const isAnswer = hash !== null && isLifting(present) && present.asked?.hash === hash;
    return isAnswer ? { kind: 'confirmed', subscriber: confirmLifted(present, now) } : { kind: 'refused' };
  }
  if (present?.state !== 'pending' && present?.state !== 'active') return { kind: 'refused' };
  const { asked, leftAt: _left, ...rest } = present;
  if ((asked?.hash ?? null) !== hash) return { kind: 'refused' };
  const used = asked === undefined ? {} : { asked: { at: asked.at } };
  const { wanted, ...row } = rest;
  const editions =
    present.state === 'active' ? [...new Set([...row.editions, ...(wanted?.editions ?? [])])] : row.editions;
  const consent = { ...row.consent, at: now };
  const confirmed = moved({ ...row, ...used, editions, consent }, 'active', { at: now, why: 'confirmed' });
  return { kind: 'confirmed', subscriber: confirmed };
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
  return { ...moved(present, 'unsubscribed', { at: now, why: 'left' }), leftAt: now };
}

/** The row of an address that bounced for good or complained; null where nothing changes. The link it was sent last is dead then. */
export function suppress(present: Subscriber | null, change: { at: Instant; why: string }): Subscriber | null {
  if (present === null || !tellsMore(present, change)) return null;
  const asked = present.asked === undefined ? {} : { asked: { at: present.asked.at } };
  return moved({ ...present, ...asked }, 'suppressed', change);
}

/** The row after a confirmation mail that certainly was not sent: the next request may send one. */
export function notAsked(present: Subscriber, now: Instant): Subscriber {
  const { asked: _a, wanted: _w, ...rest } = present;
  if (present.state === 'active') return { ...rest, turn: present.turn + 1 };
  return moved(rest, present.state, { at: now, why: NOT_ASKED });
}

function moved(present: Subscriber, state: SubscriberState, changed: Subscriber['changed']): Subscriber {
  return { ...present, state, changed, turn: present.turn + 1 };
}
