import { z } from 'zod';
import { daySchema } from '../calendar/instant.ts';

/**
 * What an earlier issue says of a story: it was printed there (`already-run`), or it goes on from there (`follow-up`).
 * `issueKey` is the day of that issue, `title` the clipping's title in it.
 */
export const markSchema = z.object({
  kind: z.enum(['already-run', 'follow-up']),
  issueKey: daySchema,
  title: z.string(),
});
/** See {@link markSchema}. */
export type Mark = z.infer<typeof markSchema>;
