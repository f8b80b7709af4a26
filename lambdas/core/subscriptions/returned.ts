import { addDays, dayOf, type Instant, isBefore, latest, shift } from '../calendar/instant.ts';
import { LIMITS } from './limits.ts';
import type { Subscriber } from './subscriber.ts';

const DAY = 24 * 3_600_000;

/**
 * The row of a reader one of whose mails came back for a passing reason (a full box, a host that is away). Several issues
 * within a few weeks pause the reader for some weeks: sending on would only cost the house its name. Counted by issue, so
 * an event told ten times, or late, counts once; null where nothing changes.
 */
export function cameBack(
  present: Subscriber | null,
  event: { readonly issueKey: string; readonly at: Instant },
): Subscriber | null {
  if (present?.state !== 'active') return null;
  const known = present.returned ?? [];
  if (known.some(({ issueKey }) => issueKey === event.issueKey)) return null;
  const all = [...known, { issueKey: event.issueKey, at: event.at }];
  const newest = all.map(({ at }) => at).reduce(latest);
  const since = shift(newest, -LIMITS.softBounceDays * DAY);
  const returned = all.filter(({ at }) => !isBefore(at, since)).sort((a, b) => (isBefore(a.at, b.at) ? -1 : 1));
  const turn = present.turn + 1;
  if (returned.length < LIMITS.softBounces) return { ...present, returned, turn };
  const changed = { at: newest, why: 'mails came back' };
  const until = addDays(dayOf(newest), LIMITS.softPauseDays);
  const pausedUntil = present.pausedUntil !== undefined && present.pausedUntil > until ? present.pausedUntil : until;
  return { ...present, pausedUntil, returned: returned.slice(-LIMITS.softBounces), changed, turn };
}
