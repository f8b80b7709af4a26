import { type Instant, isBefore, shift } from '../calendar/instant.ts';
import type { Subscriber } from './subscriber.ts';

/** Marks an address that a person at the desk wants lifted and that has been written to. */
const LIFTED = 'lifted';

/** What the reason of a suppression by a complaint begins with. */
const COMPLAINT = 'complaint';

/** One confirmation mail an address in this time, in milliseconds. */
export const ASK_AGAIN = 24 * 3_600_000;

/** Somebody at the desk was asked by the owner of a suppressed address to let them read again. */
export interface Lifting {
  /** Normalised; the row may have lost it. */
  readonly address: string;
  /** Id of the person at the desk. */
  readonly by: string;
  /** SHA-256 of the secret in the link of the confirmation mail. */
  readonly hash: string;
  readonly now: Instant;
}

/** `ask`: write the row, then the confirmation mail. Who complained twice has said it clearly enough. */
export type LiftOutcome =
  | { readonly kind: 'ask'; readonly subscriber: Subscriber }
  | { readonly kind: 'nothing'; readonly why: 'not-suppressed' | 'asked-lately' | 'complained-twice' };

/**
 * The row that waits for its owner to confirm. It stays suppressed until they have: nothing but the confirmation mail is sent
 * to it, no list brings it back, and a mail nobody answers leaves everything as it was.
 */
export function lift(present: Subscriber | null, { address, by, hash, now }: Lifting): LiftOutcome {
  if (present?.state !== 'suppressed') return { kind: 'nothing', why: 'not-suppressed' };
  if (hasComplainedTwice(present)) return { kind: 'nothing', why: 'complained-twice' };
  if (present.asked !== undefined && isBefore(now, shift(present.asked.at, ASK_AGAIN))) {
    return { kind: 'nothing', why: 'asked-lately' };
  }
  const subscriber: Subscriber = {
    ...present,
    address,
    asked: { at: now, hash },
    lifted: { at: now, by, complained: hasComplained(present) },
    changed: { at: now, why: LIFTED },
    turn: present.turn + 1,
  };
  return { kind: 'ask', subscriber };
}

/** Whether it was a complaint that suppressed the address, now or before it was lifted: such a lift is not everybody's. */
export function hasComplained({ changed, lifted }: Pick<Subscriber, 'changed' | 'lifted'>): boolean {
  return isComplaint(changed.why) || lifted?.complained === true;
}

/** Whether its owner complained again after a complaint was lifted: that is for good. */
export function hasComplainedTwice({ changed, lifted }: Pick<Subscriber, 'changed' | 'lifted'>): boolean {
  return isComplaint(changed.why) && lifted?.complained === true;
}

/** Whether the confirmation mail of a lift waits for its answer. */
export function isLifting({ state, asked, lifted }: Subscriber): boolean {
  return state === 'suppressed' && lifted !== undefined && asked?.hash !== undefined && asked.at === lifted.at;
}

/** The reader again, by the link of the mail they were sent: consent of today, and nothing of what came back before. */
export function confirmLifted(present: Subscriber, now: Instant): Subscriber {
  const { leftAt: _l, returned: _r, pausedUntil: _p, wanted: _w, asked, ...rest } = present;
  const basis = `asked the desk to be a reader again: ${present.editions.join(' and ')}, confirmed by a mail to the address`;
  return {
    ...rest,
    ...(asked === undefined ? {} : { asked: { at: asked.at } }),
    state: 'active',
    consent: { at: now, basis, from: 'desk' },
    changed: { at: now, why: 'confirmed' },
    turn: present.turn + 1,
  };
}

/**
 * Whether a bounce or a complaint tells something new of an address. Of one that was lifted, what happened before is known, but
 * for a complaint nobody had heard of. Of one that is suppressed: that the mail of a lift came back, which ends it, or that its
 * owner complained where a bounce was there first.
 */
export function tellsMore(present: Subscriber, { at, why }: Subscriber['changed']): boolean {
  if (isComplaint(why) && !hasComplained(present)) return true;
  if (present.lifted !== undefined && isBefore(at, present.lifted.at)) return false;
  if (present.state !== 'suppressed' || isLifting(present)) return true;
  return isComplaint(why) && !isComplaint(present.changed.why);
}

function isComplaint(why: string): boolean {
  return why.startsWith(COMPLAINT);
}
