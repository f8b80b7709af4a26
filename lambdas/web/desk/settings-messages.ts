import { z } from 'zod';
import { readTemplateJson } from '../../rendering/templates.ts';

const words = z.record(z.string(), z.string());

/** `templates/desk/settings-messages.json`: what the desk says of the house's settings, in Vietnamese. */
const settingsMessagesSchema = z.object({
  names: z.record(z.string(), z.object({ title: z.string(), text: z.string() })),
  groups: words,
  fields: z.record(z.string(), z.object({ label: z.string(), hint: z.string() })),
  options: words,
  /** What each list of the lexicon is for. */
  lists: words,
  tables: words,
  standing: words,
  /** Where a difference lies; `*` stands for a name, `{0}` for the first of them. */
  paths: words,
  values: words,
  sentences: words,
  versions: z.object({ seed: z.string(), goBack: z.string(), same: z.string() }),
  replay: z.object({ acts: words, verdicts: words, none: z.string(), nothing: z.string() }),
  done: words,
  refusals: words,
});
/** See {@link settingsMessagesSchema}. */
export type SettingsMessages = z.infer<typeof settingsMessagesSchema>;

let messages: SettingsMessages | null = null;

/** The messages, read once. */
export function settingsMessages(): SettingsMessages {
  messages ??= settingsMessagesSchema.parse(readTemplateJson('desk/settings-messages.json'));
  return messages;
}
