import { describe, expect, it } from 'vitest';
import { formatDate, formatDay, weekdayCapitals, weekdayName } from '../../../lambdas/core/vietnamese/dates.ts';
import { formatCount } from '../../../lambdas/core/vietnamese/numbers.ts';

describe('dates', () => {
  it.each([
    ['2024-09-05', '05/9/2024'],
    ['2025-02-05', '05/02/2025'],
    ['2025-01-15', '15/01/2025'],
    ['2025-12-15', '15/12/2025'],
    ['2026-03-01', '01/3/2026'],
  ])('writes %s as %s', (day, printed) => {
    expect(formatDate(day)).toBe(printed);
    expect(formatDay(day)).toBe(printed.slice(0, -5));
  });

  it('names weekdays', () => {
    expect(weekdayName('2024-09-05')).toBe('Thứ Năm');
    expect(weekdayCapitals('2024-09-05')).toBe('THỨ NĂM');
    expect(weekdayName('2024-09-08')).toBe('Chủ Nhật');
  });
});

describe('formatCount', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [5_700, '5.700'],
    [63_000_000, '63.000.000'],
    [60.45, '60,45'],
    [-1_234.5, '-1.234,5'],
  ])('writes %s as %s', (n, printed) => {
    expect(formatCount(n)).toBe(printed);
  });
});
