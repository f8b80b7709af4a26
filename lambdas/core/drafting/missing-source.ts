import { addDays, dayOf, type Instant, isBefore, shift } from '../calendar/instant.ts';
import type { Source } from '../sources/source.ts';
import type { Visit } from '../sources/visit.ts';
import type { MissingSource } from './draft.ts';

/** A healthy source is visited every two hours; one that was not for so long was not read for this draft. */
const LATELY_MS = 6 * 3_600_000;

/** A source that answers and brought nothing new for more days has nothing to give to this issue. */
const STALE_DAYS = 7;

/** What a draft of `now` says of a source that could not be read for it; nothing of one that was. */
export function missingOf(source: Source, visit: Visit | null, now: Instant): MissingSource[] {
  const known = { sourceId: source.id, name: source.name };
  if (!visit) return [{ ...known, failure: 'never-visited', detail: '' }];
  if (visit.outcome.kind === 'silent') {
    const { newest } = visit.outcome;
    return [{ ...known, failure: newest === undefined ? 'silent' : 'stale', detail: newest ?? '' }];
  }
  if (visit.outcome.kind !== 'failed') {
    // A visit that is killed leaves no row: what was read yesterday is not read today.
    const isLate = isBefore(shift(visit.visitedAt, LATELY_MS), now);
    if (isLate) return [{ ...known, failure: 'not-lately', detail: visit.visitedAt }];
    const lastNews = visit.history?.freshOn ?? visit.history?.startedOn ?? null;
    return lastNews !== null && lastNews < addDays(dayOf(now), -STALE_DAYS)
      ? [{ ...known, failure: 'stale', detail: lastNews }]
      : [];
  }
  return [{ ...known, failure: visit.outcome.failure, detail: visit.outcome.detail }];
}
