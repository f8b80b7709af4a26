import { z } from 'zod';
import type { MonthlyCandidate } from '../../../core/monthly/draft.ts';
import { readTemplateJson } from '../../../rendering/templates.ts';

const words = z.record(z.string(), z.string());
const withOther = words.and(z.object({ other: z.string() }));

/** `templates/desk/monthly-messages.json`: what the desk says of the monthly, in Vietnamese, by kind. */
const messagesSchema = z.object({
  /** `{0}`: `11/2026`. */
  name: z.string(),
  number: z.object({ given: z.string(), next: z.string() }),
  facts: z.object({
    paragraphs: z.string(),
    struck: z.string(),
    pictures: z.string(),
    taken: z.string(),
    noPictures: z.string(),
    dailies: z.string(),
    paragraph: z.string(),
    heading: z.string(),
    list: z.string(),
    table: z.string(),
  }),
  /** What an approver is told before deciding; `{0}` counts. */
  approving: z.object({ withoutPicture: z.string(), withoutCredit: z.string() }),
  /** What may be printed of a paper, where it is not everything. */
  cautions: z.object({ full: z.string(), excerpt: z.string(), title: z.string() }),
  /** Where a picture can stand; `{0}`: the beginning of a paragraph. */
  placing: z.object({ first: z.string(), behind: z.string() }),
  /** The book of numbers: of a void one `{0}` is who declared it so and `{1}` when. */
  numbers: z.object({ void: z.string(), done: z.string(), refusals: words }),
  left: words,
  done: words,
  /** What a form was to do that came too late; `{0}` is the article's title. */
  undone: withOther,
  refusals: withOther,
  pictureRefusals: withOther,
  problems: z.object({ 'no-draft': z.object({ title: z.string(), text: z.string() }) }),
  back: z.string(),
});
/** See {@link messagesSchema}. */
export type MonthlyMessages = z.infer<typeof messagesSchema>;

let messages: MonthlyMessages | null = null;

/** The messages, read once. */
export function monthlyMessages(): MonthlyMessages {
  messages ??= messagesSchema.parse(readTemplateJson('desk/monthly-messages.json'));
  return messages;
}

/** Why an edit was refused; an unknown reason has a general wording. */
export function monthlyRefusalText(reason: string): string {
  return monthlyMessages().refusals[reason] ?? monthlyMessages().refusals.other;
}

/** Why a picture was not taken; what is wrong with the draft rather than the picture is said as of every edit. */
export function pictureRefusalText(reason: string): string {
  const { pictureRefusals, refusals } = monthlyMessages();
  return pictureRefusals[reason] ?? refusals[reason] ?? pictureRefusals.other;
}

/** Why an article of the dailies is not in the monthly. */
export function leftText(why: MonthlyCandidate['why']): string {
  return monthlyMessages().left[why] ?? why;
}
