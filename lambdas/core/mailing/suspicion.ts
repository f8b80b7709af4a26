import type { Mailing } from './mailing.ts';
import { HOUSE_LIMITS, RATED_FROM, ratesOf } from './reputation.ts';
import { EMPTY_TALLY, type Tally, tallySince } from './tally.ts';

/** Send events may be this much more than the audience, for what is counted twice by a repeated message of a queue. */
const MOST_SENDS = 1.02;

/**
 * Why a mailing must not go on by itself, or null. `second-copies`: a reader was sent two; `too-many-sends`: more messages
 * were sent than there are readers; `bounces`, `complaints`: SES would soon look at the account. What a person has looked at
 * and let pass (`mailing.overlooked`) is not held against it again: counting begins anew.
 */
export function suspicionOf(tally: Tally, mailing: Mailing): NonNullable<Mailing['pausedFor']>['why'] | null {
  const since = tallySince(tally, mailing.overlooked ?? EMPTY_TALLY);
  if (since.doubled > 0) return 'second-copies';
  if (since.heard + since.strangers > mailing.audience * MOST_SENDS) return 'too-many-sends';
  if (since.heard < RATED_FROM) return null;
  const { bounces, complaints } = ratesOf(since);
  if (bounces >= HOUSE_LIMITS.bounces) return 'bounces';
  return complaints >= HOUSE_LIMITS.complaints ? 'complaints' : null;
}
