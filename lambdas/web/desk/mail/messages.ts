import { z } from 'zod';
import { readTemplateJson } from '../../../rendering/templates.ts';

const words = z.record(z.string(), z.string());

/** `templates/desk/mail-messages.json`: what the desk says of readers and mailings, in Vietnamese, by kind. */
const mailMessagesSchema = z.object({
  readers: words,
  estimate: z.string(),
  exact: z.string(),
  /** How an address stands in the book; `unknown`: it is not there. */
  standing: words,
  /** Why it stands so. */
  changes: words.and(z.object({ other: z.string() })),
  editions: words,
  /** What one reader has chosen; `paused` has `{until}`. */
  choices: z.object({ some: z.string(), paused: z.string() }),
  /** What can be done about a suppressed address, and what came of it. */
  lift: words,
  /** `correction`: behind the name of its issue. */
  issue: z.object({ daily: z.string(), monthly: z.string(), correction: z.string() }),
  /** Recipients in each state of the ledger; nothing is called sent that the mail service has not taken. */
  counts: words,
  /** The same of one recipient, in a sentence. */
  states: words,
  /** Why somebody was not in the audience of an issue, behind the sentence that says so. */
  absences: words,
  reasons: words.and(z.object({ other: z.string() })),
  mailings: words,
  wishes: z.record(z.string(), z.object({ button: z.string(), text: z.string() })),
  rates: words,
  done: words,
  /** Whom a wish to send again left as they were, and why. */
  left: words,
  refusals: words,
});
/** See {@link mailMessagesSchema}. */
export type MailMessages = z.infer<typeof mailMessagesSchema>;

let messages: MailMessages | null = null;

/** The messages, read once. */
export function mailMessages(): MailMessages {
  messages ??= mailMessagesSchema.parse(readTemplateJson('desk/mail-messages.json'));
  return messages;
}
