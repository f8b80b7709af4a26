import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';

/** What a correction changed of one item; `number` is the item's after the correction, of a removed one its last. */
export const changedItemSchema = z.object({
  number: z.number().int().min(1),
  what: z.array(z.enum(['title', 'text', 'citation', 'place', 'section', 'added', 'removed'])).min(1),
});
/** See {@link changedItemSchema}. */
export type ChangedItem = z.infer<typeof changedItemSchema>;

/** One correction of a published issue; printed above the contents of `revision` and of every later one. */
export const correctionSchema = z.object({
  revision: z.number().int().min(2),
  at: instantSchema,
  /** Name of who corrected it. */
  by: z.string().min(1),
  why: z.string().min(1),
  items: z.array(changedItemSchema),
});
/** See {@link correctionSchema}. */
export type Correction = z.infer<typeof correctionSchema>;

/** The file an issue came from that the house never drafted: a printed bulletin that was read in. */
export const importedSchema = z.object({ file: z.string() });
/** See {@link importedSchema}. */
export type Imported = z.infer<typeof importedSchema>;

/** What the content of either edition may carry of its later life; all left out of most issues. */
export const laterLife = {
  /** Oldest first. */
  corrections: z.array(correctionSchema).optional(),
  imported: importedSchema.optional(),
};
