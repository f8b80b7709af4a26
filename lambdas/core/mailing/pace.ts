import type { MailingPolicy } from './policy.ts';

/** How fast one worker sends: a token bucket that holds a single token, so that requests are evenly spaced. */
export interface Pace {
  /** Requests a second at this moment. */
  readonly rate: number;
  /** The most that is ever tried. */
  readonly ceiling: number;
}

/** Slowest rate throttling may press a worker down to, requests a second. */
const FLOOR = 0.5;

/** How much faster after each accepted message: doubles about every 35 messages, then stays at the ceiling. */
const RECOVERY = 1.02;

/** Longest pause after throttling, in milliseconds; shorter than the time a worker keeps free before its deadline. */
const LONGEST_PAUSE = 15_000;

/** Time in seconds that one recipient's four requests may take; the lanes of a worker are counted by it. */
const SECONDS_A_RECIPIENT = 0.25;

/** Lanes of one worker at most: claims that a crash leaves open. */
const MOST_LANES = 10;

/** One worker's part of the service's rate; `workers` share it evenly. */
export function openPace(maxPerSecond: number, workers: number, policy: MailingPolicy): Pace {
  const ceiling = Math.max(FLOOR, (maxPerSecond * policy.rateShare) / Math.max(1, workers));
  return { rate: ceiling, ceiling };
}

/** Milliseconds from one request to the next. */
export function gapOf(pace: Pace): number {
  return Math.ceil(1_000 / pace.rate);
}

/** After throttling: half as fast. */
export function slower(pace: Pace): Pace {
  return { ...pace, rate: Math.max(FLOOR, pace.rate / 2) };
}

/** After an accepted message: a little faster, up to the ceiling. */
export function faster(pace: Pace): Pace {
  return pace.rate >= pace.ceiling ? pace : { ...pace, rate: Math.min(pace.ceiling, pace.rate * RECOVERY) };
}

/** Milliseconds to keep quiet after the `times`th throttling one after the other (1 is the first). */
export function pauseAfter(times: number): number {
  return Math.min(LONGEST_PAUSE, 1_000 * 2 ** (times - 1));
}

/** Recipients a worker serves at the same time to reach its rate. */
export function lanesFor(pace: Pace): number {
  return Math.min(MOST_LANES, Math.max(1, Math.ceil(pace.ceiling * SECONDS_A_RECIPIENT)));
}
