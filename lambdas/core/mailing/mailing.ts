import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';
import { canarySchema } from './canary.ts';
import { mailingKeySchema } from './mailing-key.ts';
import { tallySchema } from './tally.ts';

/** A shard that rests, for the day's quota or a service that takes nothing, comes back by itself after this long at most, in milliseconds. */
export const LONGEST_REST_MS = 15 * 60_000;

/** One issue's sending. */
export const mailingSchema = z.object({
  version: z.literal(1),
  issueKey: mailingKeySchema,
  fingerprint: z.string(),
  state: z.enum(['sending', 'paused', 'stopped', 'finished']),
  /** Only an armed mailing may claim. */
  armed: z.boolean(),
  /** Recipients frozen in all shards. */
  audience: z.number().int(),
  shards: z.number().int(),
  startedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  /** When a person let it go on although its day was over, or had some of its readers written to once more. */
  renewedAt: instantSchema.optional(),
  /** When a worker last left it because the service takes nothing now, or no more today: it waits, and nobody need put it to work again. */
  restedAt: instantSchema.optional(),
  /** Why the house paused it by itself; gone when a person lets it go on. */
  pausedFor: z
    .object({ why: z.enum(['second-copies', 'too-many-sends', 'bounces', 'complaints']), at: instantSchema })
    .optional(),
  /** What events had told when a person last let it go on: not held against it again. */
  overlooked: tallySchema.optional(),
  /** The house's own addresses in the audience, counted in `audience`; mailings of old have none. */
  canaries: z.array(canarySchema).optional(),
  turn: z.number().int(),
});
/** See {@link mailingSchema}. */
export type Mailing = z.infer<typeof mailingSchema>;

/** Whether somebody may still be written to: it sends, or will when a person lets it go on. */
export function isUnderWay({ state }: Mailing): boolean {
  return state === 'sending' || state === 'paused';
}

/** The frozen audience, a shard of at most {@link SHARD_SIZE}: `audiences/<issueKey>/<shard>.json`, written once. */
export const audienceShardSchema = z.object({
  version: z.literal(1),
  issueKey: mailingKeySchema,
  shard: z.number().int(),
  recipients: z.array(z.object({ subscriberId: z.string(), address: z.string(), canary: z.literal(true).optional() })),
});
/** See {@link audienceShardSchema}. */
export type AudienceShard = z.infer<typeof audienceShardSchema>;

/** The issue's mail before it is finished per recipient: `messages/<issueKey>/<fingerprint>.json`. */
export const messageSchema = z.object({
  version: z.literal(1),
  issueKey: mailingKeySchema,
  fingerprint: z.string(),
  subject: z.string(),
  /** With {@link UNSUBSCRIBE_PLACEHOLDER} where the recipient's own address goes. */
  html: z.string(),
  text: z.string(),
});
/** See {@link messageSchema}. */
export type Message = z.infer<typeof messageSchema>;

/** Stands in `html` and `text` for the recipient's own unsubscribe address; no letter of it needs escaping anywhere. */
export const UNSUBSCRIBE_PLACEHOLDER = 'https://unsubscribe.invalid/recipient';

/**
 * Recipients a shard holds at most: a partition key of the ledger takes 1,000 writes a second, and at 350 mails a second every
 * recipient of the shard is claimed, settled and told of twice within one, where the events come at once.
 */
export const SHARD_SIZE = 250;
