import { describe, expect, it } from 'vitest';
import { addDays, at, type Day } from '../../../lambdas/core/calendar/instant.ts';
import { seedCalendar } from '../../../lambdas/core/calendar/issue-day.ts';
import { type Health, healthOf } from '../../../lambdas/core/sources/health.ts';
import { withVisit } from '../../../lambdas/core/sources/history.ts';
import {
  HISTORY_DAYS,
  type History,
  type Visit,
  type VisitOutcome,
  visitSchema,
} from '../../../lambdas/core/sources/visit.ts';

const calendar = seedCalendar();
const read = (fresh: number, entries = 30): VisitOutcome => ({ kind: 'read', entries, fresh, stored: 0 });
const failed = (failure: 'timeout' | 'refused' | 'robots-disallow'): VisitOutcome => ({
  kind: 'failed',
  failure,
  detail: 'HTTP 403',
});

/** Monday 9 November 2026. */
const MONDAY = '2026-11-09';

/** A source visited once a day at 06:00 from {@link MONDAY} on; `null` skips the day. */
function visited(outcomes: readonly (VisitOutcome | null)[], from: Day = MONDAY): Visit {
  let visit: Visit | null = null;
  let history: History | undefined;
  outcomes.forEach((outcome, index) => {
    if (outcome === null) return;
    const visitedAt = at(addDays(from, index), '06:00');
    history = withVisit(history, { at: visitedAt, outcome, problems: [] });
    visit = visitSchema.parse({
      version: 1,
      sourceId: 'bao-a',
      visitedAt,
      outcome,
      lastReadAt: null,
      failures: 0,
      nextVisitAt: visitedAt,
      validators: {},
      history,
    });
  });
  if (visit === null) throw new Error('no visit');
  return visit;
}

const healthAt = (visit: Visit | null, day: Day): Health => healthOf(visit, { now: at(day, '09:00'), calendar });

const WEEKEND = [read(1), read(0)];
const WEEK = [12, 9, 11, 10, 13].map((fresh) => read(fresh));

describe('the health of a source', () => {
  it('is new before the first visit, and before a first entry', () => {
    expect(healthAt(null, MONDAY)).toEqual({ kind: 'new' });
    expect(healthAt(visited([{ kind: 'unchanged' }]), MONDAY)).toEqual({ kind: 'new' });
  });

  it('is healthy with the usual number, on a quiet weekend too', () => {
    const visit = visited([...WEEK, ...WEEKEND, read(11)]);
    expect(healthAt(visit, addDays(MONDAY, 7))).toEqual({ kind: 'healthy' });
    expect(healthAt(visited([...WEEK, read(0), read(0)]), addDays(MONDAY, 6))).toEqual({ kind: 'healthy' });
  });

  it('R24 is thin when the last working day brought less than a third of the usual', () => {
    const visit = visited([...WEEK, ...WEEKEND, read(3), read(1)]);
    expect(healthAt(visit, addDays(MONDAY, 8))).toEqual({
      kind: 'thin',
      day: addDays(MONDAY, 7),
      fresh: 3,
      usual: 11,
    });
    // The controls: four are a third, and a source that never brings many is not called thin.
    expect(healthAt(visited([...WEEK, ...WEEKEND, read(4), read(1)]), addDays(MONDAY, 8)).kind).toBe('healthy');
    const small = [2, 1, 2, 3, 1].map((fresh) => read(fresh));
    expect(healthAt(visited([...small, ...WEEKEND, read(0), read(1)]), addDays(MONDAY, 8)).kind).toBe('healthy');
  });

  it('R24 is silent after two working days without anything new; weekends and holidays do not count', () => {
    const quiet: VisitOutcome = { kind: 'unchanged' };
    const visit = visited([...WEEK, quiet, quiet, quiet, quiet]);
    // Friday's last news; Monday and Tuesday were quiet, today is Wednesday.
    expect(healthAt(visit, addDays(MONDAY, 9))).toEqual({ kind: 'silent', since: addDays(MONDAY, 4), workingDays: 2 });
    expect(healthAt(visit, addDays(MONDAY, 8)).kind).toBe('thin');
    // Tết 2027: from 5 to 9 February nothing is expected.
    const tet = visited([...WEEK.map(() => read(9)), quiet, quiet], '2027-02-01');
    expect(healthAt(tet, '2027-02-10').kind).not.toBe('silent');
  });

  it('R24 is silent at once when it lists nothing, and since when is told', () => {
    const visit = visited([...WEEK, { kind: 'silent' }]);
    expect(healthAt(visit, addDays(MONDAY, 5))).toEqual({ kind: 'silent', since: addDays(MONDAY, 4), workingDays: 0 });
    expect(visit.history?.since).toBe(at(addDays(MONDAY, 5), '06:00'));
  });

  it('R24 is failing with the kind of failure since the first of the run, and well again after one good visit', () => {
    const trouble = [...WEEK, failed('timeout'), failed('timeout')];
    expect(healthAt(visited(trouble), addDays(MONDAY, 7))).toEqual({
      kind: 'failing',
      failure: 'timeout',
      since: at(addDays(MONDAY, 5), '06:00'),
      detail: 'HTTP 403',
    });
    expect(healthAt(visited([...trouble, read(12)]), addDays(MONDAY, 7)).kind).toBe('healthy');
  });

  it.each(['refused', 'robots-disallow'] as const)('is refused when the paper says so: %s', (failure) => {
    expect(healthAt(visited([...WEEK, failed(failure)]), addDays(MONDAY, 5)).kind).toBe('refused');
  });

  it('is reckoned for rows written before there was a history', () => {
    const { history: _, ...old } = visited([read(3)]);
    const row = visitSchema.parse(old);
    expect(healthAt(row, MONDAY)).toEqual({ kind: 'new' });
    expect(healthAt({ ...row, outcome: failed('timeout') }, MONDAY)).toMatchObject({ since: row.visitedAt });
  });
});

describe('the history of a source', () => {
  it('sums the visits of a day, keeps fourteen days, and forgets nothing it needs', () => {
    const { history } = visited(Array.from({ length: 30 }, (_, i) => (i < 10 ? read(5) : { kind: 'unchanged' })));
    expect(history?.days).toHaveLength(HISTORY_DAYS);
    expect(history?.days[0]?.day).toBe(addDays(MONDAY, 16));
    expect(history).toMatchObject({ freshOn: addDays(MONDAY, 9), startedOn: MONDAY, since: null });
    const twice = withVisit(history, { at: at(addDays(MONDAY, 29), '18:00'), outcome: read(4, 25), problems: [] });
    expect(twice.days.at(-1)).toEqual({ day: addDays(MONDAY, 29), reads: 2, entries: 25, fresh: 4 });
  });

  it('stays as it was through a failure, but for the time it began', () => {
    const { history } = visited([read(5), failed('timeout'), failed('refused')]);
    expect(history?.days).toHaveLength(1);
    expect(history?.since).toBe(at(addDays(MONDAY, 1), '06:00'));
  });
});
