import { z } from 'zod';
import seed from './calendar.json' with { type: 'json' };
import { daySchema } from './instant.ts';

/** Days off of a year: `from` and `to` belong to them. */
const daysOffSchema = z.object({ from: daySchema, to: daySchema, name: z.string() });

/** What was decided for one year. */
export const yearSchema = z.object({
  year: z.number().int(),
  /** False: nobody has checked the year against the deciding document. */
  confirmed: z.boolean(),
  documents: z.array(z.string()),
  /** Every working day taken off: holidays, their compensation and swapped days. */
  off: z.array(daysOffSchema),
  /** Weekend days worked in exchange: they have an issue. */
  worked: z.array(daySchema),
  /** Days that may be taken off and are not decided as far as this table knows: they have an issue, with a warning. */
  unsettled: z.array(z.object({ day: daySchema, name: z.string() })),
});
/** See {@link yearSchema}. */
export type CalendarYear = z.infer<typeof yearSchema>;

/** Public holidays and official swaps: `settings/calendar.json`. */
export const calendarSchema = z.object({
  version: z.literal(1),
  /** Vietnamese wording of the reasons. */
  words: z.object({
    saturday: z.string(),
    sunday: z.string(),
    swapped: z.string(),
    compensation: z.string(),
    tet: z.string(),
    unconfirmed: z.string().default(seed.words.unconfirmed),
    /** `{0}` is the year. */
    unconfirmedYear: z.string().default(seed.words.unconfirmedYear),
    /** `{0}` is the day as printed, `{1}` its name. */
    unsettledDay: z.string().default(seed.words.unsettledDay),
  }),
  /** Holidays by the common calendar (Bộ luật Lao động, điều 112). */
  fixed: z.array(z.object({ month: z.number().int(), day: z.number().int(), name: z.string() })),
  /** Holidays by the lunar calendar, Tết aside. */
  lunar: z.array(z.object({ month: z.number().int(), day: z.number().int(), name: z.string() })),
  /** Days that a law under way would take off every year from `from` on: unsettled in years without a decision. */
  pending: z
    .array(z.object({ month: z.number().int(), day: z.number().int(), from: z.number().int(), name: z.string() }))
    .default([]),
  /** For years without a decision: days of Tết counted from its first day, and the neighbour of 2/9 by its weekday (0 Sunday). */
  ruleOfThumb: z.object({
    tetFrom: z.number().int(),
    tetTo: z.number().int(),
    nationalDayNeighbour: z.record(z.string(), z.number().int()),
  }),
  years: z.array(yearSchema),
});
/** See {@link calendarSchema}. */
export type Calendar = z.infer<typeof calendarSchema>;

/** The calendar the house starts with. */
export function seedCalendar(): Calendar {
  return calendarSchema.parse(seed);
}
