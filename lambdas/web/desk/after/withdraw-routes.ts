import { z } from 'zod';
import { isVisible } from '../../../core/issue/revise.ts';
import { withdrawIssue } from '../../../workflows/publishing/withdraw-issue.ts';
import type { DeskDoors } from '../doors.ts';
import { line, readForm } from '../form.ts';
import { type DeskContext, page, problem } from '../page.ts';
import { may } from '../permissions.ts';
import { type Approved, approvedOf } from './after-page.ts';
import { issueView, printedSections } from './issue-view.ts';
import { afterRefusal } from './messages.ts';

const formSchema = z.object({
  /** Empty: the whole issue. */
  item: z.string().max(200),
  why: line,
  confirm: z.string().optional(),
});

/** Asks for the reason and a confirmation before anything is withdrawn; `?item=` names one clipping. */
export async function withdrawPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const approved = await approvedOf(context, doors);
  if (!approved) return problem(context, 'not-found', { status: 404 });
  return formPage(context, approved, { item: context.req.query('item') ?? '', why: '', error: '' });
}

/** Withdraws an issue or one clipping of it. */
export async function withdraw(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const approved = await approvedOf(context, doors);
  if (!approved) return problem(context, 'not-found', { status: 404 });
  const form = await readForm(context, formSchema);
  if (!form) return problem(context, 'refused', { status: 422, detail: afterRefusal('bad-form') });
  if (form.confirm !== 'yes') return formPage(context, approved, { ...form, error: 'unconfirmed' });
  const person = context.get('person');
  const { issueKey } = approved.issue;
  const outcome = await withdrawIssue(doors.ports, {
    issueKey,
    item: form.item === '' ? null : form.item,
    why: form.why,
    editor: { id: person.id, name: person.name, mayApprove: may(person, 'approve') },
  });
  if (outcome.kind === 'ordered') return context.redirect(`/desk/issues/${issueKey}/after?done=withdrawn`, 303);
  return formPage(context, approved, { ...form, error: outcome.kind });
}

interface Asked {
  readonly item: string;
  readonly why: string;
  readonly error: string;
}

function formPage(context: DeskContext, approved: Approved, { item, why, error }: Asked): Response {
  const { issue, snapshot, withdrawals } = approved;
  const isGone = withdrawals.some((each) => each.item === null || each.item === item);
  const clippings = printedSections(snapshot).flatMap((section) => section.clippings);
  const clipping = isGone ? undefined : clippings.find(({ id }) => id === item);
  const status = error === '' ? 200 : 422;
  if (!isVisible(issue) || (item !== '' && clipping === undefined)) {
    const reason = isVisible(issue) ? 'no-such-clipping' : 'not-now';
    const back = `/desk/issues/${issue.issueKey}`;
    return problem(context, 'refused', { status: 422, detail: afterRefusal(reason), back });
  }
  const values = {
    ...issueView(issue.issueKey),
    item,
    number: clipping?.number ?? 0,
    title: clipping?.title ?? '',
    count: clippings.length,
    isMailing: issue.state === 'mailing',
    why,
    error: error === '' ? '' : afterRefusal(error),
  };
  return page(context, { template: 'withdraw', values, status });
}
