import { toMillis } from '../core/calendar/instant.ts';
import type { Clock } from '../ports/clock.ts';
import type { Jitter } from './jitter.ts';

/** Instants are told to the second: what looks like two seconds may be little more than one. */
const CLOCK_STEP_MS = 1_000;
/** At most this share of the gap is added to it. */
const JITTER_SHARE = 0.1;

/** Lets one request at a time through to a host, and the next only after a gap. */
export interface HostGate {
  /** Runs `work` when the host is free and `gapMs` (and up to a tenth more) have passed since the last request on it ended. */
  pass<T>(host: string, gapMs: number, work: () => Promise<T>): Promise<T>;
}

/** Milliseconds of a watch that never goes back; only differences mean anything. */
export type Stopwatch = () => number;

/**
 * A gate for one process; across processes the gather queue keeps a host to one visit at a time. What passes between two
 * requests (a page being read) counts towards the gap: by the stopwatch, or by the clock where that has moved further.
 */
export function createHostGate(clock: Clock, jitter: Jitter, stopwatch: Stopwatch): HostGate {
  const queues = new Map<string, Promise<unknown>>();
  const endedAt = new Map<string, { readonly clock: number; readonly watch: number }>();

  async function afterGap<T>(host: string, gapMs: number, work: () => Promise<T>): Promise<T> {
    const ended = endedAt.get(host);
    if (ended !== undefined && gapMs > 0) {
      const now = clock.now();
      const passed = Math.max(0, stopwatch() - ended.watch, toMillis(now) - ended.clock - CLOCK_STEP_MS);
      const wanted = Math.round(gapMs * (1 + JITTER_SHARE * jitter(host, now)));
      if (passed < wanted) await clock.sleep(Math.ceil(wanted - passed));
    }
    try {
      return await work();
    } finally {
      endedAt.set(host, { clock: toMillis(clock.now()), watch: stopwatch() });
    }
  }

  return {
    pass(host, gapMs, work) {
      const before = queues.get(host) ?? Promise.resolve();
      const mine = before.then(() => afterGap(host, gapMs, work));
      queues.set(
        host,
        mine.catch(() => undefined),
      );
      return mine;
    },
  };
}
