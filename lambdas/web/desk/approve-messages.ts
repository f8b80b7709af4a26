import { z } from 'zod';
import { readTemplateJson } from '../../rendering/templates.ts';

const line = z.object({ good: z.string(), look: z.string() });

/** `templates/desk/approve-messages.json`: what the page of the approval says, in Vietnamese. */
const approveMessagesSchema = z.object({
  /** What became of a clipping since it was on the screen; `{0}` is its title. */
  changes: z.object({ added: z.string(), removed: z.string(), moved: z.string(), edited: z.string() }),
  /** The editor's name, and what stands on no clipping: masthead, sections, sources. */
  editor: z.string(),
  around: z.string(),
  same: z.string(),
  /** The readiness list, a line each: all is well, or what to look at. */
  readiness: z.object({
    sections: line,
    share: line,
    count: line,
    weight: line,
    sources: line,
    proof: line,
    links: line,
    deadLinks: line,
    newcomers: line,
  }),
  /** Before the subject of a test mail, and what became of one. */
  mark: z.string(),
  sent: z.record(z.string(), z.string()),
  /** Where a line of the list leads. */
  where: z.record(z.string(), z.string()),
});
/** See {@link approveMessagesSchema}. */
export type ApproveMessages = z.infer<typeof approveMessagesSchema>;

let messages: ApproveMessages | null = null;

/** The messages, read once. */
export function approveMessages(): ApproveMessages {
  messages ??= approveMessagesSchema.parse(readTemplateJson('desk/approve-messages.json'));
  return messages;
}
