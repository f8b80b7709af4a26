import { z } from 'zod';
import { readTemplateJson } from '../../../rendering/templates.ts';

const words = z.record(z.string(), z.string());

const calledSchema = z.object({ issue: z.string(), item: z.string() });

/** `templates/desk/after-messages.json`: what the desk says of an issue after its approval, in Vietnamese. */
const afterMessagesSchema = z.object({
  /** What was just done; the address only carries its key. */
  done: words,
  refusals: words.and(z.object({ other: z.string() })),
  /** Lines of the journal; `{0}` is what they speak of. */
  journal: words,
  /** How an issue is named: of a daily `{0}` is the weekday and `{1}` the day, of a monthly `{0}` the month. */
  naming: z.object({
    ...{ daily: z.string(), monthly: z.string(), month: z.string() },
    /** What an issue of an edition and one of its items are called within a sentence. */
    words: z.object({ daily: calledSchema, monthly: calledSchema }),
  }),
  /** How the posting to Zalo stands; `{0}`: since when. */
  zalo: words,
  /** The state of a mailing: readers, hour it began. */
  mailing: words,
  /** Why the house paused a mailing by itself: the hour. */
  pausedFor: words,
  /** What an approver may ask of a mailing: the button and what the page of its confirmation says. */
  wishes: z.record(z.string(), z.object({ button: z.string(), title: z.string(), text: z.string() })),
  /** Of a day that has no issue by decision. */
  declined: z.object({ label: z.string(), button: z.string(), back: z.string() }),
  /** Parts of an article of the monthly, as the page of a correction names them. */
  parts: words,
  /** Why nothing can be corrected now: while it is mailed, while the last copies of a stopped mailing go out, or for another reason. */
  closed: z.object({ mailing: z.string(), stopped: z.string(), other: z.string() }),
  /** The state of an issue whose mailing was stopped, where others are sent. */
  cutShort: z.string(),
});

/** See {@link afterMessagesSchema}. */
export type AfterMessages = z.infer<typeof afterMessagesSchema>;

let messages: AfterMessages | null = null;

/** The messages, read once. */
export function afterMessages(): AfterMessages {
  messages ??= afterMessagesSchema.parse(readTemplateJson('desk/after-messages.json'));
  return messages;
}

/** Why a wish was refused; an unknown reason has a general wording. */
export function afterRefusal(reason: string): string {
  return afterMessages().refusals[reason] ?? afterMessages().refusals.other;
}
