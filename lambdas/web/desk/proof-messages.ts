import { z } from 'zod';
import { readTemplateJson } from '../../rendering/templates.ts';

/** `templates/desk/proof-messages.json`: what the desk says around the proof-reader's findings, in Vietnamese. */
const proofMessagesSchema = z.object({
  severities: z.object({ error: z.string(), warning: z.string(), hint: z.string() }),
  /** Where a finding stands; `{0}` is the number of the paragraph, from 1. */
  fields: z.object({
    title: z.string(),
    prefix: z.string(),
    body: z.string(),
    citation: z.string(),
    issue: z.string(),
  }),
  /** The button that puts a place right. */
  fixes: z.object({ change: z.string(), space: z.string(), remove: z.string() }),
  /** Stands for spaces, which nobody can see. */
  space: z.string(),
  /** Number of the item, place, message. */
  ofItem: z.string(),
  links: z.object({ alive: z.string(), dead: z.string(), unknown: z.string(), 'no-time': z.string() }),
});
/** See {@link proofMessagesSchema}. */
export type ProofMessages = z.infer<typeof proofMessagesSchema>;

let messages: ProofMessages | null = null;

/** The messages, read once. */
export function proofMessages(): ProofMessages {
  messages ??= proofMessagesSchema.parse(readTemplateJson('desk/proof-messages.json'));
  return messages;
}
