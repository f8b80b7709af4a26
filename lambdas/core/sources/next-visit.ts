import { type Instant, latest, shift } from '../calendar/instant.ts';
import type { Visit } from './visit.ts';

/**
 * Ordinary time between two visits of a source. Well under the half hour between the last two rounds of the morning: a
 * visit a few seconds after its round must not make the source miss the next one.
 */
const VISIT_INTERVAL_MS = 20 * 60_000;
/** A failing source is still looked at this often: it slows down, it is never switched off. */
const SLOWEST_INTERVAL_MS = 6 * 3_600_000;

/** When a source is due again: twenty minutes after a good visit, doubling with every failure in a row up to six hours, never before Retry-After. */
export function nextVisitAt(visitedAt: Instant, failures: number, retryAfterSeconds: number | null): Instant {
  const interval = Math.min(VISIT_INTERVAL_MS * 2 ** failures, SLOWEST_INTERVAL_MS);
  const due = shift(visitedAt, interval);
  return retryAfterSeconds === null ? due : latest(due, shift(visitedAt, retryAfterSeconds * 1000));
}

/** True when a source was never visited or its time has come. */
export function isDue(visit: Visit | null, now: Instant): boolean {
  return visit === null || latest(visit.nextVisitAt, now) === now;
}
