import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';

/** `suppressed`: a hard bounce or a complaint; never written to again until a person lifts it. */
export const subscriberStateSchema = z.enum(['pending', 'active', 'unsubscribed', 'suppressed']);
/** See {@link subscriberStateSchema}. */
export type SubscriberState = z.infer<typeof subscriberStateSchema>;

const editionsSchema = z.array(z.enum(['daily', 'monthly']));
/** What somebody reads. */
export type Editions = z.infer<typeof editionsSchema>;

/** A person who gets the bulletin. */
export const subscriberSchema = z.object({
  version: z.literal(1),
  /** Derived from the normalised address by a keyed hash: the same address is the same subscriber, and the id tells nothing. */
  id: z.string(),
  address: z.string(),
  state: subscriberStateSchema,
  editions: editionsSchema,
  /** What a reader asked for beside it, until the link of the confirmation mail was followed. */
  wanted: z.object({ editions: editionsSchema, at: instantSchema }).optional(),
  /** What they agreed to, when and on what ground. */
  consent: z.object({ at: instantSchema, basis: z.string() }),
  /** Why and when the state last changed. */
  changed: z.object({ at: instantSchema, why: z.string() }),
  /** Counted up by every write, for conditional writes: a bounce and a click may come at once. Rows from before it are turn 1. */
  turn: z.number().int().min(1).default(1),
});
/** See {@link subscriberSchema}. */
export type Subscriber = z.infer<typeof subscriberSchema>;
