import { approveIssue, contentToApprove } from '../../workflows/approve-issue.ts';
import { loadDraft } from '../../workflows/desk-draft.ts';
import { loadHouse } from '../../workflows/house.ts';
import { draftCautions } from './caution-view.ts';
import type { DeskDoors } from './doors.ts';
import { dayView, gatheredView, momentText } from './draft-view.ts';
import { forms, issueKeyOf, readForm } from './form.ts';
import { type DeskContext, page, problem } from './page.ts';
import { may } from './permissions.ts';
import { approvalProof } from './proof-routes.ts';

/** The page that lists what is about to be approved, with the fingerprint it is approved by. */
export async function approvePage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const issueKey = issueKeyOf(context);
  const stored = issueKey ? await loadDraft(doors.ports.newsroom, issueKey) : null;
  if (!stored) return problem(context, 'no-draft', { status: 404 });
  const draft = stored.value;
  if (draft.sealed) return context.redirect(`/desk/issues/${draft.issueKey}`, 303);
  const { content, fingerprint } = await contentToApprove(doors.ports.newsroom, draft, context.get('person').name);
  const { sections } = await loadHouse(doors.ports.newsroom);
  const values = {
    ...dayView(draft.issueKey),
    etag: stored.etag,
    fingerprint,
    short: fingerprint.slice(0, 12),
    editorName: content.editorName,
    gathered: gatheredView(draft),
    waiting: draft.tray.length,
    proof: await approvalProof(doors, { draft, content, sections }),
    cautions: draftCautions(draft, sections),
    total: draft.clippings.length,
    sections: content.sections.map(({ title, clippings }) => ({
      title,
      count: clippings.length,
      clippings: clippings.map(({ number, title: printed }) => ({ number, title: printed })),
    })),
  };
  return page(context, { template: 'approve', values });
}

/** Approves what the form says was seen. */
export async function approve(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const issueKey = issueKeyOf(context);
  const form = await readForm(context, forms.approve);
  if (!issueKey || !form) return problem(context, 'refused', { status: 422, back: `/desk/issues/${issueKey ?? ''}` });
  const person = context.get('person');
  const approver = { id: person.id, name: person.name, mayApprove: may(person, 'approve') };
  const outcome = await approveIssue(doors.ports, { issueKey, ...form, approver });
  const back = `/desk/issues/${issueKey}`;
  switch (outcome.kind) {
    case 'approved':
      return context.redirect(`${back}?done=approved`, 303);
    case 'already':
      return notApproved(context, {
        issueKey,
        kind: 'already',
        by: outcome.approval.name,
        at: momentText(outcome.approval.at),
      });
    case 'changed':
    case 'empty':
      return notApproved(context, { issueKey, kind: outcome.kind, by: '', at: '' });
    case 'not-allowed':
      return problem(context, 'forbidden', { status: 403, back });
    case 'no-draft':
      return problem(context, 'no-draft', { status: 404 });
  }
}

type Refused = { issueKey: string; kind: 'already' | 'changed' | 'empty'; by: string; at: string };

function notApproved(context: DeskContext, refused: Refused): Response {
  return page(context, { template: 'not-approved', values: { ...dayView(refused.issueKey), ...refused }, status: 409 });
}
