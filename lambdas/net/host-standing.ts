import { toMillis } from '../core/calendar/instant.ts';
import type { Clock } from '../ports/clock.ts';
import { retryAfterSeconds } from './retry-after.ts';

/** However often a host has failed, it is asked again after this long. */
const LONGEST_GAP_MS = 30_000;
/** Statuses with which a host says that it has too much to do. */
const OVERLOADED: ReadonlySet<number> = new Set([429, 503]);

/** How the hosts met by this process are doing: who fails is asked more slowly, who asked for rest is left alone. */
export interface HostStanding {
  /** Milliseconds to leave between requests: `gapMs`, doubled for every failure in a row. */
  gapFor(host: string, gapMs: number): number;
  /** Milliseconds for which a `Retry-After` still asks to be left alone; 0 when it does not. */
  restMs(host: string): number;
  answered(host: string, answer: { status: number; retryAfter: string | undefined }): void;
  /** No whole answer came. */
  failed(host: string): void;
}

/** A standing for one process; across processes the visit book keeps failures and `Retry-After` of listings. */
export function createHostStanding(clock: Clock): HostStanding {
  const failures = new Map<string, number>();
  const restUntil = new Map<string, number>();
  const count = (host: string): void => {
    failures.set(host, (failures.get(host) ?? 0) + 1);
  };
  return {
    gapFor(host, gapMs) {
      const slowed = gapMs * 2 ** Math.min(failures.get(host) ?? 0, 16);
      return Math.max(gapMs, Math.min(slowed, LONGEST_GAP_MS));
    },
    restMs: (host) => Math.max(0, (restUntil.get(host) ?? 0) - toMillis(clock.now())),
    answered(host, { status, retryAfter }) {
      if (status >= 500 || status === 429) count(host);
      else failures.delete(host);
      const seconds = OVERLOADED.has(status) ? retryAfterSeconds(retryAfter, clock.now()) : null;
      if (seconds === null) restUntil.delete(host);
      else restUntil.set(host, toMillis(clock.now()) + seconds * 1_000);
    },
    failed: count,
  };
}
