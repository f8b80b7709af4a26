import { type Instant, isBefore, shift } from '../calendar/instant.ts';
import type { Health } from '../sources/health.ts';
import type { Visit } from '../sources/visit.ts';

/** Failures in a row from which on somebody is told: one bad hour of a paper is its own affair. */
const TOLD_FROM = 3;
/** A paper in trouble is visited every six hours at least, so one not visited for longer is not visited at all. */
const UNVISITED_MS = 8 * 3_600_000;

/** Whether a source is in such trouble that a person should look; a thin day and a single failure are not. */
export function needsLook(source: { readonly health: Health; readonly visit: Visit | null }, now: Instant): boolean {
  const { health, visit } = source;
  if (visit === null) return false;
  if (isBefore(shift(visit.visitedAt, UNVISITED_MS), now)) return true;
  if (health.kind === 'refused' || health.kind === 'failing') return visit.failures >= TOLD_FROM;
  return health.kind === 'silent';
}
