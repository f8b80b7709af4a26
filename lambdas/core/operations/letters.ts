import { z } from 'zod';
import { at, dayOf, type Instant, instantSchema, isBefore, shift } from '../calendar/instant.ts';

/** When somebody was told of dead letters last, and how many of each queue have been told of since they came. */
export const heardLettersSchema = z.object({ at: instantSchema, letters: z.record(z.string(), z.number().int()) });
/** See {@link heardLettersSchema}. */
export type HeardLetters = z.infer<typeof heardLettersSchema>;

/** Letters by queue, at a look. */
export interface LettersNow {
  readonly now: Instant;
  readonly letters: Readonly<Record<string, number>>;
  /** Null: nobody was told of any yet. */
  readonly before: HeardLetters | null;
  /** `HH:MM`: from then on a day's reminder of what still lies there. */
  readonly reminder: string;
}

/** What is to be told of a look; `news` null: no letter lies anywhere, and nothing is told. */
export interface LettersNews {
  readonly news: number | null;
  readonly heard: HeardLetters | null;
}

/** An alarm goes off anew only when it was quiet between: it looks at a quarter of an hour, and words come up to five minutes late. */
const REST_MS = 25 * 60_000;

/**
 * How many letters are news: those that were not there when somebody was told last, in whatever queue, and once a day all that still lie
 * there. News that comes while the alarm still sounds is told when it has rested.
 */
export function newsOfLetters({ now, letters, before, reminder }: LettersNow): LettersNews {
  const total = sumOf(letters);
  // A letter that was taken away and comes back, or another in its place, is news again.
  const known = Object.fromEntries(
    Object.entries(letters).map(([queue, count]) => [queue, Math.min(count, before?.letters[queue] ?? 0)]),
  );
  const kept = before === null ? null : { at: before.at, letters: known };
  if (total === 0) return { news: null, heard: kept };
  if (before !== null && isBefore(now, shift(before.at, REST_MS))) return { news: 0, heard: kept };
  const hour = at(dayOf(now), reminder);
  const isDue = before !== null && isBefore(before.at, hour) && !isBefore(now, hour);
  const news = isDue ? total : total - sumOf(known);
  return news === 0 ? { news, heard: kept } : { news, heard: { at: now, letters: { ...letters } } };
}

function sumOf(letters: Readonly<Record<string, number>>): number {
  return Object.values(letters).reduce((sum, count) => sum + count, 0);
}
