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
      if (!since(LIMITS.unconfirmedDays)) return null;
      // The store drops this row when it comes to it, some days late: the address goes on the day.
      if (present.leftAt === undefined) return bare(present);
      return bare({ ...present, state: 'unsubscribed', changed: { at: now, why: 'unconfirmed' } });
    default:
      return since(LIMITS.eraseAfterDays) ? bare(present) : null;
  }
}

/** True for what is left of a request nobody confirmed: as good as no row, until the store has dropped it. */
export function isForgotten({ state, address, leftAt }: Subscriber): boolean {
  return state === 'pending' && address === '' && leftAt === undefined;
}

/** The proof of consent, of leaving and of lifts stays, under an id that tells nothing; the network it came from does not. */
function bare({ version, id, state, editions, consent: given, changed, leftAt, lifted, turn }: Subscriber): Subscriber {
  const kept = { ...(leftAt === undefined ? {} : { leftAt }), ...(lifted === undefined ? {} : { lifted }) };
  const { network: _, ...consent } = given;
  return { version, id, address: '', state, editions, consent, changed, ...kept, turn: turn + 1 };
}
