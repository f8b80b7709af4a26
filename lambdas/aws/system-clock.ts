import { setTimeout as wait } from 'node:timers/promises';
import { fromMillis } from '../core/calendar/instant.ts';
import type { Clock } from '../ports/clock.ts';

/** The clock of the machine, in Viet Nam's offset, to the second. */
export function createSystemClock(): Clock {
  return {
    now: () => fromMillis(Date.now()),
    millis: () => Date.now(),
    sleep: async (millis) => {
      await wait(millis);
    },
  };
}
