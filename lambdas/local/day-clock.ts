import { setTimeout as wait } from 'node:timers/promises';
import { fromMillis, type Instant, isBefore, toMillis } from '../core/calendar/instant.ts';
import type { Clock } from '../ports/clock.ts';

/** A clock the embedded mode can put forward: nobody waits for 08:00 in a rehearsal. */
export interface DayClock extends Clock {
  /** Puts the clock forward to `instant` (never back) and lets it run from there. */
  advanceTo(instant: Instant): void;
  /** Puts the clock forward to `instant` and holds it, so that what is laid out and approved bears the same minute on every machine. */
  holdAt(instant: Instant): void;
}

/** A day clock that runs from `start` on with the machine's own. */
export function dayClock(start: Instant): DayClock {
  let offset = toMillis(start) - Date.now();
  let held: Instant | null = null;
  const now = (): Instant => held ?? fromMillis(Date.now() + offset);
  const forward = (instant: Instant): Instant => (isBefore(now(), instant) ? instant : now());
  return {
    now,
    millis: () => (held === null ? Date.now() + offset : toMillis(held)),
    // Waiting for a clock that is held would be waiting for nothing: no time passes for the one who asks.
    sleep: (millis) => wait(held === null ? millis : 0),
    advanceTo: (instant) => {
      offset = toMillis(forward(instant)) - Date.now();
      held = null;
    },
    holdAt: (instant) => {
      held = forward(instant);
    },
  };
}
