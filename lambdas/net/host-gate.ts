import { toMillis } from '../core/calendar/instant.ts';
import type { Clock } from '../ports/clock.ts';

/** Instants are told to the second: what looks like two seconds may be little more than one. */
const CLOCK_STEP_MS = 1_000;

/** Lets one request at a time through to a host, and the next only after a gap. */
export interface HostGate {
  /** Runs `work` when the host is free and `gapMs` have passed since the last request on it ended. */
  pass<T>(host: string, gapMs: number, work: () => Promise<T>): Promise<T>;
}

/** A gate for one process; across processes the gather queue keeps a host to one visit at a time. */
export function createHostGate(clock: Clock): HostGate {
  const queues = new Map<string, Promise<unknown>>();
  const endedAt = new Map<string, number>();

  async function afterGap<T>(host: string, gapMs: number, work: () => Promise<T>): Promise<T> {
    const ended = endedAt.get(host);
    if (ended !== undefined && gapMs > 0) {
      const passed = Math.max(0, toMillis(clock.now()) - ended - CLOCK_STEP_MS);
      if (passed < gapMs) await clock.sleep(gapMs - passed);
    }
    try {
      return await work();
    } finally {
      endedAt.set(host, toMillis(clock.now()));
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
