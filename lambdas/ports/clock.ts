import type { Instant } from '../core/calendar/instant.ts';

/** The only way to know the time. */
export interface Clock {
  now(): Instant;
  /** The same moment in milliseconds since the epoch, not rounded; left out where nobody asks more often than once a second. */
  millis?(): number;
  /** Resolves after `millis`; the courtesy gap and the pace wait here. */
  sleep(millis: number): Promise<void>;
}
