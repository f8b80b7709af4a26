import { z } from 'zod';
import type { MailingPolicy } from './policy.ts';

/**
 * The one pace of the whole stack, stored: how fast may be asked, and up to when the time of the mail service has been given
 * out. Whoever sends leases the next slice of time, so that no two workers ever send in the same one.
 */
export const stackPaceSchema = z.object({
  version: z.literal(1),
  /** Requests a second. */
  rate: z.number().positive(),
  /** Milliseconds since the epoch: the end of the last slice that was leased. */
  until: z.number(),
  /** When throttling last slowed it down; 0: never. */
  slowedAt: z.number(),
  turn: z.number().int(),
});
/** See {@link stackPaceSchema}. */
export type StackPace = z.infer<typeof stackPaceSchema>;

/** A worker's own time: one request every `gap` from `from` on, the last one a gap before `to`; milliseconds since the epoch. */
export interface Slice {
  readonly from: number;
  readonly to: number;
  readonly gap: number;
}

/** A worker's wish for time. */
export interface SliceWish {
  readonly now: number;
  /** Requests it still has to make, as far as it knows: nobody leases time that nobody would use. */
  readonly requests: number;
  /** The most that may be asked for, requests a second. */
  readonly ceiling: number;
  /** The service has refused a request for coming too fast. */
  readonly isThrottled: boolean;
  readonly policy: MailingPolicy;
}

/** Slowest rate throttling may press the stack down to, requests a second. */
const FLOOR = 0.5;

/** After throttling, once a second at most: two workers that are refused at the same moment are one refusal. */
const DECREASE = 0.5;
const SLOWED_ONCE_MS = 1_000;

/** After a slice without throttling: this part of the ceiling more. */
const INCREASE = 0.01;

/** Longer gaps than the rate asks for, so that a late request and the next one stay under the limit of any one second. */
const HEADROOM = 1.025;

/** After this long without a mailing nothing is remembered of its throttling. */
const FORGOTTEN_AFTER_MS = 600_000;

/** Longer than a lease takes: of workers with little left to do each still finds the row unchanged. */
const SHORTEST_SLICE_MS = 25;

/** Time that is given out further ahead is the work of a clock that was wrong. */
const FURTHEST_AHEAD_MS = 15_000;

/** Longest pause after throttling, in milliseconds; shorter than the time a worker keeps free before its deadline. */
const LONGEST_PAUSE = 15_000;

/** Time in seconds that one recipient's four requests may take; the lanes of a worker are counted by it. */
const SECONDS_A_RECIPIENT = 0.25;

/** The most the whole stack asks of a service that takes `maxPerSecond`. */
export function ceilingOf(maxPerSecond: number, policy: MailingPolicy): number {
  return Math.max(FLOOR, maxPerSecond * policy.rateShare);
}

/** The next slice, and the stored pace after it: halved by throttling, else a little faster up to the ceiling. */
export function leaseSlice(
  stored: StackPace | null,
  wish: SliceWish,
): { readonly pace: StackPace; readonly slice: Slice } {
  const { now, policy, requests } = wish;
  const { rate, slowedAt } = rateOf(stored, wish);
  const isAhead = stored !== null && stored.until > now && stored.until <= now + FURTHEST_AHEAD_MS;
  const from = isAhead ? stored.until : now;
  const gap = (1_000 / rate) * HEADROOM;
  const to = from + Math.max(gap, SHORTEST_SLICE_MS, Math.min(policy.sliceMs, requests * gap));
  return { pace: { version: 1, rate, until: to, slowedAt, turn: (stored?.turn ?? 0) + 1 }, slice: { from, to, gap } };
}

function rateOf(stored: StackPace | null, wish: SliceWish): Pick<StackPace, 'rate' | 'slowedAt'> {
  const { now, ceiling, isThrottled } = wish;
  const known = stored !== null && now - stored.until < FORGOTTEN_AFTER_MS ? stored : null;
  const { rate = ceiling, slowedAt = 0 } = known ?? {};
  const present = Math.min(ceiling, rate);
  if (!isThrottled) return { rate: Math.min(ceiling, present + ceiling * INCREASE), slowedAt };
  if (Math.abs(now - slowedAt) < SLOWED_ONCE_MS) return { rate: present, slowedAt };
  return { rate: Math.max(FLOOR, present * DECREASE), slowedAt: now };
}

/** Milliseconds to keep quiet after the `times`th throttling one after the other (1 is the first). */
export function pauseAfter(times: number): number {
  return Math.min(LONGEST_PAUSE, 1_000 * 2 ** (times - 1));
}

/** Recipients a worker serves at the same time to reach the ceiling. */
export function lanesFor(ceiling: number, policy: MailingPolicy): number {
  return Math.min(policy.mostLanes, Math.max(1, Math.ceil(ceiling * SECONDS_A_RECIPIENT)));
}
