import { addDays, type Day, dayOf, fromMillis, type Instant, shift } from '../calendar/instant.ts';
import { fold } from '../vietnamese/fold.ts';
import { cutDay, type WrittenDay } from './date-day.ts';
import { type ClockTime, cutTime, cutWeekday, cutZone, leftOver } from './date-parts.ts';

/** What helps to read a date. */
export interface PressDateOptions {
  /** When the text was fetched; without it `8 giờ trước` and `31-8` stay unknown. */
  readonly reference?: Instant;
  /** What other dates of the same feed prove about figures that can be read in two orders. */
  readonly order?: 'day-first' | 'month-first';
}

/** `instant` null: unknown. `problem` null: nothing was odd; a problem beside an instant is a remark. */
export interface PressDate {
  readonly instant: Instant | null;
  readonly problem: string | null;
}

const VIETNAM_MINUTES = 7 * 60;
const DAY_MS = 86_400_000;
const NO_TIME = 'date: only the day is given, not the time';
/** No press date is longer; what is longer is text. */
const LONGEST = 120;

/**
 * Reads a date as papers and feeds write it: ISO 8601, RFC 822 with its many dialects, Vietnamese forms
 * (`Thứ Hai, ngày 14/09/2026 - 06:31 SA (GMT+7)`, `14 Tháng 9, 2026`, `8 giờ trước`).
 *
 * Without a zone it is Viet Nam time; figures are day first unless that is impossible. What can be read in two ways, has
 * words left over, or contradicts its weekday is unknown, with the reason: a date is right or null.
 */
export function parsePressDate(text: string, options: PressDateOptions = {}): PressDate {
  const folded = fold(text.slice(0, LONGEST + 1)).replaceAll('\n', ' ');
  if (folded === '') return unknown('empty');
  if (folded.length > LONGEST) return unknown('too long');
  return relativeDate(folded, options.reference) ?? absoluteDate(folded.replace(/(\d)t(\d)/, '$1 $2'), options);
}

function absoluteDate(folded: string, options: PressDateOptions): PressDate {
  const zone = cutZone(folded);
  const day = cutDay(zone.rest);
  if (day === null) return unknown('no day found');
  const time = cutTime(day.rest);
  if (time.value === 'wrong') return unknown('impossible time');
  const weekday = cutWeekday(time.rest);
  const rest = leftOver(weekday.rest);
  if (rest !== '') return unknown(`not understood: ${rest.slice(0, 40)}`);
  const read = readDay(day.value, time.value, options);
  if (typeof read !== 'object') return unknown(read);
  return assemble({ day: read, form: day.value.form, time: time.value, zone: zone.value, weekday: weekday.value });
}

interface Parts {
  readonly day: { readonly date: Day };
  readonly form: WrittenDay['form'];
  readonly time: ClockTime | null;
  readonly zone: number | null;
  readonly weekday: number | null;
}

function assemble({ day, form, time, zone, weekday }: Parts): PressDate {
  const midnight = Date.parse(`${day.date}T00:00:00Z`);
  const clashes = weekday !== null && weekday !== new Date(midnight).getUTCDay();
  if (clashes && form === 'figures') return unknown('weekday and day contradict each other');
  if (zone !== null && Math.abs(zone) > 14 * 60) return unknown('impossible zone');
  const seconds = time === null ? 0 : (time.hour * 60 + time.minute) * 60 + time.second;
  const east = time === null ? VIETNAM_MINUTES : (zone ?? VIETNAM_MINUTES);
  const instant = fromMillis(midnight + seconds * 1_000 - east * 60_000);
  if (clashes) return { instant, problem: 'date: the weekday is another' };
  return { instant, problem: time === null ? NO_TIME : null };
}

/** The day meant, or why it cannot be known. */
function readDay(day: WrittenDay, time: ClockTime | null, options: PressDateOptions): { date: Day } | string {
  if (day.year === null) return recentDay(day, options.reference);
  const dayFirst = validDay(day.year, day.month, day.day);
  if (day.form !== 'figures') return dayFirst ?? 'no such day';
  const monthFirst = validDay(day.year, day.day, day.month);
  if (options.order === 'month-first' && monthFirst !== null) return monthFirst;
  if (dayFirst === null) return monthFirst ?? 'no such day';
  // `9/3/2026 6:44:00 PM` is how American software writes 3 September; baochinhphu.vn's feed does.
  const isAmbiguous = time?.american === true && monthFirst !== null && monthFirst.date !== dayFirst.date;
  return isAmbiguous && options.order === undefined ? 'day and month are ambiguous' : dayFirst;
}

/** The last such day not after the reference (a day's grace for clocks that differ). */
function recentDay(day: WrittenDay, reference: Instant | undefined): { date: Day } | string {
  if (reference === undefined) return 'the year is missing';
  const limit = addDays(dayOf(reference), 1);
  const year = Number(limit.slice(0, 4));
  const candidates = [year, year - 1].map((each) => validDay(each, day.month, day.day));
  return candidates.find((found) => found !== null && found.date <= limit) ?? 'no such day';
}

function validDay(year: number, month: number, day: number): { date: Day } | null {
  if (year < 1990 || year > 2099 || month < 1 || month > 12 || day < 1) return null;
  const date = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
  return Number(date.slice(8)) === day ? { date } : null;
}

const UNIT_MS: Readonly<Record<string, number>> = {
  giay: 1_000,
  phut: 60_000,
  gio: 3_600_000,
  tieng: 3_600_000,
  ngay: DAY_MS,
};
const NAMED_DAYS: Readonly<Record<string, number>> = { 'hom nay': 0, 'hom qua': -1, 'hom kia': -2 };

/** `8 giờ trước`, `hôm qua 15:30`; null when the text is nothing of the kind. */
function relativeDate(folded: string, reference: Instant | undefined): PressDate | null {
  const ago = /^(?:cach day )?(\d{1,3}) (giay|phut|gio|tieng|ngay)(?: truoc)?$/.exec(folded);
  const named = /^(hom nay|hom qua|hom kia)\b/.exec(folded);
  if (ago === null && named === null && !/^(?:vua xong|moi day)$/.test(folded)) return null;
  if (reference === undefined) return unknown('relative, and the time of fetching is not known');
  if (named === null) {
    const instant = shift(reference, -Number(ago?.[1] ?? 0) * (UNIT_MS[ago?.[2] ?? ''] ?? 0));
    return { instant, problem: 'date: relative, so not exact' };
  }
  const date = addDays(dayOf(reference), NAMED_DAYS[named[1] ?? ''] ?? 0);
  const time = cutTime(folded.slice(named[0].length));
  if (time.value === 'wrong' || leftOver(time.rest) !== '') return unknown('not understood');
  return assemble({ day: { date }, form: 'words', time: time.value, zone: null, weekday: null });
}

function unknown(reason: string): PressDate {
  return { instant: null, problem: `date: ${reason}` };
}
