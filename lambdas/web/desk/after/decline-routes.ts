import { z } from 'zod';
import type { Issue } from '../../../core/issue/issue.ts';
import { declineIssue } from '../../../workflows/editing/decline-issue.ts';
import type { DeskDoors } from '../doors.ts';
import { dayView, momentText } from '../draft-view.ts';
import { issueKeyOf, line, readForm } from '../form.ts';
import { type DeskContext, page, problem } from '../page.ts';
import { may } from '../permissions.ts';
import { afterMessages, afterRefusal } from './messages.ts';

const formSchema = z.object({ declined: z.enum(['yes', 'no']), why: line, confirm: z.string().optional() });

/** Asks for the reason before a day is decided to have no issue, or before that is taken back. */
export async function declinePage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const issue = await openIssue(context, doors);
  return issue ? formPage(context, issue, { why: '', error: '' }) : closed(context);
}

/** Decides that a day has no issue, or takes it back. */
export async function decline(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const issue = await openIssue(context, doors);
  const form = await readForm(context, formSchema);
  if (!issue || !form) return closed(context);
  if (form.confirm !== 'yes') return formPage(context, issue, { why: form.why, error: 'unconfirmed' });
  const person = context.get('person');
  const declined = form.declined === 'yes';
  const editor = { id: person.id, name: person.name, mayApprove: may(person, 'approve') };
  const outcome = await declineIssue(doors.ports, { issueKey: issue.issueKey, declined, why: form.why, editor });
  if (outcome.kind !== 'done') return formPage(context, issue, { why: form.why, error: outcome.kind });
  return context.redirect(`/desk?done=${declined ? 'no-issue' : 'issue-after-all'}`, 303);
}

/** The day's issue while its draft is open. */
async function openIssue(context: DeskContext, { ports }: DeskDoors): Promise<Issue | null> {
  const issueKey = issueKeyOf(context);
  const issue = issueKey === null ? null : await ports.issues.get(issueKey);
  return issue?.state === 'drafting' ? issue : null;
}

function closed(context: DeskContext): Response {
  return problem(context, 'refused', { status: 422, detail: afterRefusal('not-drafting') });
}

function formPage(context: DeskContext, issue: Issue, asked: { readonly why: string; readonly error: string }) {
  const { declined } = issue;
  const values = {
    ...dayView(issue.issueKey),
    button: afterMessages().declined[declined ? 'back' : 'button'],
    decided: declined ? { name: declined.name, at: momentText(declined.at), why: declined.why } : null,
    why: asked.why,
    error: asked.error === '' ? '' : afterRefusal(asked.error),
  };
  return page(context, { template: 'decline', values, status: asked.error === '' ? 200 : 422 });
}
