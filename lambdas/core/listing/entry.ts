import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';

/** A link seen in a feed or on a section page, with what the listing says of it. */
export const entrySchema = z.object({
  /** Canonical URL: decides identity. */
  url: z.url(),
  title: z.string(),
  summary: z.string().nullable(),
  publishedAt: instantSchema.nullable(),
  /** What was odd about it, in words for an operator (`date: day and month are ambiguous`). */
  problems: z.array(z.string()),
});
/** See {@link entrySchema}. */
export type Entry = z.infer<typeof entrySchema>;

/** Why an entry went no further. */
export const dropReasonSchema = z.enum([
  'not-reform-at-first-sight',
  'not-reform',
  'not-article',
  'too-old',
  'fetch-failed',
  /** Its page defeated the reading: an error of ours, never the end of the visit. */
  'unreadable',
  'foreign-host',
]);
/** See {@link dropReasonSchema}. */
export type DropReason = z.infer<typeof dropReasonSchema>;

/** What became of an entry. `pending`: seen, its page not yet fetched (a visit was cut short). */
export const fateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pending'), tries: z.number().int() }),
  z.object({ kind: z.literal('stored') }),
  z.object({ kind: z.literal('dropped'), reason: dropReasonSchema, detail: z.string() }),
]);
/** See {@link fateSchema}. */
export type Fate = z.infer<typeof fateSchema>;

/** An entry the house has met, with its fate: answers "why is it not in?". */
export const seenEntrySchema = z.object({
  version: z.literal(1),
  articleId: z.string(),
  sourceId: z.string(),
  url: z.url(),
  title: z.string(),
  publishedAt: instantSchema.nullable(),
  firstSeenAt: instantSchema,
  fate: fateSchema,
});
/** See {@link seenEntrySchema}. */
export type SeenEntry = z.infer<typeof seenEntrySchema>;
