import words from './date-words.json' with { type: 'json' };

/** Hours and minutes, seconds, and half of the day as a text gives them. */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** The text has seconds and an English AM or PM: the American way to write a time. */
  readonly american: boolean;
}

/** A piece cut out of a text, and what is left. */
export interface Cut<T> {
  readonly value: T;
  readonly rest: string;
}

const WEEKDAYS = new Map(words.weekdays.flatMap((names, weekday) => names.map((name) => [name, weekday] as const)));
const MONTHS = new Map(words.months.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));
const ZONES = new Map(Object.entries(words.zones));

/** Names as one pattern, longest first so that `muoi hai` is not read as `muoi`. */
function anyOf(names: Iterable<string>): string {
  return [...names].toSorted((a, b) => b.length - a.length).join('|');
}

/** Pattern of a month's name or number, for dates with the month in words. */
export const MONTH = `(${anyOf(MONTHS.keys())}|\\d{1,2})`;
const ENGLISH_MONTHS = words.months.flatMap((names) => names.filter((name) => /^(?:[jfsond]|ma[ry]|ap|au)/.test(name)));
/** Pattern of an English month's name alone; `nam` and `sau` mean other things outside `tháng …`. */
export const ENGLISH_MONTH = `(${anyOf(ENGLISH_MONTHS)})`;

const WEEKDAY = new RegExp(`(?<![a-z0-9])(${anyOf(WEEKDAYS.keys())})(?![a-z0-9])\\.?,?`);
const CLOCK_ZONE =
  /((?:\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)(?:\s*(?:[ap]m|sa|ch))?)\s*([+-])(\d{2})(?::?(\d{2}))?(?![\d/.:-])/;
const NAMED_OFFSET = /(?<![a-z])(?:gmt|utc)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?(?!\d)/;
const NAMED_ZONE = new RegExp(`(?<![a-z])(${anyOf(ZONES.keys())})(?![a-z])`);
const HALF = '(?:\\s*([ap])\\.?m\\b\\.?|\\s*\\b(sa|sang)\\b|\\s*\\b(ch|chieu|toi)\\b)?';
const TIME = new RegExp(
  `(?<![\\d/.-])(\\d{1,2})\\s*(?::|h|g(?:io)?)\\s*(\\d{1,2})(?::(\\d{2})(?:[.,]\\d+)?)?(?![\\d/])(?:\\s*(?:phut|'|p\\b))?${HALF}`,
);
const WHOLE_HOUR = new RegExp(`(?<![\\d/.:-])(\\d{1,2})\\s*(?:h|gio)(?![a-z\\d])${HALF}`);
const NOISE = new RegExp(`(?<![a-z])(?:${anyOf(words.noise)})(?![a-z])`, 'g');

/** 1–12 of a month's name or number, or null. */
export function monthOf(text: string): number | null {
  return MONTHS.get(text) ?? (/^\d{1,2}$/.test(text) ? Number(text) : null);
}

/** Cuts out a weekday: 0 Sunday … 6 Saturday. */
export function cutWeekday(text: string): Cut<number | null> {
  const match = WEEKDAY.exec(text);
  return { value: WEEKDAYS.get(match?.[1] ?? '') ?? null, rest: without(text, match) };
}

/** Cuts out a zone: minutes east of Greenwich; null where none is given. */
export function cutZone(text: string): Cut<number | null> {
  const named = NAMED_OFFSET.exec(text);
  if (named !== null) return { value: minutesEast(named.slice(1)), rest: without(text, named) };
  const offset = CLOCK_ZONE.exec(text);
  if (offset !== null) return { value: minutesEast(offset.slice(2)), rest: text.replace(CLOCK_ZONE, '$1 ') };
  const zone = NAMED_ZONE.exec(text);
  return { value: ZONES.get(zone?.[1] ?? '') ?? null, rest: without(text, zone) };
}

/** Cuts out a time of day; null where none is given, `'wrong'` where it cannot be (`13:00 AM`, `25:10`). */
export function cutTime(text: string): Cut<ClockTime | 'wrong' | null> {
  const match = TIME.exec(text);
  if (match !== null) {
    const [, hour, minute, second, letter, morning, evening] = match;
    const half = halfOf(letter, morning, evening);
    const american = second !== undefined && letter !== undefined;
    return { value: clockTime({ hour, minute, second, half, american }), rest: without(text, match) };
  }
  const whole = WHOLE_HOUR.exec(text);
  if (whole === null) return { value: null, rest: text };
  const [, hour, letter, morning, evening] = whole;
  const half = halfOf(letter, morning, evening);
  const value = clockTime({ hour, minute: undefined, second: undefined, half, american: false });
  return { value, rest: without(text, whole) };
}

/** What is left of a text when the words and signs that say nothing are gone: empty when all was understood. */
export function leftOver(text: string): string {
  return text
    .replace(NOISE, ' ')
    .replace(/[\s,;:|()[\]'’•–—.-]+/g, ' ')
    .trim();
}

/** `text` without the match, whose place a space takes. */
export function without(text: string, match: RegExpExecArray | null): string {
  return match === null ? text : `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
}

function minutesEast([sign, hours, minutes]: readonly (string | undefined)[]): number {
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0));
}

function halfOf(letter?: string, morning?: string, evening?: string): 'am' | 'pm' | null {
  if (letter === 'a' || morning !== undefined) return 'am';
  return letter === 'p' || evening !== undefined ? 'pm' : null;
}

interface TimeText {
  readonly hour: string | undefined;
  readonly minute: string | undefined;
  readonly second: string | undefined;
  readonly half: 'am' | 'pm' | null;
  readonly american: boolean;
}

function clockTime(given: TimeText): ClockTime | 'wrong' {
  const hour = Number(given.hour);
  const minute = Number(given.minute ?? 0);
  const second = Number(given.second ?? 0);
  if (hour > 23 || minute > 59 || second > 59 || (given.half === 'am' && hour > 12)) return 'wrong';
  // Some papers put AM or PM after a 24-hour clock: `15:40 PM` is twenty to four.
  const moved = given.half === 'pm' && hour < 12 ? 12 : given.half === 'am' && hour === 12 ? -12 : 0;
  return { hour: hour + moved, minute, second, american: given.american };
}
