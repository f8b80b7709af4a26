import { describe, expect, it } from 'vitest';
import { seedCalendar } from '../../../lambdas/core/calendar/calendar.ts';
import { nextNumber, numberOf, withNumber, withVoid } from '../../../lambdas/core/monthly/number-book.ts';
import { daysOf, draftDayOf, monthlySettingSchema, seedMonthly } from '../../../lambdas/core/monthly/setting.ts';

describe('the numbers of the monthlies', () => {
  it('begin where the house says and go on without a gap, void ones with their reason', () => {
    const first = withNumber(null, '2026-11', 36);
    const second = withVoid(first, { reason: 'in hỏng', by: 'An', at: '2026-12-01T08:00:00+07:00' }, 36);
    const third = withNumber(second, '2026-12', 1);
    expect([numberOf(third, '2026-11'), numberOf(third, '2026-12'), numberOf(third, '2027-01')]).toEqual([
      36,
      38,
      null,
    ]);
    expect(third.void).toEqual([{ number: 37, reason: 'in hỏng', by: 'An', at: '2026-12-01T08:00:00+07:00' }]);
    expect([nextNumber(third, 1), nextNumber(null, 5), third.turn]).toEqual([39, 5, 3]);
  });
});

describe('the day of the draft', () => {
  const calendar = seedCalendar();
  it.each([
    [25, '2026-11', '2026-11-25'],
    // A Saturday: the Monday after it.
    [28, '2026-11', '2026-11-30'],
    // The last two days of February 2026 are a weekend.
    [28, '2026-02', '2026-02-27'],
    ['last-issue-day', '2026-11', '2026-11-30'],
    ['last-issue-day', '2026-10', '2026-10-30'],
  ] as const)('set to %s is in %s %s', (draftDay, month, day) => {
    expect(draftDayOf(month, { draftDay }, calendar)).toBe(day);
  });

  it('knows the days of a month', () => {
    expect(daysOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(daysOf('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  });

  it('refuses a setting with an unknown place or one section twice', () => {
    const seed = seedMonthly();
    expect(monthlySettingSchema.safeParse({ ...seed, place: 'atlantis' }).success).toBe(false);
    expect(monthlySettingSchema.safeParse({ ...seed, sections: [seed.sections[0], seed.sections[0]] }).success).toBe(
      false,
    );
  });
});
