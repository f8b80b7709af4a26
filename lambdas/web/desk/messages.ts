import { z } from 'zod';
import type { Candidate } from '../../core/drafting/draft.ts';
import type { IssueState } from '../../core/issue/issue.ts';
import { ROLES } from '../../ports/identity.ts';
import { readTemplateJson } from '../../rendering/templates.ts';

/** Why a source is missing; the readers are told the same. */
export { failureText } from '../../rendering/failure-words.ts';

const words = z.record(z.string(), z.string());

/** `templates/desk/messages.json`: what the desk says, in Vietnamese, by kind. */
const messagesSchema = z.object({
  leftOut: words,
  candidate: z.object({ published: z.string(), undated: z.string(), seen: z.string() }),
  cautions: z.object({
    placeTwice: z.string(),
    sameTitle: z.string(),
    ofItem: z.string(),
    undated: z.string(),
    paperShare: z.string(),
  }),
  /** Marks of cards and candidates; `told` says it in a sentence: day of the issue, title printed there. */
  marks: z.object({
    new: z.string(),
    'already-run': z.string(),
    'follow-up': z.string(),
    undated: z.string(),
    told: z.object({ 'already-run': z.string(), 'follow-up': z.string() }),
  }),
  /** What the open page says of others' changes (name, deed; how many more), a lost connection, an action whose outcome only the desk knows, an ended session. */
  live: z.object({ told: z.string(), more: z.string(), lost: z.string(), doing: z.string(), ended: z.string() }),
  /** Adding a clipping by hand: before why a page was not to be had. */
  add: z.object({ notFetched: z.string() }),
  /** How a clipping was brought in by hand, on its card. */
  origins: z.object({ link: z.string(), pasted: z.string(), own: z.string() }),
  /** What pressing a sentence of the paper's article does, by how it stands in the clipping. */
  paper: z.object({ in: z.string(), changed: z.string(), out: z.string() }),
  /** Searching the stories outside: words, how many were found, how many are shown. */
  search: z.object({ none: z.string(), some: z.string(), more: z.string(), restore: z.string(), dated: z.string() }),
  /** How a card is named where one is chosen: number, title. */
  card: z.object({ target: z.string() }),
  /** What a form was to do that came too late; `{0}` is the item's title. */
  undone: words.and(z.object({ other: z.string() })),
  open: z.object({ draft: z.string(), issue: z.string() }),
  printing: z.object({ full: z.string(), excerpt: z.string(), title: z.string() }),
  states: words,
  steps: words,
  done: words,
  refusals: words.and(z.object({ other: z.string() })),
  /** Stands for the approver's name where whoever looks may not approve. */
  approver: z.string(),
  duties: z.record(z.enum(ROLES), z.string()),
  back: z.object({ home: z.string(), draft: z.string(), signIn: z.string() }),
  problems: z.record(z.string(), z.object({ title: z.string(), text: z.string() })),
});
/** See {@link messagesSchema}. */
export type Messages = z.infer<typeof messagesSchema>;

/** A kind of page that says only that something did not work. */
export type ProblemKind =
  | 'not-found'
  | 'no-draft'
  | 'no-role'
  | 'shut-out'
  | 'forbidden'
  | 'foreign-form'
  | 'sign-in-failed'
  | 'sign-in-down'
  | 'refused'
  | 'internal';

let messages: Messages | null = null;

/** The messages, read once. */
export function deskMessages(): Messages {
  messages ??= messagesSchema.parse(readTemplateJson('desk/messages.json'));
  return messages;
}

/** Why a candidate is not in the issue. */
export function leftOutText(why: Candidate['why']): string {
  return deskMessages().leftOut[why] ?? why;
}

/** The name of a state. */
export function stateText(state: IssueState): string {
  return deskMessages().states[state] ?? state;
}

/** Why an edit was refused; an unknown reason has a general wording. */
export function refusalText(reason: string): string {
  return deskMessages().refusals[reason] ?? deskMessages().refusals.other;
}
