import { z } from 'zod';
import { readTemplateJson } from './templates.ts';

const problemSchema = z.object({ title: z.string().min(1), text: z.string().min(1) });

/** `templates/public/messages.json`: the words of the subscription pages that stand in no template. */
export const publicMessagesSchema = z.object({
  version: z.literal(1),
  confirmationSubject: z.string().min(1),
  problems: z.object({ 'not-found': problemSchema, 'too-large': problemSchema, failed: problemSchema }),
});
/** See {@link publicMessagesSchema}. */
export type PublicMessages = z.infer<typeof publicMessagesSchema>;

let messages: PublicMessages | null = null;

/** The words, read once. */
export function publicMessages(): PublicMessages {
  messages ??= publicMessagesSchema.parse(readTemplateJson('public/messages.json'));
  return messages;
}
