import { z } from 'zod';
import { readTemplateJson } from '../../rendering/templates.ts';

const words = z.record(z.string(), z.string());

/** `templates/desk/readers-import-messages.json`: what the desk says of a list of readers, in Vietnamese, by kind. */
const importMessagesSchema = z.object({
  /** What became of a line; `{first}` is the line it repeats. */
  kinds: words,
  refusals: words,
  place: z.string(),
  placeOnSheet: z.string(),
  /** Kept with the consent of everybody the list brought. */
  consentFrom: z.string(),
  /** Lines in which nobody was looked for. */
  idle: z.string(),
  tooMany: z.string(),
});
/** See {@link importMessagesSchema}. */
export type ImportMessages = z.infer<typeof importMessagesSchema>;

let messages: ImportMessages | null = null;

/** The messages, read once. */
export function importMessages(): ImportMessages {
  messages ??= importMessagesSchema.parse(readTemplateJson('desk/readers-import-messages.json'));
  return messages;
}
