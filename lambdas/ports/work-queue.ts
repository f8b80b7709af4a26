import { z } from 'zod';
import { instantSchema } from '../core/calendar/instant.ts';
import { issueKeySchema } from '../core/issue/issue-key.ts';
import { mailingKeySchema } from '../core/mailing/mailing-key.ts';
import { isPlainAddress } from '../core/subscriptions/address.ts';
import { editionsSchema } from '../core/subscriptions/subscriber.ts';

/** A queue that carries small JSON messages, at least once. */
export interface WorkQueue<T> {
  /** `group`: messages of one group are taken one at a time, in order (FIFO queues only; ignored elsewhere). `delaySeconds` ≤ 900. */
  send(message: T, options?: { readonly group?: string; readonly delaySeconds?: number }): Promise<void>;
}

/** Message of the `gather` queue. `askedAt`: who was visited since need not be again; left out (by hand, or before it was written): visited whatever was. */
export const visitRequestSchema = z.object({ sourceId: z.string(), askedAt: instantSchema.optional() });
/** See {@link visitRequestSchema}. */
export type VisitRequest = z.infer<typeof visitRequestSchema>;

/** Message of the `publish` and `plan-mailing` queues. */
export const issueRequestSchema = z.object({ issueKey: issueKeySchema });
/** See {@link issueRequestSchema}. */
export type IssueRequest = z.infer<typeof issueRequestSchema>;

/** Message of the `deliver` queue: a lease on a shard, not on a recipient. */
export const shardRequestSchema = z.object({ issueKey: mailingKeySchema, shard: z.number().int().min(0) });
/** See {@link shardRequestSchema}. */
export type ShardRequest = z.infer<typeof shardRequestSchema>;

/**
 * Message of the `asks` queue: a form as it was sent, for there is no row yet that it could name. `id` is random and the form's own;
 * `at`: when it was sent. It holds an address, so nothing of it but the id is ever logged.
 */
export const askSchema = z.object({
  version: z.literal(1),
  id: z.string().regex(/^[\w-]{22}$/u),
  address: z.string().refine(isPlainAddress),
  editions: editionsSchema.min(1),
  /** Ids of sections; null: all. */
  sections: z.array(z.string()).nullable(),
  network: z.string(),
  at: instantSchema,
});
/** See {@link askSchema}. */
export type Ask = z.infer<typeof askSchema>;
