import { z } from 'zod';
import { daySchema, type Instant, instantSchema } from '../calendar/instant.ts';
import { heardLettersSchema } from './letters.ts';

/** Something a round of the watchman found and, where nobody has to decide it, started again. */
export const findingSchema = z.object({
  at: instantSchema,
  kind: z.string(),
  issueKey: z.string(),
  /** Figures and reasons, for operators; never an address. */
  detail: z.string().optional(),
});
/** See {@link findingSchema}. */
export type Finding = z.infer<typeof findingSchema>;

/** What the watchman wrote down of a day: `rounds/<day>.json` of the newsroom. */
export const dayRoundsSchema = z.object({
  version: z.literal(1),
  day: daySchema,
  rounds: z.number().int(),
  lastAt: instantSchema,
  /** The newest last, at most {@link MOST_FINDINGS}. */
  found: z.array(findingSchema),
  /** Issues whose posting to Zalo waits for a person, at the last round. */
  parked: z.array(z.string()),
  isSearchable: z.boolean(),
});
/** See {@link dayRoundsSchema}. */
export type DayRounds = z.infer<typeof dayRoundsSchema>;

/** Findings kept of a day; what is older has been seen or is found again. */
export const MOST_FINDINGS = 100;

/** What one round has to tell. */
export interface Round {
  readonly at: Instant;
  readonly day: string;
  readonly found: readonly Omit<Finding, 'at'>[];
  readonly parked: readonly string[];
  readonly isSearchable: boolean;
}

/** A day's record with one round more. */
export function withRound(before: DayRounds | null, round: Round): DayRounds {
  const { at, day, parked, isSearchable } = round;
  const found = [...(before?.found ?? []), ...round.found.map((each) => ({ ...each, at }))].slice(-MOST_FINDINGS);
  return {
    version: 1,
    day,
    rounds: (before?.rounds ?? 0) + 1,
    lastAt: at,
    found,
    parked: [...parked],
    isSearchable,
  };
}

/** What was told last, every five minutes: `rounds/told.json`. */
export const toldSchema = z.object({
  version: z.literal(1),
  at: instantSchema,
  /** Messages given up, by queue. */
  deadLetters: z.record(z.string(), z.number().int()),
  /** Of which of them somebody was told, and when; left out: of none yet. */
  heard: heardLettersSchema.optional(),
});
/** See {@link toldSchema}. */
export type Told = z.infer<typeof toldSchema>;
