import { phrase } from '../../../core/drafting/words.ts';
import type { MonthlyDraft } from '../../../core/monthly/draft.ts';
import type { Month } from '../../../core/monthly/monthly-content.ts';
import { editMonthly, type MonthlyDeskEdit } from '../../../workflows/monthly/edit-monthly.ts';
import { loadMonthlyDraft } from '../../../workflows/monthly/monthly-files.ts';
import type { Stored } from '../../../workflows/stored-json.ts';
import type { DeskDoors } from '../doors.ts';
import { logView } from '../draft-view.ts';
import { formFields } from '../form.ts';
import { type DeskContext, page, problem } from '../page.ts';
import { articleIn, monthIn } from './form.ts';
import { monthlyMessages, monthlyRefusalText } from './messages.ts';

/** A submitted form of the monthly: what it asks for and where to go afterwards. */
export interface MonthlySubmission {
  /** What every form carries. */
  readonly form: { readonly etag: string; readonly seen: number };
  /** The edits, worked out on the draft as it is; none: nothing to do; a text is the reason why there can be none. */
  readonly plan: (draft: MonthlyDraft) => readonly MonthlyDeskEdit[] | string;
  /** Key of the message shown afterwards. */
  readonly done: string;
  /** Below the month's page, with the place on it: `#b-…`, `/articles/<id>#anh-3`; given what the draft has become. */
  readonly next: (draft: MonthlyDraft) => string;
  /** A refusal's wording; left out: the table of edits. */
  readonly says?: (reason: string) => string;
  /** A page of one's own for an edit that came too late or was refused, with what was typed; null: the ordinary one. */
  readonly onFailed?: (stored: Stored<MonthlyDraft>, why: MonthlyFailure) => Response | null;
}

/** Somebody else was faster, or the edit was refused, in Vietnamese. */
export type MonthlyFailure = { readonly kind: 'stale' } | { readonly kind: 'refused'; readonly text: string };

/** Address of the page of a month. */
export function monthlyPath(month: Month): string {
  return `/desk/monthly/${month}`;
}

/** Applies a form's edits to the very draft it was made from and goes back to the draft. */
export async function submitMonthly(
  context: DeskContext,
  doors: DeskDoors,
  submission: MonthlySubmission,
): Promise<Response> {
  const month = monthIn(context);
  const stored = month && (await loadMonthlyDraft(doors.ports.newsroom, month));
  if (!month || !stored) return noDraft(context);
  if (stored.value.sealed) return refused(context, submission, { stored, reason: 'already-approved' });
  if (stored.etag !== submission.form.etag) return failed(context, submission, { stored, why: { kind: 'stale' } });
  const edits = submission.plan(stored.value);
  if (typeof edits === 'string') return refused(context, submission, { stored, reason: edits });
  if (edits.length === 0) return went(context, stored.value, { ...submission, done: 'unchanged' });
  const by = context.get('person').name;
  const outcome = await editMonthly(doors.ports, { issueKey: month, etag: submission.form.etag, edits, by });
  switch (outcome.kind) {
    case 'edited':
      return went(context, outcome.stored.value, submission);
    case 'stale':
      return failed(context, submission, { stored: outcome.stored, why: { kind: 'stale' } });
    case 'refused':
      return refused(context, submission, outcome);
    case 'no-draft':
      return noDraft(context);
  }
}

/** The answer where a month has no draft. */
export function noDraft(context: DeskContext): Response {
  const message = monthlyMessages().problems['no-draft'];
  return problem(context, 'no-draft', { status: 404, message });
}

/** The answer to a form that is none of ours. */
export function badMonthlyForm(context: DeskContext): Response {
  return sayRefused(context, monthlyRefusalText('bad-form'), monthIn(context));
}

function went(context: DeskContext, draft: MonthlyDraft, { done, next }: Pick<MonthlySubmission, 'done' | 'next'>) {
  const [path = '', place] = next(draft).split('#');
  const anchor = place === undefined ? '' : `#${place}`;
  return context.redirect(`${monthlyPath(draft.issueKey)}${path}?done=${done}${anchor}`, 303);
}

interface Failed {
  readonly stored: Stored<MonthlyDraft>;
  readonly why: MonthlyFailure;
}

function refused(
  context: DeskContext,
  submission: MonthlySubmission,
  { stored, reason }: { readonly stored: Stored<MonthlyDraft>; readonly reason: string },
): Response | Promise<Response> {
  const text = (submission.says ?? monthlyRefusalText)(reason);
  return failed(context, submission, { stored, why: { kind: 'refused', text } });
}

function failed(
  context: DeskContext,
  submission: MonthlySubmission,
  { stored, why }: Failed,
): Response | Promise<Response> {
  const own = submission.onFailed?.(stored, why) ?? null;
  if (own !== null) return own;
  return why.kind === 'stale'
    ? stalePage(context, stored, submission.form.seen)
    : sayRefused(context, why.text, stored.value.issueKey);
}

function sayRefused(context: DeskContext, detail: string, month: Month | null): Response {
  const back = month === null ? '/desk' : monthlyPath(month);
  return problem(context, 'refused', { status: 422, detail, back });
}

/** Somebody else changed the draft meanwhile: says what they did and offers to do the same on the newest draft. */
async function stalePage(context: DeskContext, stored: Stored<MonthlyDraft>, seen: number): Promise<Response> {
  const fields = (await formFields(context)).filter(({ name }) => name !== 'etag' && name !== 'seen');
  const { issueKey, log } = stored.value;
  const values = {
    draftPath: monthlyPath(issueKey),
    undone: undoneText(context, stored.value),
    since: logView(log.slice(seen)),
    action: context.req.path,
    fields: [...fields, { name: 'etag', value: stored.etag }, { name: 'seen', value: String(log.length) }],
    text: fields.find(({ name }) => name === 'text')?.value ?? '',
  };
  return page(context, { template: 'stale', values, status: 409 });
}

/** What the form was to do, by the last word of its address, with the title of its article wherever that is by now. */
function undoneText(context: DeskContext, draft: MonthlyDraft): string {
  const { undone } = monthlyMessages();
  const id = articleIn(context);
  const item = [...draft.articles, ...draft.leftOut].find((each) => each.id === id);
  const last = context.req.path.split('/').at(-1) ?? '';
  const words = undone[last === 'drop' && context.req.param('piece') !== undefined ? 'drop-picture' : last];
  return words === undefined || (id !== '' && !item) ? undone.other : phrase(words, item?.title ?? '');
}
