import type { Calendar } from '../calendar/calendar.ts';
import { addDays, type Day, dayOf, type Instant } from '../calendar/instant.ts';
import { issueDay } from '../calendar/issue-day.ts';
import type { DayCount, FailureKind, Visit } from './visit.ts';

/** How a source is, reckoned from its visits alone. Every kind but `healthy` and `new` is shown to a person. */
export type Health =
  /** Never visited, or read for too few working days to know what is usual. */
  | { readonly kind: 'new' }
  | { readonly kind: 'healthy' }
  /** The last working day brought `fresh` new entries where `usual` (the median) is much more. */
  | { readonly kind: 'thin'; readonly day: Day; readonly fresh: number; readonly usual: number }
  /** Answers, but brought nothing new on `workingDays` working days; `since` is the last day it did, or the first it was read. */
  | { readonly kind: 'silent'; readonly since: Day; readonly workingDays: number }
  | { readonly kind: 'failing'; readonly failure: FailureKind; readonly since: Instant; readonly detail: string }
  /** The paper does not want to be read: 401, 403, 451, a challenge or its robots.txt. */
  | { readonly kind: 'refused'; readonly failure: FailureKind; readonly since: Instant; readonly detail: string };

/** See {@link Health}. */
export type HealthKind = Health['kind'];

/** Working days without anything new after which a source is silent. */
const SILENT_AFTER = 2;
/** Working days needed to know what is usual. */
const KNOWN_AFTER = 5;
/** Below this many a day, a thin day says nothing. */
const LEAST_USUAL = 4;
/** Share of the usual number under which a day is thin. */
const THIN_SHARE = 1 / 3;

const REFUSALS: ReadonlySet<FailureKind> = new Set(['refused', 'robots-disallow']);

/** The health of a source at `now`; working days are the calendar's issue days, and today does not count: it is not over. */
export function healthOf(visit: Visit | null, at: { readonly now: Instant; readonly calendar: Calendar }): Health {
  if (visit === null) return { kind: 'new' };
  const { outcome, history } = visit;
  if (outcome.kind === 'failed') {
    const kind = REFUSALS.has(outcome.failure) ? 'refused' : 'failing';
    return { kind, failure: outcome.failure, since: history?.since ?? visit.visitedAt, detail: outcome.detail };
  }
  const today = dayOf(at.now);
  const lastNews = history?.freshOn ?? history?.startedOn ?? dayOf(visit.visitedAt);
  const quiet = workingDaysBetween(lastNews, today, at.calendar).length;
  if (outcome.kind === 'silent' || quiet >= SILENT_AFTER)
    return { kind: 'silent', since: lastNews, workingDays: quiet };
  return thinness(history?.days ?? [], today, at.calendar);
}

function thinness(days: readonly DayCount[], today: Day, calendar: Calendar): Health {
  const worked = days.filter(({ day }) => day < today && issueDay(day, calendar).kind === 'issue-day');
  const last = worked.at(-1);
  const earlier = worked.slice(0, -1);
  if (last === undefined || earlier.length < KNOWN_AFTER) return { kind: soFar(days) };
  const usual = median(earlier.map(({ fresh }) => fresh));
  const isThin = usual >= LEAST_USUAL && last.fresh < usual * THIN_SHARE;
  return isThin ? { kind: 'thin', day: last.day, fresh: last.fresh, usual } : { kind: 'healthy' };
}

/** A source that brought something is well as far as anyone knows. */
function soFar(days: readonly DayCount[]): 'healthy' | 'new' {
  return days.some(({ fresh }) => fresh > 0) ? 'healthy' : 'new';
}

/** The working days after `from` and before `to`, at most {@link MOST_DAYS} back. */
function workingDaysBetween(from: Day, to: Day, calendar: Calendar): Day[] {
  const earliest = addDays(to, -MOST_DAYS);
  const found: Day[] = [];
  for (let day = addDays(from < earliest ? earliest : from, 1); day < to; day = addDays(day, 1)) {
    if (issueDay(day, calendar).kind === 'issue-day') found.push(day);
  }
  return found;
}

/** Longer silences are not counted to the day. */
const MOST_DAYS = 60;

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
