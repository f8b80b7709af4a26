import { z } from 'zod';
import { readTemplateJson } from '../../rendering/templates.ts';

const words = z.record(z.string(), z.string());

/** `templates/desk/book-messages.json`: the desk's book in Vietnamese; `deeds` by route, `about` by the room of the address. */
const bookMessagesSchema = z.object({ deeds: words, about: words });
/** See {@link bookMessagesSchema}. */
export type BookMessages = z.infer<typeof bookMessagesSchema>;

let messages: BookMessages | null = null;

/** The messages, read once. */
export function bookMessages(): BookMessages {
  messages ??= bookMessagesSchema.parse(readTemplateJson('desk/book-messages.json'));
  return messages;
}
