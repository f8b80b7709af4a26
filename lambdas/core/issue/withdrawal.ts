import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';
import { editionSchema, issueKeySchema } from './issue-key.ts';

/** That one item of an issue, or all of it, may no longer be shown. */
export const withdrawalSchema = z.object({
  /** Id of the clipping or article; null: the whole issue. */
  item: z.string().nullable(),
  /** Login and name of who withdrew it; neither is printed. */
  by: z.string(),
  name: z.string(),
  at: instantSchema,
  /** For the house's own books; never printed. */
  why: z.string().min(1),
});
/** See {@link withdrawalSchema}. */
export type Withdrawal = z.infer<typeof withdrawalSchema>;

/** `snapshots/withdrawn/<edition>/<issueKey>.json`, private: entries are only ever added, oldest first. */
export const withdrawalLogSchema = z.object({
  version: z.literal(1),
  edition: editionSchema,
  issueKey: issueKeySchema,
  entries: z.array(withdrawalSchema),
});
/** See {@link withdrawalLogSchema}. */
export type WithdrawalLog = z.infer<typeof withdrawalLogSchema>;
