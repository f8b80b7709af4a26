import { z } from 'zod';
import { readTemplateJson } from '../templates.ts';

const subjectWordsSchema = z.object({
  /** Title of the list of all of its kind. */
  list: z.string(),
  about: z.string(),
  /** Title of one's page; `{0}` is its name. */
  page: z.string(),
  description: z.string(),
});

/** `templates/site/messages.json`: the words of the archive's pages and feeds that stand in no template. */
export const siteMessagesSchema = z.object({
  version: z.literal(1),
  site: z.string(),
  author: z.string(),
  subjects: z.object({ section: subjectWordsSchema, place: subjectWordsSchema, paper: subjectWordsSchema }),
  /** `{0}` is the month, `11/2026`, `{1}` the number. */
  monthly: z.string(),
  monthlyNumbered: z.string(),
  /** What the items of an edition are called. */
  items: z.object({ daily: z.string(), monthly: z.string() }),
  month: z.string(),
  year: z.string(),
  issuesOf: z.string(),
  issuesAbout: z.string(),
  feedSubtitle: z.string(),
});
/** See {@link siteMessagesSchema}. */
export type SiteMessages = z.infer<typeof siteMessagesSchema>;

let messages: SiteMessages | null = null;

/** The words, read once. */
export function siteMessages(): SiteMessages {
  messages ??= siteMessagesSchema.parse(readTemplateJson('site/messages.json'));
  return messages;
}

/** A message with its gaps filled: `{0}`, `{1}`. */
export function filled(message: string, ...values: readonly (string | number)[]): string {
  return message.replace(/\{(\d)\}/gu, (gap, index: string) => String(values[Number(index)] ?? gap));
}
