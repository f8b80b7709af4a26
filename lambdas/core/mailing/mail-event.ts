import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';

/** What the mail service later tells of one message; `issueKey`, `shard` and `subscriberId` come back in its tags. */
export const mailEventSchema = z.object({
  kind: z.enum(['send', 'delivery', 'bounce', 'complaint', 'reject']),
  /** For a bounce: hard (the address does not exist) or not. */
  permanent: z.boolean(),
  messageId: z.string(),
  issueKey: z.string(),
  shard: z.number().int(),
  subscriberId: z.string(),
  at: instantSchema,
  detail: z.string(),
});
/** See {@link mailEventSchema}. */
export type MailEvent = z.infer<typeof mailEventSchema>;
