import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePressDate } from '../../../lambdas/core/listing/parse-date.ts';

const MORNING = '2024-09-05T08:00:00+07:00';

describe('parsePressDate', () => {
  it.each([
    ['05/9/2024 08:00', MORNING],
    ['05-09-2024 08:00', MORNING],
    ['5.9.2024 8:00', MORNING],
    ['Thứ Năm, 05/9/2024, 08:00 (GMT+7)', MORNING],
    ['Thứ năm, 5/9/2024 - 08:00', MORNING],
    ['Thứ Năm, ngày 05/09/2024 - 08:00', MORNING],
    ['Cập nhật lúc: 08:00, 05/09/2024 [GMT+7]', MORNING],
    ['- 05/09/2024 08:00', MORNING],
    ['05/09/2024 | 08:00', MORNING],
    ['8h00 ngày 5-9-2024', MORNING],
    ['8 giờ 00 phút, ngày 05 tháng 9 năm 2024', MORNING],
    ['NGÀY 05 THÁNG 9, 2024 | 08:00', MORNING],
    ['Thứ năm, 05 Tháng 9 2024 08:00', MORNING],
    ['Tháng Chín 5, 2024 8:00 sáng', MORNING],
    ['05/9/2024 8:00 SA', MORNING],
    ['05/9/2024 8:00:00 SA', MORNING],
    ['05-09-2024 - 08:00 AM', MORNING],
    ['2024-09-05 08:00', MORNING],
    ['2024-09-05T08:00:00', MORNING],
    ['2024-09-05T08:00:00.000 +07:00', MORNING],
    ['2024-09-05T01:00:00Z', MORNING],
    ['2024-09-05T01:00:00.863904+00:00', MORNING],
    ['2024/09/05 08:00', MORNING],
    ['Thu, 05 Sep 2024 08:00:00 +0700', MORNING],
    ['Thu, 05 Sep 2024 08:00:00 +07:00', MORNING],
    ['Thu, 05 Sep 2024 08:00:00 +07', MORNING],
    ['Thu, 05 Sep 24 08:00:00 +0700', MORNING],
    ['Thu, 05 Sep 2024 01:00:00 GMT', MORNING],
    ['Wed, 04 Sep 2024 21:00:00 EDT', MORNING],
    ['September 5, 2024 8:00 am', MORNING],
    ['5-Sep-2024 08:00', MORNING],
    ['05/9/2024 3:30 CH', '2024-09-05T15:30:00+07:00'],
    ['05/9/2024 3h30 chiều', '2024-09-05T15:30:00+07:00'],
    ['05-09-2024 - 15:30 PM', '2024-09-05T15:30:00+07:00'],
    ['05/9/2024 12:05 SA', '2024-09-05T00:05:00+07:00'],
    ['9/14/2026 6:44:00 PM', '2026-09-14T18:44:00+07:00'],
    ['07/07/2026 6:44:00 PM', '2026-07-07T18:44:00+07:00'],
    ['Sun, 19 Jul 2026 23:31:56 GMT', '2026-07-20T06:31:56+07:00'],
    ['29/02/2024 00:00', '2024-02-29T00:00:00+07:00'],
  ])('reads %s', (text, instant) => {
    expect(parsePressDate(text)).toEqual({ instant, problem: null });
  });

  it.each([
    '9/3/2026 6:44:00 PM',
    '09/03/2026 06:44:00 AM',
    '31/02/2026 08:00',
    '29/02/2023',
    '32/13/2024',
    '05/9/2024 25:10',
    '05/9/2024 13:00 AM',
    '05/9/2024 08:61',
    'Thứ Hai, 05/9/2024 08:00',
    '31-8',
    '8 giờ trước',
    'hôm qua',
    '05/9/2024 - 06/9/2024',
    'Minh An 05/9/2024 08:00',
    '0001-01-01T00:00:00',
    'Thu, 05 Sep 2024 08:00:00 XYZ',
    '2024-09-05T08:00:00+25:00',
    '1725498000',
    '08:00',
    'Thứ Năm',
    '',
    'Tin trong ngày',
    '05/9/2024 08:00 '.repeat(20),
  ])('does not know %j, and says why', (text) => {
    const { instant, problem } = parsePressDate(text);
    expect(instant).toBeNull();
    expect(problem).toMatch(/^date: \S/);
  });

  it('takes a day without a time with a remark', () => {
    expect(parsePressDate('05/9/2024')).toEqual({
      instant: '2024-09-05T00:00:00+07:00',
      problem: 'date: only the day is given, not the time',
    });
    expect(parsePressDate('2024-09-05').instant).toBe('2024-09-05T00:00:00+07:00');
  });

  it('keeps a date whose month is a word when its weekday is wrong, with a remark', () => {
    expect(parsePressDate('Mon, 05 Sep 2024 08:00:00 +0700')).toEqual({
      instant: MORNING,
      problem: 'date: the weekday is another',
    });
  });

  it('reads short and relative dates only with a reference', () => {
    const options = { reference: '2025-01-03T10:30:00+07:00' };
    expect(parsePressDate('31-12', options).instant).toBe('2024-12-31T00:00:00+07:00');
    expect(parsePressDate('03/01 09:00', options).instant).toBe('2025-01-03T09:00:00+07:00');
    expect(parsePressDate('8 giờ trước', options).instant).toBe('2025-01-03T02:30:00+07:00');
    expect(parsePressDate('Cách đây 15 phút', options).instant).toBe('2025-01-03T10:15:00+07:00');
    expect(parsePressDate('hôm qua, 15:30', options).instant).toBe('2025-01-02T15:30:00+07:00');
    expect(parsePressDate('30-2', options).instant).toBeNull();
  });

  it('lets the other dates of a feed decide what figures mean', () => {
    expect(parsePressDate('9/3/2026 6:44:00 PM', { order: 'month-first' }).instant).toBe('2026-09-03T18:44:00+07:00');
    expect(parsePressDate('9/3/2026 6:44:00 PM', { order: 'day-first' }).instant).toBe('2026-03-09T18:44:00+07:00');
  });

  it('finds again every moment it is shown, in every usual form', () => {
    const moment = fc.date({
      min: new Date('2000-01-01T00:00:00Z'),
      max: new Date('2060-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    const two = (n: number): string => String(n).padStart(2, '0');
    const forms: ((d: Date) => string)[] = [
      (d) =>
        `${d.getUTCDate()}/${d.getUTCMonth() + 1}/${d.getUTCFullYear()} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`,
      (d) =>
        `${two(d.getUTCHours())}:${two(d.getUTCMinutes())} ngày ${d.getUTCDate()}-${d.getUTCMonth() + 1}-${d.getUTCFullYear()}`,
      (d) => `${d.toISOString().slice(0, 16)}+07:00`,
      (d) => d.toUTCString().replace('GMT', '+0700'),
    ];
    fc.assert(
      fc.property(moment, fc.constantFrom(...forms), (date, form) => {
        const instant = parsePressDate(form(date)).instant;
        expect(instant?.slice(0, 16)).toBe(date.toISOString().slice(0, 16));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws and never returns an instant that is none', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789/-:., +GMTthángngày') }), (text) => {
        const { instant } = parsePressDate(text);
        expect(instant === null || !Number.isNaN(Date.parse(instant))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
