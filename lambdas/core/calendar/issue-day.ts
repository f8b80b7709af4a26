import { formatDay } from '../vietnamese/dates.ts';
import type { Calendar, CalendarYear } from './calendar.ts';
import { isWeekend, weekday, yearOf } from './holidays.ts';
import { addDays, type Day } from './instant.ts';

export { type Calendar, calendarSchema, seedCalendar } from './calendar.ts';

/** Whether a day has an issue. `confirmed` false: the year, or that very day, awaits an official decision; `note` says so. */
export type IssueDay =
  | { readonly kind: 'issue-day'; readonly confirmed: true }
  | { readonly kind: 'issue-day'; readonly confirmed: false; readonly note: string }
  | { readonly kind: 'no-issue'; readonly reason: string };

/**
 * Monday to Friday but for holidays and days swapped off; weekend days worked in exchange have an issue. `reason` and
 * `note` are Vietnamese; a holiday of a year without a decision is marked `chưa xác nhận`.
 */
export function issueDay(day: Day, calendar: Calendar): IssueDay {
  const { words } = calendar;
  const year = yearOf(Number(day.slice(0, 4)), calendar);
  const holiday = year.off.find(({ from, to }) => from <= day && day <= to);
  if (holiday !== undefined && !year.worked.includes(day)) {
    return { kind: 'no-issue', reason: year.confirmed ? holiday.name : `${holiday.name} (${words.unconfirmed})` };
  }
  if (isWeekend(day) && !year.worked.includes(day)) {
    return { kind: 'no-issue', reason: weekday(day) === 0 ? words.sunday : words.saturday };
  }
  const note = noteOf(day, year, calendar);
  return note === null ? { kind: 'issue-day', confirmed: true } : { kind: 'issue-day', confirmed: false, note };
}

function noteOf(day: Day, year: CalendarYear, { words }: Calendar): string | null {
  const unsettled = year.unsettled.find((each) => each.day === day);
  if (unsettled !== undefined) {
    return words.unsettledDay.replace('{0}', formatDay(day)).replace('{1}', unsettled.name);
  }
  return year.confirmed ? null : words.unconfirmedYear.replace('{0}', String(year.year));
}

/** So many days ahead the desk says what of the calendar is not confirmed. */
const AHEAD = 14;

/** What of the calendar from `today` on, two weeks ahead, awaits a decision: Vietnamese sentences, each once. */
export function calendarNotes(today: Day, calendar: Calendar): string[] {
  const days = Array.from({ length: AHEAD }, (_, count) => issueDay(addDays(today, count), calendar));
  return [...new Set(days.flatMap((day) => (day.kind === 'issue-day' && !day.confirmed ? [day.note] : [])))];
}

/** `day` itself when it has an issue, else the next day that has one. */
export function nextIssueDay(day: Day, calendar: Calendar): Day {
  return issueDay(day, calendar).kind === 'issue-day' ? day : nextIssueDay(addDays(day, 1), calendar);
}
