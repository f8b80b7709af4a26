import type { Instant } from '../core/calendar/instant.ts';

/** The only way to know the time. */
export interface Clock {
  now(): Instant;
  /** Resolves after `millis`; the courtesy gap and the pace wait here. */
  sleep(millis: number): Promise<void>;
}
