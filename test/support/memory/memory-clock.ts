import { fromMillis, type Instant, toMillis } from '../../../lambdas/core/calendar/instant.ts';
import type { Clock } from '../../../lambdas/ports/clock.ts';
import { keepList, type PutBack } from './kept.ts';

/** A clock the test holds in its hand; time passes only by `sleep`, `advance` and `set`. */
export interface MemoryClock extends Clock {
  /** Jumps to `instant`, also backwards. */
  set(instant: Instant): void;
  /** Lets `millis` pass. */
  advance(millis: number): void;
  /** Every wait asked for, in order, in milliseconds. */
  readonly slept: number[];
  /** See {@link PutBack}. */
  keep(): PutBack;
}

/** A clock that stands at `start`; `sleep` moves it at once. */
export function memoryClock(start: Instant): MemoryClock {
  let millis = toMillis(start);
  const slept: number[] = [];
  // Asked for far more often than time passes.
  let told = { millis, instant: fromMillis(millis) };
  return {
    slept,
    now: () => {
      if (told.millis !== millis) told = { millis, instant: fromMillis(millis) };
      return told.instant;
    },
    millis: () => millis,
    keep: () => {
      const [at, waits] = [millis, keepList(slept)];
      return () => {
        millis = at;
        waits();
      };
    },
    set: (instant) => {
      millis = toMillis(instant);
    },
    advance: (by) => {
      millis += by;
    },
    sleep: async (by) => {
      slept.push(by);
      millis += by;
    },
  };
}
