import { z } from 'zod';
import { daySchema, instantSchema } from '../calendar/instant.ts';

/** Why a source could not be read; each has its Vietnamese wording in `templates/failures.json`. */
export const failureKindSchema = z.enum([
  'unreachable',
  'timeout',
  'blocked-address',
  'too-large',
  'not-found',
  'refused',
  'server-error',
  'not-a-listing',
  'robots-disallow',
  /** It lists nothing but pages of others. */
  'stranger',
  'foreign-language',
]);
/** See {@link failureKindSchema}. */
export type FailureKind = z.infer<typeof failureKindSchema>;

/** What one polite reading of one source came to. */
export const visitOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read'), entries: z.number().int(), fresh: z.number().int(), stored: z.number().int() }),
  z.object({ kind: z.literal('unchanged') }),
  /** Answers, but lists nothing, or nothing younger than news: then `newest` is its newest entry. */
  z.object({ kind: z.literal('silent'), newest: instantSchema.optional() }),
  z.object({ kind: z.literal('failed'), failure: failureKindSchema, detail: z.string() }),
]);
/** See {@link visitOutcomeSchema}. */
export type VisitOutcome = z.infer<typeof visitOutcomeSchema>;

/** What a server gave us for a conditional request. */
export const validatorsSchema = z.object({ etag: z.string().nullable(), lastModified: z.string().nullable() });
/** See {@link validatorsSchema}. */
export type Validators = z.infer<typeof validatorsSchema>;

/**
 * What was odd about one way in, though the source as a whole could be read. `moved`: a permanent redirect, `detail` is
 * the new address; `empty`: it answers and lists nothing; `stranger`: it lists pages of hosts that are not the source's.
 */
export const listingProblemSchema = z.object({
  kind: z.enum(['moved', 'empty', 'stranger', 'not-a-listing', 'failed']),
  url: z.string(),
  detail: z.string(),
});
/** See {@link listingProblemSchema}. */
export type ListingProblem = z.infer<typeof listingProblemSchema>;

/** What a source brought on one day (Viet Nam): visits that succeeded, most entries listed at once, new entries. */
export const dayCountSchema = z.object({
  day: daySchema,
  reads: z.number().int(),
  entries: z.number().int(),
  fresh: z.number().int(),
});
/** See {@link dayCountSchema}. */
export type DayCount = z.infer<typeof dayCountSchema>;

/** The last days of a source, oldest first, at most {@link HISTORY_DAYS}; the health of a source is reckoned from it. */
export const historySchema = z.object({
  days: z.array(dayCountSchema),
  /** Last day on which it brought something new, also before the days kept; null: never yet. */
  freshOn: daySchema.nullable(),
  /** First visit that succeeded. */
  startedOn: daySchema.nullable(),
  /** When the present run of failed or empty visits began; null: the last visit found entries. */
  since: instantSchema.nullable(),
  problems: z.array(listingProblemSchema),
});
/** See {@link historySchema}. */
export type History = z.infer<typeof historySchema>;

/** Days of history kept in a row. */
export const HISTORY_DAYS = 14;

/** The state of one source between visits; one row per source. */
export const visitSchema = z.object({
  version: z.literal(1),
  sourceId: z.string(),
  visitedAt: instantSchema,
  outcome: visitOutcomeSchema,
  /** Last time it was read with at least one entry (a 304 counts), or null. */
  lastReadAt: instantSchema.nullable(),
  /** Failures in a row. */
  failures: z.number().int(),
  nextVisitAt: instantSchema,
  /** Validators by listing URL. */
  validators: z.record(z.string(), validatorsSchema),
  /** Absent in rows written before there was a history. */
  history: historySchema.optional(),
});
/** See {@link visitSchema}. */
export type Visit = z.infer<typeof visitSchema>;
