import { describe, expect, it } from 'vitest';
import { weekday } from '../../../lambdas/core/calendar/holidays.ts';
import { addDays } from '../../../lambdas/core/calendar/instant.ts';
import {
  calendarNotes,
  calendarSchema,
  issueDay,
  nextIssueDay,
  seedCalendar,
} from '../../../lambdas/core/calendar/issue-day.ts';

const calendar = seedCalendar();
const kind = (day: string): string => issueDay(day, calendar).kind;

describe('issueDay', () => {
  it('has an issue on an ordinary weekday and none at the weekend', () => {
    expect(issueDay('2024-09-05', calendar)).toEqual({ kind: 'issue-day', confirmed: true });
    expect(issueDay('2024-09-07', calendar)).toEqual({ kind: 'no-issue', reason: 'thứ Bảy' });
    expect(issueDay('2024-09-08', calendar)).toEqual({ kind: 'no-issue', reason: 'Chủ nhật' });
  });

  it.each([
    '2024-01-01',
    '2024-02-08',
    '2024-02-14',
    '2024-04-18',
    '2024-09-03',
    '2025-01-27',
    '2025-04-07',
    '2025-09-01',
  ])('has none on the holiday %s', (day) => expect(kind(day)).toBe('no-issue'));

  it.each([
    ['2024-04-29', '2024-05-04'],
    ['2025-05-02', '2025-04-26'],
    ['2026-01-02', '2026-01-10'],
    ['2026-08-31', '2026-08-22'],
  ])('has none on %s, swapped off, and one on %s, worked in exchange', (off, worked) => {
    expect(kind(off)).toBe('no-issue');
    expect(kind(worked)).toBe('issue-day');
  });

  it('names the holiday in Vietnamese', () => {
    expect(issueDay('2026-02-17', calendar)).toEqual({ kind: 'no-issue', reason: 'Tết Nguyên đán Bính Ngọ' });
  });

  it('warns of a day that awaits a decision, and issues', () => {
    const note = expect.stringContaining('24/11 (Ngày Văn hóa Việt Nam');
    expect(issueDay('2026-11-24', calendar)).toEqual({ kind: 'issue-day', confirmed: false, note });
    expect(issueDay('2026-11-23', calendar)).toEqual({ kind: 'issue-day', confirmed: true });
  });

  it('reckons a year without a decision from the law, and says that it is not confirmed', () => {
    const note = expect.stringContaining('năm 2027 chưa xác nhận');
    expect(issueDay('2027-03-01', calendar)).toEqual({ kind: 'issue-day', confirmed: false, note });
    expect(issueDay('2027-09-02', calendar)).toEqual({ kind: 'no-issue', reason: 'Quốc khánh 02/9 (chưa xác nhận)' });
    expect(issueDay('2027-11-24', calendar)).toMatchObject({
      confirmed: false,
      note: expect.stringContaining('24/11'),
    });
    expect(kind('2027-02-08')).toBe('no-issue'); // Tết begins on 6/2/2027
    expect(kind('2027-04-16')).toBe('no-issue'); // 10/3 lunar
    expect(kind('2027-05-03')).toBe('no-issue'); // 01/5 is a Saturday
    expect(kind('2027-09-02')).toBe('no-issue');
  });

  it('goes to the first day after Tết that has an issue', () => {
    expect(nextIssueDay('2026-02-14', calendar)).toBe('2026-02-23');
    expect(nextIssueDay('2026-02-23', calendar)).toBe('2026-02-23');
  });

  it('never goes more than eleven days without an issue, in any year from 2024 to 2060', () => {
    for (let day = '2024-01-01', since = 0; day < '2060-01-01'; day = addDays(day, 1)) {
      since = kind(day) === 'issue-day' ? 0 : since + 1;
      expect(since, day).toBeLessThan(12);
    }
  });

  it('takes off working days only in the decided years, and exchanges weekend days for them', () => {
    for (const year of calendar.years) {
      for (const { from } of year.off) expect([1, 2, 3, 4, 5], from).toContain(weekday(from));
      for (const worked of year.worked) expect([0, 6], worked).toContain(weekday(worked));
    }
  });

  it('says two weeks ahead what is not confirmed, each thing once', () => {
    expect(calendarNotes('2026-11-10', calendar)).toEqual([]);
    expect(calendarNotes('2026-11-11', calendar)).toEqual([expect.stringContaining('24/11')]);
    expect(calendarNotes('2026-12-25', calendar)).toEqual([expect.stringContaining('năm 2027')]);
    expect(calendarNotes('2026-03-02', calendar)).toEqual([]);
  });

  it('still reads a calendar stored before these words were added to it', () => {
    const { pending: _pending, words, ...rest } = seedCalendar();
    const { unconfirmed: _unconfirmed, unconfirmedYear: _year, unsettledDay: _day, ...older } = words;
    expect(calendarSchema.parse({ ...rest, words: older })).toEqual({ ...seedCalendar(), pending: [] });
  });

  it('names a deciding document for every confirmed year', () => {
    for (const year of calendar.years) expect(year.documents.length > 0, String(year.year)).toBe(year.confirmed);
  });
});
