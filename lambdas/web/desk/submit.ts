import type { Draft } from '../../core/drafting/draft.ts';
import { type EditRequest, editDraft } from '../../workflows/editing/desk-draft.ts';
import type { Stored } from '../../workflows/stored-json.ts';
import type { DeskDoors } from './doors.ts';
import { issueKeyOf } from './form.ts';
import { refusalText } from './messages.ts';
import { type DeskContext, problem } from './page.ts';
import { stalePage } from './stale-page.ts';

/** A submitted form: what it asks for and where to go afterwards. */
export interface Submission {
  /** What every form carries. */
  readonly form: { readonly etag: string; readonly seen: number };
  readonly plan: EditRequest['plan'];
  /** Key of the message shown afterwards, and the place on the page to return to (`#…`); asked for once the plan is made. */
  readonly done: string | (() => string);
  readonly anchor: string | (() => string);
  /** Page of the issue to go on at, `/…`; left out: the draft. */
  readonly next?: string;
  /** A page of one's own for a draft that changed meanwhile; null: the ordinary one. */
  readonly onStale?: (stored: Stored<Draft>) => Promise<Response | null>;
  /** A page of one's own for an edit that was refused; null: the ordinary one. */
  readonly onRefused?: (stored: Stored<Draft>, text: string) => Promise<Response | null>;
}

/** Applies a form's edits to the very draft it was made from and goes back to the draft. */
export async function submit(context: DeskContext, doors: DeskDoors, submission: Submission): Promise<Response> {
  const issueKey = issueKeyOf(context);
  if (!issueKey) return problem(context, 'not-found', { status: 404 });
  const { form, plan } = submission;
  const by = context.get('person').name;
  const outcome = await editDraft(doors.ports, { issueKey, etag: form.etag, seen: form.seen, plan, by });
  const back = `/desk/issues/${issueKey}`;
  const [done, anchor] = [submission.done, submission.anchor].map((each) => (typeof each === 'string' ? each : each()));
  const next = `${back}${submission.next ?? ''}`;
  switch (outcome.kind) {
    case 'edited':
      return context.redirect(`${next}?done=${done}${anchor}`, 303);
    case 'unchanged':
      return context.redirect(`${next}?done=unchanged${anchor}`, 303);
    case 'stale':
      return (
        (await submission.onStale?.(outcome.stored)) ??
        stalePage(context, { issueKey, seen: form.seen, stored: outcome.stored })
      );
    case 'refused':
      return (
        (await submission.onRefused?.(outcome.stored, refusalText(outcome.reason))) ??
        refuse(context, outcome.reason, back)
      );
    case 'no-draft':
      return problem(context, 'no-draft', { status: 404 });
  }
}

/** The answer to a form that is none of ours. */
export function badForm(context: DeskContext): Response {
  return refuse(context, 'bad-form', '/desk');
}

function refuse(context: DeskContext, reason: string, back: string): Response {
  return problem(context, 'refused', { status: 422, detail: refusalText(reason), back });
}
