import { toMillis } from '../../core/calendar/instant.ts';
import { leaseSlice, pauseAfter, type Slice } from '../../core/mailing/pace.ts';
import type { MailingPolicy } from '../../core/mailing/policy.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { SendOutcome } from '../../ports/mailer.ts';

/** The turns of a worker's lanes: one after the other, evenly spaced over the slices of time it has leased. */
export interface Turns {
  /** Resolves when the next request may be made. */
  next(): Promise<void>;
  /** Learns from an answer. */
  heed(answer: SendOutcome): void;
  /** Refusals one after the other, up to now. */
  refusals(): number;
}

/** What pacing needs of the world. */
export interface PacePorts {
  readonly clock: Clock;
  readonly ledger: DeliveryLedger;
}

/** How fast the whole stack may be at most, and how much of its time this worker wants. */
export interface PaceTerms {
  readonly ceiling: number;
  readonly policy: MailingPolicy;
  /** Recipients nobody has begun yet: turns that will be asked for beside those that are waited for already. */
  readonly left: () => number;
}

/** Milliseconds that sums of turns may differ by from the slice they fill. */
const ROUNDING = 0.01;

/** Writes against other workers before giving up: two ever run, and of a hundred each would still find its turn. */
const TRIES = 100;

/** Turns out of the stack's one pace; two requests of the ledger a slice, whatever the rate. */
export function takeTurns(ports: PacePorts, terms: PaceTerms): Turns {
  const own = new OwnTime(ports, terms);
  let refusals = 0;
  let pause = 0;
  let waiting = 0;
  let gate: Promise<void> = Promise.resolve();
  const take = async (): Promise<void> => {
    const quiet = pause;
    pause = 0;
    if (quiet > 0) await ports.clock.sleep(quiet);
    await own.turn(waiting + terms.left());
    waiting -= 1;
  };
  return {
    next: () => {
      waiting += 1;
      const mine = gate.then(take);
      // The one who waits for the gate hears of the failure; without a waiter nobody needs to.
      gate = mine.catch(() => undefined);
      return mine;
    },
    heed: (answer) => {
      if (answer.kind === 'accepted') refusals = 0;
      if (answer.kind !== 'not-accepted') return;
      refusals += 1;
      pause = pauseAfter(refusals);
      if (answer.why === 'throttled') own.slow();
    },
    refusals: () => refusals,
  };
}

/** The slices one worker leases, and how far it has used them. */
class OwnTime {
  readonly #ports: PacePorts;
  readonly #terms: PaceTerms;
  #slice: Slice | null = null;
  #next = 0;
  #isThrottled = false;

  constructor(ports: PacePorts, terms: PaceTerms) {
    this.#ports = ports;
    this.#terms = terms;
  }

  /** What is left of the slice was meant for a faster service. */
  slow(): void {
    this.#slice = null;
    this.#isThrottled = true;
  }

  async turn(requests: number): Promise<void> {
    const wait = (await this.#due(requests)) - this.#now();
    if (wait > 0) await this.#ports.clock.sleep(Math.ceil(wait));
  }

  async #due(requests: number): Promise<number> {
    for (;;) {
      const slice = this.#slice;
      if (slice !== null) {
        const due = Math.max(this.#next, slice.from, this.#now() - this.#terms.policy.slackMs);
        if (due + slice.gap <= slice.to + ROUNDING) {
          this.#next = due + slice.gap;
          return due;
        }
      }
      this.#slice = await this.#lease(requests);
    }
  }

  async #lease(requests: number): Promise<Slice> {
    const isThrottled = this.#isThrottled;
    this.#isThrottled = false;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const stored = await this.#ports.ledger.pace();
      const { pace, slice } = leaseSlice(stored, { ...this.#terms, now: this.#now(), requests, isThrottled });
      if (await this.#ports.ledger.advancePace(pace)) return slice;
    }
    throw new Error('pace: the stored row changes under every write');
  }

  #now(): number {
    const { clock } = this.#ports;
    return clock.millis?.() ?? toMillis(clock.now());
  }
}
