import { z } from 'zod';

/** A moment: ISO 8601 with an offset, e.g. `2026-11-23T07:30:00+07:00` or `…Z`. Compare with {@link isBefore}, not as text. */
export const instantSchema = z.iso.datetime({ offset: true });
/** See {@link instantSchema}. */
export type Instant = z.infer<typeof instantSchema>;

/** A calendar day in Viet Nam, `YYYY-MM-DD`. */
export const daySchema = z.iso.date();
/** See {@link daySchema}. */
export type Day = z.infer<typeof daySchema>;

/** `Asia/Ho_Chi_Minh` has had this fixed offset without daylight saving since 1975. */
const VIETNAM_OFFSET_MS = 7 * 3_600_000;

/** Milliseconds since the epoch of an instant. */
export function toMillis(instant: Instant): number {
  return Date.parse(instant);
}

/** The instant of `millis`, written in Viet Nam's offset to the second: `2026-11-23T07:30:00+07:00`. */
export function fromMillis(millis: number): Instant {
  return `${new Date(millis + VIETNAM_OFFSET_MS).toISOString().slice(0, 19)}+07:00`;
}

/** True when `a` is earlier than `b`. */
export function isBefore(a: Instant, b: Instant): boolean {
  return toMillis(a) < toMillis(b);
}

/** The later of two instants. */
export function latest(a: Instant, b: Instant): Instant {
  return isBefore(a, b) ? b : a;
}

/** `instant` moved by `millis` (may be negative). */
export function shift(instant: Instant, millis: number): Instant {
  return fromMillis(toMillis(instant) + millis);
}

/** The day in Viet Nam on which `instant` falls. */
export function dayOf(instant: Instant): Day {
  return fromMillis(toMillis(instant)).slice(0, 10);
}

/** The instant at `time` (`HH:MM`) on `day` in Viet Nam. */
export function at(day: Day, time: string): Instant {
  return `${day}T${time}:00+07:00`;
}

/** The day `count` days after `day` (before, if negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}
