import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';

/** Why a source could not be read; each has its Vietnamese wording in `templates/desk/messages.json`. */
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
]);
/** See {@link failureKindSchema}. */
export type FailureKind = z.infer<typeof failureKindSchema>;

/** What one polite reading of one source came to. */
export const visitOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read'), entries: z.number().int(), fresh: z.number().int(), stored: z.number().int() }),
  z.object({ kind: z.literal('unchanged') }),
  /** Answers, but lists nothing. */
  z.object({ kind: z.literal('silent') }),
  z.object({ kind: z.literal('failed'), failure: failureKindSchema, detail: z.string() }),
]);
/** See {@link visitOutcomeSchema}. */
export type VisitOutcome = z.infer<typeof visitOutcomeSchema>;

/** What a server gave us for a conditional request. */
export const validatorsSchema = z.object({ etag: z.string().nullable(), lastModified: z.string().nullable() });
/** See {@link validatorsSchema}. */
export type Validators = z.infer<typeof validatorsSchema>;

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
});
/** See {@link visitSchema}. */
export type Visit = z.infer<typeof visitSchema>;
