import { faster, gapOf, type Pace, pauseAfter, slower } from '../core/mailing/pace.ts';
import type { Clock } from '../ports/clock.ts';
import type { SendOutcome } from '../ports/mailer.ts';

/** The turns of a worker's lanes: one after the other, evenly spaced, slower after throttling. */
export interface Turns {
  /** Resolves when the next request may be made. */
  next(): Promise<void>;
  /** Learns from an answer. */
  heed(answer: SendOutcome): void;
  /** Refusals one after the other, up to now. */
  refusals(): number;
}

/**
 * Turns at `pace`. The gap begins when a turn is given and runs while the lane works, so that neither a clock that counts
 * whole seconds nor the time of the requests themselves slows the worker down.
 */
export function takeTurns(clock: Clock, pace: Pace): Turns {
  let current = pace;
  let refusals = 0;
  let pause = 0;
  let gate: Promise<void> = Promise.resolve();
  return {
    next: () => {
      const mine = gate.then(async () => {
        const quiet = pause;
        pause = 0;
        if (quiet > 0) await clock.sleep(quiet);
      });
      gate = mine.then(() => clock.sleep(gapOf(current)));
      // The one who waits for the gate hears of the failure; without a waiter nobody needs to.
      gate.catch(() => undefined);
      return mine;
    },
    heed: (answer) => {
      if (answer.kind === 'accepted') {
        current = faster(current);
        refusals = 0;
      }
      if (answer.kind !== 'not-accepted') return;
      refusals += 1;
      pause = pauseAfter(refusals);
      if (answer.why === 'throttled') current = slower(current);
    },
    refusals: () => refusals,
  };
}
