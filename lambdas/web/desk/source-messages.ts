import { z } from 'zod';
import { readTemplateJson } from '../../rendering/templates.ts';

const words = z.record(z.string(), z.string());

/** `templates/desk/source-messages.json`: what the desk says of sources, in Vietnamese, by kind. */
const sourceMessagesSchema = z.object({
  health: words,
  reasons: words,
  listing: words,
  checks: words,
  /** Why a page is no article. */
  noArticle: words,
  doors: words,
  kinds: words,
  done: words,
  /** Why a version of the list was saved, where the editor is not asked; `{name}` is the paper's. */
  whys: words,
  pause: z.object({ until: z.string(), open: z.string() }),
  refusals: words,
  unread: z.string(),
  /** Where a source is read that refuses foreign addresses. */
  fromOffice: z.string(),
  unknownDay: z.string(),
  national: z.string(),
});
/** See {@link sourceMessagesSchema}. */
export type SourceMessages = z.infer<typeof sourceMessagesSchema>;

let messages: SourceMessages | null = null;

/** The messages, read once. */
export function sourceMessages(): SourceMessages {
  messages ??= sourceMessagesSchema.parse(readTemplateJson('desk/source-messages.json'));
  return messages;
}

/** A message with its `{places}` filled in; a place without a value stays empty. */
export function filled(message: string | undefined, values: Readonly<Record<string, string | number>>): string {
  return (message ?? '').replaceAll(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));
}
