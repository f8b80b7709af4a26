import { z } from 'zod';
import { daySchema, instantSchema } from '../calendar/instant.ts';

/** `suppressed`: a hard bounce or a complaint; never written to again until a person lifts it and its owner confirms. */
export const subscriberStateSchema = z.enum(['pending', 'active', 'unsubscribed', 'suppressed']);
/** See {@link subscriberStateSchema}. */
export type SubscriberState = z.infer<typeof subscriberStateSchema>;

/** Names of editions. */
export const editionsSchema = z.array(z.enum(['daily', 'monthly']));
/** What somebody reads. */
export type Editions = z.infer<typeof editionsSchema>;

/** A person who gets the bulletin. */
export const subscriberSchema = z.object({
  version: z.literal(1),
  /** Derived from the normalised address by a keyed hash: the same address is the same subscriber, and the id tells nothing. */
  id: z.string(),
  /** Normalised; empty once it has been erased, some weeks after the person left. */
  address: z.string(),
  state: subscriberStateSchema,
  editions: editionsSchema,
  /** Ids of the sections without one of which a daily is not wanted; absent: every issue is. */
  sections: z.array(z.string()).optional(),
  /** The last day on which nothing is to be sent. */
  pausedUntil: daySchema.optional(),
  /** What a reader asked for beside it, until the link of the confirmation mail was followed. */
  wanted: z.object({ editions: editionsSchema, at: instantSchema }).optional(),
  /**
   * The last confirmation mail: when, and the SHA-256 of the secret in its link while that has not been used. `begun`: how often it
   * was begun while nobody knows that it was taken; 0: it certainly was not; absent: it was.
   */
  asked: z
    .object({ at: instantSchema, hash: z.string().optional(), begun: z.number().int().min(0).optional() })
    .optional(),
  /** What they agreed to, when, on what ground and from where: a page and its network (a /24 or /48), or the file of a list. */
  consent: z.object({
    at: instantSchema,
    basis: z.string(),
    from: z.string().optional(),
    network: z.string().optional(),
  }),
  /** Why and when the state last changed. */
  changed: z.object({ at: instantSchema, why: z.string() }),
  /** When they left, kept until they confirm again: a row that is asked for and never confirmed must not forget it. */
  leftAt: instantSchema.optional(),
  /** Issues that came back for a passing reason, one entry an issue, the latest few. */
  returned: z.array(z.object({ issueKey: z.string(), at: instantSchema })).optional(),
  /** When and by whom at the desk a suppression was last lifted, and whether one that was lifted came of a complaint. */
  lifted: z.object({ at: instantSchema, by: z.string(), complained: z.boolean() }).optional(),
  /** An address of the house itself: on every list, and no reader. */
  canary: z.literal(true).optional(),
  /** Counted up by every write, for conditional writes: a bounce and a click may come at once. Rows from before it are turn 1. */
  turn: z.number().int().min(1).default(1),
});
/** See {@link subscriberSchema}. */
export type Subscriber = z.infer<typeof subscriberSchema>;
