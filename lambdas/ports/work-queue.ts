import { z } from 'zod';
import { issueKeySchema } from '../core/issue/issue-key.ts';
import { mailingKeySchema } from '../core/mailing/mailing-key.ts';

/** A queue that carries small JSON messages, at least once. */
export interface WorkQueue<T> {
  /** `group`: messages of one group are taken one at a time, in order (FIFO queues only; ignored elsewhere). `delaySeconds` ≤ 900. */
  send(message: T, options?: { readonly group?: string; readonly delaySeconds?: number }): Promise<void>;
}

/** Message of the `gather` queue. */
export const visitRequestSchema = z.object({ sourceId: z.string() });
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
