import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageWindow, isInWindow, lastCutOff } from '../../../lambdas/core/calendar/coverage-window.ts';
import { fromMillis } from '../../../lambdas/core/calendar/instant.ts';
import { nextIssueDay, seedCalendar } from '../../../lambdas/core/calendar/issue-day.ts';
import { windowDays } from '../../../lambdas/core/calendar/window-days.ts';

const now = '2024-09-05T06:00:10+07:00';

describe('coverageWindow', () => {
  it('starts where the last published issue ended: Monday covers the weekend', () => {
    const window = coverageWindow({
      issueDay: '2024-09-09',
      now: '2024-09-09T06:00:00+07:00',
      lastCutOff: '2024-09-06T07:31:00+07:00',
      since: null,
    });
    expect(window).toEqual({ from: '2024-09-06T07:31:00+07:00', to: '2024-09-09T06:00:00+07:00' });
  });

  it('looks back 24 hours from 06:00 for the very first issue, however late it is made', () => {
    const first = { issueDay: '2024-09-05', lastCutOff: null, since: null };
    expect(coverageWindow({ ...first, now })).toEqual({ from: '2024-09-04T06:00:00+07:00', to: now });
    expect(coverageWindow({ ...first, now: '2024-09-05T11:00:00+07:00' }).from).toBe('2024-09-04T06:00:00+07:00');
    expect(coverageWindow({ ...first, now: '2024-09-05T05:00:00+07:00' }).from).toBe('2024-09-04T05:00:00+07:00');
  });

  it('is widened by since and never narrowed', () => {
    const asked = { issueDay: '2024-09-05', now, lastCutOff: '2024-09-04T07:30:00+07:00' };
    expect(coverageWindow({ ...asked, since: '2024-08-01T00:00:00+07:00' }).from).toBe('2024-08-01T00:00:00+07:00');
    expect(coverageWindow({ ...asked, since: '2024-09-05T00:00:00+07:00' }).from).toBe('2024-09-04T07:30:00+07:00');
  });
});

describe('isInWindow', () => {
  const window = { from: '2024-09-04T07:30:00+07:00', to: '2024-09-05T06:00:00+07:00' };
  const at = (publishedAt: string | null, firstSeenAt: string) => isInWindow({ publishedAt, firstSeenAt }, window);

  it('takes what was published in the window, compared as times and not as text', () => {
    expect(at('2024-09-05T01:00:00+07:00', '2024-09-05T05:00:00+07:00')).toBe('in');
    expect(at('2024-09-04T18:00:00Z', '2024-09-05T05:00:00+07:00')).toBe('in');
  });

  it('takes what was found late, and leaves what is history', () => {
    expect(at('2024-09-02T09:00:00+07:00', '2024-09-05T05:00:00+07:00')).toBe('in');
    expect(at('2024-08-20T09:00:00+07:00', '2024-09-05T05:00:00+07:00')).toBe('too-old');
  });

  it('leaves what the issue before had', () => {
    expect(at('2024-09-04T06:00:00+07:00', '2024-09-04T06:30:00+07:00')).toBe('too-old');
    expect(at('2024-09-04T07:30:00+07:00', '2024-09-04T07:30:00+07:00')).toBe('too-old');
  });

  it('leaves what comes later', () => {
    expect(at('2024-09-05T09:00:00+07:00', '2024-09-05T05:00:00+07:00')).toBe('not-yet');
    expect(at('2024-09-05T05:59:00+07:00', '2024-09-05T06:10:00+07:00')).toBe('not-yet');
  });

  it('has an answer of its own for what has no date', () => {
    expect(at(null, '2024-09-05T05:00:00+07:00')).toBe('undated');
    expect(at(null, '2024-09-03T05:00:00+07:00')).toBe('too-old');
  });
});

describe('lastCutOff', () => {
  const row = (issueKey: string, state: 'approved' | 'sent' | 'withdrawn' | 'corrected', cutOff: string | null) => ({
    issueKey,
    state,
    cutOff,
  });

  it('is that of the newest issue readers have: not of one that was only approved, or was withdrawn', () => {
    const issues = [
      row('2026-11-20', 'approved', '2026-11-20T07:30:00+07:00'),
      row('2026-11-19', 'withdrawn', '2026-11-19T07:30:00+07:00'),
      row('2026-11-18', 'corrected', '2026-11-18T07:30:00+07:00'),
      row('2026-11-17', 'sent', '2026-11-17T07:30:00+07:00'),
    ];
    expect(lastCutOff(issues, '2026-11-23')).toBe('2026-11-18T07:30:00+07:00');
    expect(lastCutOff(issues, '2026-11-18')).toBe('2026-11-17T07:30:00+07:00');
    expect(lastCutOff(issues, '2026-11-17')).toBeNull();
  });
});

describe('windows one after the other', () => {
  it('cover the whole of Tết in the first issue after it', () => {
    const day = nextIssueDay('2026-02-14', seedCalendar());
    const lastBefore = '2026-02-13T07:31:00+07:00';
    const window = coverageWindow({ issueDay: day, now: `${day}T06:00:00+07:00`, lastCutOff: lastBefore, since: null });
    expect(windowDays(window)).toEqual(expect.arrayContaining(['2026-02-13', '2026-02-17', '2026-02-23']));
    for (const published of ['2026-02-13T08:00:00+07:00', '2026-02-17T00:30:00+07:00', '2026-02-23T05:00:00+07:00']) {
      expect(isInWindow({ publishedAt: published, firstSeenAt: published }, window)).toBe('in');
    }
  });

  it('take every report exactly once, when it was seen within three days', () => {
    const start = Date.parse('2026-11-16T07:30:00+07:00');
    const gaps = fc.array(fc.integer({ min: 3600, max: 9 * 86_400 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(
        gaps,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 86_400 }),
        (cuts, at, late) => {
          const ends = [0, ...cuts].map(
            (_, count) => start + 1000 * cuts.slice(0, count).reduce((sum, gap) => sum + gap, 0),
          );
          const last = (ends.at(-1) ?? start) - 86_400_000 * 1.1;
          const published = start + 1000 + Math.max(0, Math.floor(at * (last - start)));
          const report = { publishedAt: fromMillis(published), firstSeenAt: fromMillis(published + late * 1000) };
          fc.pre(published + late * 1000 <= (ends.at(-1) ?? 0));
          const windows = ends
            .slice(1)
            .map((to, index) => ({ from: fromMillis(ends[index] ?? start), to: fromMillis(to) }));
          expect(windows.filter((window) => isInWindow(report, window) === 'in')).toHaveLength(1);
        },
      ),
    );
  });
});
