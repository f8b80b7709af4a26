import type { Calendar, CalendarYear } from './calendar.ts';
import { addDays, type Day } from './instant.ts';
import { lunarDay } from './lunar.ts';

/** Weekday of a day: 0 Sunday … 6 Saturday. */
export function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** True on Saturday and Sunday. */
export function isWeekend(day: Day): boolean {
  return weekday(day) % 6 === 0;
}

/**
 * The year as decided, or, where the table has no entry, as reckoned from the law: fixed and lunar holidays, Tết, a
 * neighbour of 2/9, and the next working day for a holiday on a weekend. A reckoned year is not `confirmed`.
 */
export function yearOf(year: number, calendar: Calendar): CalendarYear {
  return calendar.years.find((known) => known.year === year) ?? reckonedOnce(year, calendar);
}

/** Lunar dates cost a search for new moons: every year is reckoned once a calendar. */
const reckonedYears = new WeakMap<Calendar, Map<number, CalendarYear>>();

function reckonedOnce(year: number, calendar: Calendar): CalendarYear {
  const years = reckonedYears.get(calendar) ?? new Map<number, CalendarYear>();
  reckonedYears.set(calendar, years);
  const made = years.get(year) ?? reckoned(year, calendar);
  years.set(year, made);
  return made;
}

function reckoned(year: number, calendar: Calendar): CalendarYear {
  const holidays = [...fixedDays(year, calendar), ...lunarDays(year, calendar), ...nationalNeighbour(year, calendar)];
  const off = new Map(holidays.map(([day, name]) => [day, name]));
  for (const [day, name] of holidays.filter(([holiday]) => isWeekend(holiday))) {
    off.set(nextWorkingDay(day, off), `${name} (${calendar.words.compensation})`);
  }
  return {
    year,
    confirmed: false,
    documents: [],
    off: [...off].map(([day, name]) => ({ from: day, to: day, name })),
    worked: [],
    unsettled: calendar.pending
      .filter(({ from }) => from <= year)
      .map(({ month, day, name }) => ({ day: dayIn(year, month, day), name })),
  };
}

function fixedDays(year: number, calendar: Calendar): [Day, string][] {
  return calendar.fixed.map(({ month, day, name }) => [dayIn(year, month, day), name]);
}

function lunarDays(year: number, calendar: Calendar): [Day, string][] {
  const { tetFrom, tetTo } = calendar.ruleOfThumb;
  const tet = lunarDay(year, 1, 1);
  const days = Array.from({ length: tetTo - tetFrom + 1 }, (_, index) => addDays(tet, tetFrom + index));
  return [
    ...calendar.lunar.map(({ month, day, name }): [Day, string] => [lunarDay(year, month, day), name]),
    ...days.map((day): [Day, string] => [day, calendar.words.tet]),
  ];
}

function nationalNeighbour(year: number, calendar: Calendar): [Day, string][] {
  const national = dayIn(year, 9, 2);
  const neighbour = calendar.ruleOfThumb.nationalDayNeighbour[String(weekday(national))];
  const name = calendar.fixed.find(({ month }) => month === 9)?.name;
  return neighbour === undefined || name === undefined ? [] : [[dayIn(year, 9, neighbour), name]];
}

function nextWorkingDay(day: Day, off: ReadonlyMap<Day, string>): Day {
  const next = addDays(day, 1);
  return isWeekend(next) || off.has(next) ? nextWorkingDay(next, off) : next;
}

function dayIn(year: number, month: number, day: number): Day {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
