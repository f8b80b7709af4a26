import { setImmediate as settled } from 'node:timers/promises';
import { fromMillis, type Instant, toMillis } from '../../lambdas/core/calendar/instant.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';

/** A clock shared by several workers that really wait for each other: time jumps to whoever is to wake next. */
export interface EventClock extends Clock {
  millis(): number;
  /** Lets time pass until nobody is asleep any more, or it is `until` milliseconds after the start. */
  run(until: number): Promise<void>;
}

/** An event clock that stands at `start`. No time passes while `isBusy`: what takes the machine's time takes none of the clock's. */
export function eventClock(start: Instant, isBusy: () => boolean = () => false): EventClock {
  const begun = toMillis(start);
  let millis = begun;
  let asleep: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    now: () => fromMillis(millis),
    millis: () => millis,
    sleep: (by) => new Promise((wake) => void asleep.push({ at: millis + by, wake })),
    run: async (until) => {
      for (;;) {
        do await settled();
        while (isBusy());
        const next = Math.min(...asleep.map(({ at }) => at));
        if (next > begun + until || asleep.length === 0) return;
        millis = next;
        const woken = asleep.filter(({ at }) => at <= millis);
        asleep = asleep.filter(({ at }) => at > millis);
        for (const { wake } of woken) wake();
      }
    },
  };
}
