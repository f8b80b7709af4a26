import { type Instant, isBefore, shift } from '../calendar/instant.ts';
import { LIMITS } from '../subscriptions/limits.ts';
import type { Mailing } from './mailing.ts';

const DAY = 24 * 3_600_000;

/** An audience may have been frozen some hours before its mailing began: a day early nothing is said of it any more. */
const MARGIN_DAYS = 1;

/**
 * Whether the frozen audience of a mailing may be gone: the store lets go of the addresses in it after as many days as the book
 * keeps the address of somebody who left. The ledger's rows, which hold ids only, stay.
 */
export function isAudienceForgotten({ startedAt }: Pick<Mailing, 'startedAt'>, now: Instant): boolean {
  return isBefore(shift(startedAt, (LIMITS.eraseAfterDays - MARGIN_DAYS) * DAY), now);
}
