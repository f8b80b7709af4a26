import { type Day, daySchema } from '../../calendar/instant.ts';
import { formatDate, formatDay, weekdayName } from '../../vietnamese/dates.ts';
import type { Hit } from '../finding.ts';
import type { About, Check } from './check.ts';

/** `05/9/2024`, `5-9`, `5.9.2024`. */
const NUMERIC = /(?<![\p{L}\d/.,-])(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}))?(?![\p{L}\d%]|[/-]|[.,]\d)/gu;
/** `ngày 5 tháng 9 năm 2024`. */
const WORDED = /(?<![\p{L}\d])ngày\s(\d{1,2})\stháng\s(\d{1,2})(?:\snăm\s(\d{4}))?(?!\d)/giu;
/** `tháng 13/2024`. */
const MONTH = /(?<![\p{L}\d])tháng\s(\d{1,3})(?:\/(\d{4}))?(?![\p{L}\d/.,-])/giu;
/** Before two numbers, these say that they are a day. */
const DAY_BEFORE = /(?<!\p{L})(?:ngày|sáng|trưa|chiều|tối|đêm|hôm|từ|đến|hết|trước|sau|cuối)\s$|\(\s?$|\(ngày\s$/iu;
const WEEKDAY_BEFORE =
  /(?<!\p{L})(thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật)(?:,?\s(?:ngày\s)?|\s?\((?:ngày\s)?)$/iu;
const WEEKDAY_BEHIND = /^\s\((thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật)\)/iu;
const NEAR_DAYS = 14;
const WEEKDAYS = ['chủ nhật', 'thứ hai', 'thứ ba', 'thứ tư', 'thứ năm', 'thứ sáu', 'thứ bảy'];

interface DayFound {
  readonly found: string;
  readonly start: number;
  /** Null for a day written in words. */
  readonly sign: string | null;
  readonly day: number;
  readonly month: number;
  readonly year: number | null;
  /** The words around it leave no doubt that it is a day. */
  readonly isSure: boolean;
}

/** Days that are in no calendar, weekdays that do not fit, months that are none, and forms that are not official. */
export const dateCheck: Check = (text, about) => [
  ...daysIn(text).flatMap((found) => judged(text, found, about)),
  ...[...text.matchAll(MONTH)].flatMap((match): Hit[] => {
    const month = Number(match[1]);
    const start = match.index;
    const isMonth = month >= 1 && month <= 12;
    // `24 tháng`, `tháng 100`: without a year a large number may be anything.
    if (isMonth || match[2] === undefined) return [];
    return [{ rule: 'date-impossible', says: 'month-impossible', start, end: start + match[0].length }];
  }),
];

/** The way of writing days that the texts use most, where they use several; null where there is one. */
export function mixedDaySign(texts: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const { sign, isSure, year } of texts.flatMap(daysIn)) {
    if (sign !== null && (isSure || year !== null)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return counts.size > 1 ? (most?.[0] ?? null) : null;
}

function daysIn(text: string): DayFound[] {
  const numeric = [...text.matchAll(NUMERIC)].map((match): DayFound => {
    const [found, day, sign = '/', month, year] = match;
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    return { found, start: match.index, sign, ...numbersOf(day, month, year), isSure: DAY_BEFORE.test(before) };
  });
  const worded = [...text.matchAll(WORDED)].map((match): DayFound => {
    const [found, day, month, year] = match;
    return { found, start: match.index, sign: null, ...numbersOf(day, month, year), isSure: true };
  });
  return [...numeric, ...worded];
}

function numbersOf(day: string | undefined, month: string | undefined, year: string | undefined) {
  return { day: Number(day), month: Number(month), year: year === undefined ? null : Number(year) };
}

function judged(text: string, found: DayFound, about: About): Hit[] {
  const start = found.start;
  const end = start + found.found.length;
  const sayIt = found.isSure || (found.year !== null && found.year >= 1900 && found.year <= 2100);
  // Two numbers alone may be a fraction, a score or a version.
  if (!sayIt || (found.sign === '.' && found.year === null)) return [];
  const day = dayIn(found, about.issueKey);
  // `từ 20-30 phút`: a dash between two numbers is more often a span than a day.
  const isSpan = found.sign === '-' && found.year === null && (found.month > 12 || /^\s?\p{Ll}/u.test(text.slice(end)));
  if (day === null) return isSpan ? [] : [{ rule: 'date-impossible', start, end }];
  // Without its year a day is only known while it is near.
  const isKnown = found.year !== null || distance(day, about.issueKey) <= NEAR_DAYS * 86_400_000;
  const wrong = isKnown ? wrongWeekday(text, { start, end, day }) : null;
  return [...(wrong ? [wrong] : []), ...(isSpan ? [] : formHits(found, day, about))];
}

/** Null where there is no such day; without a year, the one in which it lies nearest to the issue. */
function dayIn({ day, month, year }: DayFound, issueKey: Day): Day | null {
  const own = Number(issueKey.slice(0, 4));
  const years = year === null ? [own, own - 1, own + 1] : [year];
  const written = (each: number) => `${each}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const days = years.map(written).filter((each) => daySchema.safeParse(each).success);
  return days.sort((a, b) => distance(a, issueKey) - distance(b, issueKey))[0] ?? null;
}

function distance(a: Day, b: Day): number {
  return Math.abs(Date.parse(a) - Date.parse(b));
}

function wrongWeekday(
  text: string,
  at: { readonly start: number; readonly end: number; readonly day: Day },
): Hit | null {
  const before = text.slice(Math.max(0, at.start - 24), at.start);
  const leading = WEEKDAY_BEFORE.exec(before);
  const trailing = WEEKDAY_BEHIND.exec(text.slice(at.end, at.end + 16));
  const said = leading?.[1] ?? trailing?.[1];
  if (said === undefined || sameWeekday(said, at.day)) return null;
  const start = leading ? at.start - before.length + leading.index : at.end + 2;
  const fix = weekdayName(at.day);
  const cased = said.charAt(0) === said.charAt(0).toLowerCase() ? fix.charAt(0).toLowerCase() + fix.slice(1) : fix;
  // Either of the two may be wrong, so nothing is put right by itself.
  return { rule: 'date-weekday', start, end: start + said.length, values: [formatDate(at.day), cased] };
}

function sameWeekday(said: string, day: Day): boolean {
  const index = new Date(`${day}T00:00:00Z`).getUTCDay();
  const plain = said.toLowerCase().replaceAll(/\s/g, ' ');
  return plain === WEEKDAYS[index] || plain === `thứ ${index + 1}`;
}

function formHits({ found, start, sign, day, month, year }: DayFound, at: Day, about: About): Hit[] {
  const end = start + found.length;
  if (sign === null) {
    const fix = `ngày ${two(day, 9)} tháng ${two(month, 2)}${year === null ? '' : ` năm ${year}`}`;
    return found.toLowerCase().replaceAll(/\s/g, ' ') === fix
      ? []
      : [{ rule: 'date-form', start, end, fix, values: [fix] }];
  }
  const fix = year === null ? formatDay(at) : formatDate(at);
  if (found === fix) return [];
  const isOdd = about.daySign !== null && sign !== about.daySign;
  return [{ rule: isOdd ? 'date-mixed' : 'date-form', start, end, fix, values: [fix] }];
}

function two(number: number, upTo: number): string {
  return number <= upTo ? String(number).padStart(2, '0') : String(number);
}
