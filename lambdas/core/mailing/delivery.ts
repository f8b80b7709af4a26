import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';
import { mailingKeySchema } from './mailing-key.ts';

/** Requests that were taken for not accepted because no event told of them; left out: none. */
const spared = z.number().int().optional();

/** States of one recipient's message; see the ledger in `README.md` of this room. */
export const deliveryStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('queued'), attempts: z.number().int(), spared }),
  z.object({
    kind: z.literal('claimed'),
    claimId: z.string(),
    lease: instantSchema,
    attempts: z.number().int(),
    /** When it was claimed, so not before its request; rows of old have none. */
    asked: instantSchema.optional(),
    spared,
  }),
  z.object({
    kind: z.literal('accepted'),
    messageId: z.string(),
    at: instantSchema,
    /** The service's own event has said so too. */
    heard: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal('delivered'), messageId: z.string(), at: instantSchema }),
  z.object({ kind: z.literal('bounced'), messageId: z.string(), at: instantSchema, permanent: z.boolean() }),
  z.object({ kind: z.literal('complained'), messageId: z.string(), at: instantSchema }),
  z.object({ kind: z.literal('failed'), reason: z.string(), at: instantSchema }),
  z.object({ kind: z.literal('skipped'), reason: z.string(), at: instantSchema }),
  /** The answer to a send was lost: perhaps accepted. Resolved by an event, else judged after 15 minutes. */
  z.object({
    kind: z.literal('uncertain'),
    since: instantSchema,
    attempts: z.number().int(),
    asked: instantSchema.optional(),
    spared,
  }),
]);
/** See {@link deliveryStateSchema}. */
export type DeliveryState = z.infer<typeof deliveryStateSchema>;

/** One row of the ledger; created by its claim, so a recipient without a row is queued. */
export const deliverySchema = z.object({
  version: z.literal(1),
  issueKey: mailingKeySchema,
  shard: z.number().int(),
  subscriberId: z.string(),
  state: deliveryStateSchema,
  /** Counts the changes of this row: the condition of the next one. */
  turn: z.number().int(),
});
/** See {@link deliverySchema}. */
export type Delivery = z.infer<typeof deliverySchema>;
