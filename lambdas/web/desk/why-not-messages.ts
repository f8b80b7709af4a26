import { z } from 'zod';
import { readTemplateJson } from '../../rendering/templates.ts';

const answerSchema = z.object({ title: z.string(), text: z.string(), next: z.string() });

/** `templates/desk/why-not-messages.json`: every answer to "Vì sao không có?", in Vietnamese; `{names}` are filled in. */
const whyNotMessagesSchema = z.object({
  answers: z.record(z.string(), answerSchema),
  /** Why a page was no article. */
  pages: z.record(z.string(), z.string()),
  words: z.string(),
  noWords: z.string(),
  reasons: z.string(),
  givenUp: z.string(),
  unknownDay: z.string(),
  facts: z.object({
    source: z.string(),
    visit: z.string(),
    seen: z.string(),
    published: z.string(),
    mark: z.string(),
  }),
});
/** See {@link whyNotMessagesSchema}. */
export type WhyNotMessages = z.infer<typeof whyNotMessagesSchema>;

let messages: WhyNotMessages | null = null;

/** The messages, read once. */
export function whyNotMessages(): WhyNotMessages {
  messages ??= whyNotMessagesSchema.parse(readTemplateJson('desk/why-not-messages.json'));
  return messages;
}
