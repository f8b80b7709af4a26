import { z } from 'zod';
import { readTemplateJson } from '../../rendering/templates.ts';

const words = z.record(z.string(), z.string());

/** `templates/desk/today-messages.json`: what the desk says of today's steps, in Vietnamese, by kind. */
const todayMessagesSchema = z.object({
  titles: words,
  standings: words,
  facts: words,
  mailing: words,
  acts: words,
  links: words,
  trouble: words,
  health: words,
  /** What the watchman found and started again. */
  found: words.and(z.object({ other: z.string() })),
});
/** See {@link todayMessagesSchema}. */
export type TodayMessages = z.infer<typeof todayMessagesSchema>;

let messages: TodayMessages | null = null;

/** The messages, read once. */
export function todayMessages(): TodayMessages {
  messages ??= todayMessagesSchema.parse(readTemplateJson('desk/today-messages.json'));
  return messages;
}
