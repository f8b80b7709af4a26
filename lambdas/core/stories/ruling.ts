import { z } from 'zod';

/**
 * What an editor decided about a story, by article ids; kept in the draft, so that it holds when newcomers arrive.
 *
 * `together`: both tell one story. `apart`: they never share one. `lead`: the article leads whatever story holds it.
 * Where two rulings on the same articles disagree, the later one holds.
 */
export const rulingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('together'), a: z.string(), b: z.string() }),
  z.object({ kind: z.literal('apart'), a: z.string(), b: z.string() }),
  z.object({ kind: z.literal('lead'), articleId: z.string() }),
]);
/** See {@link rulingSchema}. */
export type Ruling = z.infer<typeof rulingSchema>;
