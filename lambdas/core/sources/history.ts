import { type Day, dayOf, type Instant } from '../calendar/instant.ts';
import { type DayCount, HISTORY_DAYS, type History, type ListingProblem, type VisitOutcome } from './visit.ts';

/** Of a source that was never visited. */
const NOTHING: History = { days: [], freshOn: null, startedOn: null, since: null, problems: [] };

/** The history after one more visit; a visit that could not read the source counts no day. */
export function withVisit(
  before: History | undefined,
  visit: { readonly at: Instant; readonly outcome: VisitOutcome; readonly problems: readonly ListingProblem[] },
): History {
  const known = before ?? NOTHING;
  const day = dayOf(visit.at);
  const found = countOf(visit.outcome);
  const isTrouble = visit.outcome.kind === 'failed' || visit.outcome.kind === 'silent';
  return {
    days: found === null ? known.days : counted(known.days, { day, ...found }),
    freshOn: found !== null && found.fresh > 0 ? day : known.freshOn,
    startedOn: known.startedOn ?? (found === null ? null : day),
    since: isTrouble ? (known.since ?? visit.at) : null,
    problems: [...visit.problems],
  };
}

function countOf(outcome: VisitOutcome): Omit<DayCount, 'day' | 'reads'> | null {
  if (outcome.kind === 'failed') return null;
  return outcome.kind === 'read' ? { entries: outcome.entries, fresh: outcome.fresh } : { entries: 0, fresh: 0 };
}

function counted(days: readonly DayCount[], seen: { day: Day; entries: number; fresh: number }): DayCount[] {
  const known = days.find(({ day }) => day === seen.day);
  const today = {
    day: seen.day,
    reads: (known?.reads ?? 0) + 1,
    entries: Math.max(known?.entries ?? 0, seen.entries),
    fresh: (known?.fresh ?? 0) + seen.fresh,
  };
  const others = days.filter(({ day }) => day !== seen.day);
  return [...others, today].toSorted((a, b) => (a.day < b.day ? -1 : 1)).slice(-HISTORY_DAYS);
}
