import { describe, expect, it } from 'vitest';
import { fillIn } from '../../../lambdas/local/press/date-words.ts';

describe('date words', () => {
  it.each([
    ['{{hôm nay}}', '2026-11-24', '24/11'],
    ['sáng {{hôm qua}}', '2026-03-01', 'sáng 28/02'],
    ['{{hôm kia}}', '2026-11-24', '22/11'],
    ['{{ngày +7}}', '2026-11-24', '01/12'],
    ['{{ngày +40 năm}}', '2026-11-24', '03/01/2027'],
    ['{{kỳ}}', '2026-11-24', '10 tháng đầu năm 2026'],
    ['{{kỳ}}', '2027-01-04', 'năm 2026'],
    ['{{kỳ}}', '2027-02-01', 'tháng 1/2027'],
    ['{{quý sau}}', '2026-11-24', 'quý I/2027'],
    ['{{quý sau}}', '2026-03-31', 'quý II/2026'],
    ['{{tháng sau}}', '2026-11-24', 'tháng 12'],
    ['{{tháng sau}}', '2026-12-24', 'tháng 1/2027'],
    ['{{tháng trước}}', '2027-01-04', 'tháng 12/2026'],
    ['{{mồng một tháng sau}}', '2026-12-24', '01/01/2027'],
    ['{{năm sau}}, {{năm}}, {{năm trước}}', '2026-11-24', '2027, 2026, 2025'],
  ])('%s for an issue of %s is %s', (text, day, expected) => {
    expect(fillIn(text, day)).toBe(expected);
  });

  it('an unknown word is a slip that is told at once', () => {
    expect(() => fillIn('{{hôm nào}}', '2026-11-24')).toThrow('{{hôm nào}}');
  });
});
