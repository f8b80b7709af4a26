import { type Instant, isBefore, shift } from '../calendar/instant.ts';
import { LIMITS } from './limits.ts';
import type { Subscriber } from './subscriber.ts';

const DAY = 24 * 3_600_000;

/**
 * When the store may throw a row away: one that nobody confirmed, a week after it was asked for; null for ever. The row of
 * somebody who had left before stays, as it alone tells that they are not to be brought back.
 */
export function expiryOf(subscriber: Subscriber): Instant | null {
  if (subscriber.state !== 'pending' || subscriber.leftAt !== undefined) return null;
  return shift(subscriber.changed.at, LIMITS.unconfirmedDays * DAY);
}

/** The row without what is no longer needed of a person; null where nothing is due. Only the keyed hash goes on. */
export function erase(present: Subscriber | null, now: Instant): Subscriber | null {
  if (present === null || present.address === '') return null;
  const since = (days: number): boolean => !isBefore(now, shift(present.changed.at, days * DAY));
  switch (present.state) {
    case 'active':
      return null;
    case 'pending':
      if (present.leftAt === undefined || !since(LIMITS.unconfirmedDays)) return null;
      return bare({ ...present, state: 'unsubscribed', changed: { at: now, why: 'unconfirmed' } });
    default:
      return since(LIMITS.eraseAfterDays) ? bare(present) : null;
  }
}

/** The proof of consent and of leaving stays, under an id that tells nothing. */
function bare({ version, id, state, editions, consent, changed, leftAt, turn }: Subscriber): Subscriber {
  const left = leftAt === undefined ? {} : { leftAt };
  return { version, id, address: '', state, editions, consent, changed, ...left, turn: turn + 1 };
}
