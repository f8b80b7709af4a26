import type { z } from 'zod';
import { approveIssue, contentToApprove } from '../../workflows/editing/approve-issue.ts';
import { readChecked } from '../../workflows/editing/checked-links.ts';
import { loadDraft } from '../../workflows/editing/desk-draft.ts';
import { readManifest } from '../../workflows/publishing/archive-files.ts';
import { loadHouse } from '../../workflows/settings/house.ts';
import { draftCautions, shareCautions } from './caution-view.ts';
import { type ChangeView, changeView, seenText } from './change-view.ts';
import type { DeskDoors } from './doors.ts';
import { dayView, momentText } from './draft-view.ts';
import { forms, issueKeyOf, readForm } from './form.ts';
import { type DeskContext, page, problem } from './page.ts';
import { may } from './permissions.ts';
import { approvalProof } from './proof-routes.ts';
import { readinessView } from './readiness-view.ts';

/** The page that lists what is about to be approved, with the fingerprint it is approved by. */
export async function approvePage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const issueKey = issueKeyOf(context);
  const stored = issueKey ? await loadDraft(doors.ports.newsroom, issueKey) : null;
  if (!stored) return problem(context, 'no-draft', { status: 404 });
  const draft = stored.value;
  if (draft.sealed) return context.redirect(`/desk/issues/${draft.issueKey}`, 303);
  const { content, fingerprint } = await contentToApprove(doors.ports.newsroom, draft, context.get('person').name);
  const { sections } = await loadHouse(doors.ports.newsroom);
  const proof = await approvalProof(doors, { draft, content, sections });
  const manifest = await readManifest(doors.ports.archive);
  const checked = await readChecked(doors.ports.newsroom, draft.issueKey);
  const shares = new Set(shareCautions(draft));
  const values = {
    ...dayView(draft.issueKey),
    etag: stored.etag,
    fingerprint,
    short: fingerprint.slice(0, 12),
    editorName: content.editorName,
    seen: seenText(content),
    log: draft.log.length,
    proof,
    readiness: readinessView({ draft, sections, manifest, mailBytes: proof.mailBytes, proof, checked }),
    // A paper's share has its line in the readiness list.
    cautions: draftCautions(draft, sections).filter((each) => !shares.has(each)),
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
  const outcome = await approveIssue(doors.ports, {
    issueKey,
    etag: form.etag,
    fingerprint: form.fingerprint,
    approver,
  });
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
      return notApproved(context, { issueKey, kind: 'changed', ...(await whatChanged(context, doors, form)) });
    case 'empty':
    case 'declined':
      return notApproved(context, { issueKey, kind: outcome.kind });
    case 'not-allowed':
      return problem(context, 'forbidden', { status: 403, back });
    case 'no-draft':
      return problem(context, 'no-draft', { status: 404 });
  }
}

/** What became of the draft since the approver's page was made; nothing where it is gone. */
async function whatChanged(context: DeskContext, { ports }: DeskDoors, form: z.infer<typeof forms.approve>) {
  const stored = await loadDraft(ports.newsroom, issueKeyOf(context) ?? '');
  if (!stored) return {};
  const { content } = await contentToApprove(ports.newsroom, stored.value, context.get('person').name);
  return changeView(stored.value, content, form);
}

interface Refused {
  readonly issueKey: string;
  readonly kind: 'already' | 'changed' | 'empty' | 'declined';
  readonly by?: string;
  readonly at?: string;
  readonly changes?: readonly string[];
  readonly both?: ChangeView['both'];
  readonly since?: ChangeView['since'];
}

function notApproved(context: DeskContext, refused: Refused): Response {
  const nothing = { by: '', at: '', changes: [], both: [], since: [] };
  const values = { ...dayView(refused.issueKey), ...nothing, ...refused };
  return page(context, { template: 'not-approved', values, status: 409 });
}
