import { z } from 'zod';

/** Articles telling the same news; one of them is the lead article. */
export const storySchema = z.object({
  /** The id of the story is the id of its earliest member, so it stays when newcomers join. */
  id: z.string(),
  lead: z.string(),
  /** Why that article leads, in Vietnamese, the strongest reason first; empty for a story of one article. */
  leadReasons: z.array(z.string()),
  members: z.array(z.string()).min(1),
  /** Why each member that is not the first was joined, in Vietnamese, for the editor. */
  evidence: z.array(z.string()),
});
/** See {@link storySchema}. */
export type Story = z.infer<typeof storySchema>;
