import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';

/** `suppressed`: a hard bounce or a complaint; never written to again until a person lifts it. */
export const subscriberStateSchema = z.enum(['pending', 'active', 'unsubscribed', 'suppressed']);
/** See {@link subscriberStateSchema}. */
export type SubscriberState = z.infer<typeof subscriberStateSchema>;

/** A person who gets the bulletin. */
export const subscriberSchema = z.object({
  version: z.literal(1),
  /** Derived from the normalised address by a keyed hash: the same address is the same subscriber, and the id tells nothing. */
  id: z.string(),
  address: z.string(),
  state: subscriberStateSchema,
  editions: z.array(z.enum(['daily', 'monthly'])),
  /** What they agreed to, when and on what ground. */
  consent: z.object({ at: instantSchema, basis: z.string() }),
  /** Why and when the state last changed. */
  changed: z.object({ at: instantSchema, why: z.string() }),
  /** Counted up by every write, for conditional writes: a bounce and a click may come at once. Rows from before it are turn 1. */
  turn: z.number().int().min(1).default(1),
});
/** See {@link subscriberSchema}. */
export type Subscriber = z.infer<typeof subscriberSchema>;
