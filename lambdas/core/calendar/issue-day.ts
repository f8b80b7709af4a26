import type { Calendar } from './calendar.ts';
import { isWeekend, weekday, yearOf } from './holidays.ts';
import { addDays, type Day } from './instant.ts';

export { type Calendar, calendarSchema, seedCalendar } from './calendar.ts';

/** Whether a day has an issue. `confirmed` false: the year, or that very day, awaits an official decision. */
export type IssueDay =
  | { readonly kind: 'issue-day'; readonly confirmed: boolean }
  | { readonly kind: 'no-issue'; readonly reason: string };

/** Monday to Friday but for holidays and days swapped off; weekend days worked in exchange have an issue. `reason` is Vietnamese. */
export function issueDay(day: Day, calendar: Calendar): IssueDay {
  const year = yearOf(Number(day.slice(0, 4)), calendar);
  if (year.worked.includes(day)) return { kind: 'issue-day', confirmed: year.confirmed };
  const holiday = year.off.find(({ from, to }) => from <= day && day <= to);
  if (holiday !== undefined) return { kind: 'no-issue', reason: holiday.name };
  if (isWeekend(day)) {
    return { kind: 'no-issue', reason: weekday(day) === 0 ? calendar.words.sunday : calendar.words.saturday };
  }
  const isSettled = !year.unsettled.some((unsettled) => unsettled.day === day);
  return { kind: 'issue-day', confirmed: year.confirmed && isSettled };
}

/** `day` itself when it has an issue, else the next day that has one. */
export function nextIssueDay(day: Day, calendar: Calendar): Day {
  return issueDay(day, calendar).kind === 'issue-day' ? day : nextIssueDay(addDays(day, 1), calendar);
}
