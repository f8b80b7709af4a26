import type { Day } from '../calendar/instant.ts';
import words from './words.json' with { type: 'json' };

/** Official practice: a leading zero for days 1–9 and for months 1 and 2 only, so that no figure can be added in front. */
const MONTHS_WITH_ZERO = 2;

/** `05/9`: day and month as officially written. */
export function formatDay(day: Day): string {
  return `${day.slice(8, 10)}/${formatMonth(day)}`;
}

/** `9`, but `01` and `02`: the month of a day or of a `YYYY-MM` as officially written. */
export function formatMonth(key: string): string {
  const month = Number(key.slice(5, 7));
  return month <= MONTHS_WITH_ZERO ? `0${month}` : String(month);
}

/** `05/9/2024`: the whole date as officially written. */
export function formatDate(day: Day): string {
  return `${formatDay(day)}/${day.slice(0, 4)}`;
}

/** `Thứ Năm`. */
export function weekdayName(day: Day): string {
  return words.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
}

/** `thứ Năm`, within a sentence; Sunday keeps its capital. */
export function weekdayInSentence(day: Day): string {
  return weekdayName(day).replace(/^Thứ/u, 'thứ');
}

/** `THỨ NĂM`, as the masthead has it. */
export function weekdayCapitals(day: Day): string {
  return weekdayName(day).toUpperCase();
}
