import { z } from 'zod';
import type { Draft } from '../../core/drafting/draft.ts';
import { numbered, orderedSections } from '../../core/drafting/order.ts';
import { freeze, printedTitle } from '../../core/issue/freeze.ts';
import type { DailyContent } from '../../core/issue/snapshot.ts';
import type { Finding } from '../../core/proofreading/finding.ts';
import { findingKey } from '../../core/proofreading/finding-key.ts';
import type { Section } from '../../core/sections/section.ts';
import { renderEmail } from '../../rendering/email.ts';
import { viewOf } from '../../rendering/view.ts';
import { checkLinks, type LinkState } from '../../workflows/editing/check-links.ts';
import { keepChecked } from '../../workflows/editing/checked-links.ts';
import { type DeskEdit, loadDraft } from '../../workflows/editing/desk-draft.ts';
import { loadHouse } from '../../workflows/settings/house.ts';
import type { DeskDoors } from './doors.ts';
import { dayView, webLink } from './draft-view.ts';
import { anchorOf } from './edit-routes.ts';
import { forms, issueKeyOf, readForm } from './form.ts';
import { failureText } from './messages.ts';
import { type DeskContext, page, problem } from './page.ts';
import { may } from './permissions.ts';
import { proofMessages } from './proof-messages.ts';
import { draftFindings, proofSummary } from './proof-view.ts';
import { badForm, submit } from './submit.ts';

/** Which finding is meant: its key, and the place of this one of several that are alike. */
const markForm = forms.base.extend({
  key: z.string().regex(/^[0-9a-f]{16}$/),
  paragraph: z.coerce.number().int().min(0),
  start: z.coerce.number().int().min(0),
});

/** The gateway gives up after 29 seconds. */
const LINKS_MS = 12_000;

/** Makes the fix of one finding, looked up anew: what a form says of the text is never taken for the text. */
export async function correctMark(context: DeskContext, doors: DeskDoors): Promise<Response> {
  return onMark(context, doors, { done: () => 'corrected', editsOf: correctionOf });
}

/** Lets one finding stand, or takes it up again where it was let stand. */
export async function waveMark(context: DeskContext, doors: DeskDoors): Promise<Response> {
  let waved = true;
  return onMark(context, doors, {
    done: () => (waved ? 'waved' : 'taken-up'),
    editsOf: (finding, draft) => {
      const key = findingKey(finding);
      waved = !draft.waved?.includes(key);
      return [{ kind: 'wave', key, found: finding.found, waved }];
    },
  });
}

interface OnMark {
  readonly done: () => string;
  readonly editsOf: (finding: Finding, draft: Draft) => DeskEdit[] | string;
}

async function onMark(context: DeskContext, doors: DeskDoors, { done, editsOf }: OnMark): Promise<Response> {
  const form = await readForm(context, markForm);
  if (!form) return badForm(context);
  const id = context.req.param('id') ?? '';
  const { sections } = await loadHouse(doors.ports.newsroom);
  const plan = (draft: Draft) => {
    const finding = draftFindings(draft, sections).find(
      (each) =>
        each.where.clippingId === id &&
        each.where.paragraph === form.paragraph &&
        each.where.start === form.start &&
        findingKey(each) === form.key,
    );
    return finding === undefined ? 'text-changed' : editsOf(finding, draft);
  };
  return submit(context, doors, { form, plan, done, anchor: anchorOf(id) });
}

function correctionOf({ where, found, fix }: Finding): DeskEdit[] | string {
  const { clippingId, field, paragraph, start, end } = where;
  if (clippingId === null || fix === null || field === 'issue' || field === 'citation') return 'text-changed';
  return [{ kind: 'correct', clippingId, field, paragraph, start, end, was: found, becomes: fix }];
}

/** What the page of the approval says of the proof-reading; the mail is made to see how heavy it is. */
export async function approvalProof(
  doors: DeskDoors,
  approval: { readonly draft: Draft; readonly content: DailyContent; readonly sections: readonly Section[] },
) {
  const { draft, content, sections } = approval;
  const snapshot = freeze(content, { by: '', name: content.editorName, at: draft.window.to }, 1);
  const { html } = await renderEmail(viewOf(snapshot, doors));
  const mailBytes = Buffer.byteLength(html);
  return { ...proofSummary(draft, sections, { mailBytes }), mailBytes };
}

/** Opens the links of the issue, because somebody asked for it; what came of it is kept for the list before the approval. */
export async function checkIssueLinks(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const issueKey = issueKeyOf(context);
  const stored = issueKey ? await loadDraft(doors.ports.newsroom, issueKey) : null;
  if (!stored) return problem(context, 'no-draft', { status: 404 });
  const draft = stored.value;
  const links = draft.clippings.map(({ id, url }) => ({ clippingId: id, url }));
  const states = await checkLinks(doors.ports, { links, millis: LINKS_MS });
  await keepChecked(doors.ports.newsroom, draft.issueKey, { at: doors.ports.clock.now(), links, states });
  const { sections } = await loadHouse(doors.ports.newsroom);
  const byId = new Map(states.map((state) => [state.clippingId, state]));
  const items = numbered(orderedSections(draft.clippings, sections)).flatMap(({ clippings }) => clippings);
  const rows = items.map(({ number, clipping }) => ({
    number,
    id: clipping.id,
    title: printedTitle(clipping),
    url: webLink(clipping.url),
    ...stateView(byId.get(clipping.id)),
  }));
  const ofKind = (kind: LinkState['kind']) => rows.filter((row) => row.kind === kind);
  const values = {
    ...dayView(draft.issueKey),
    dead: states.filter(({ kind }) => kind === 'dead').length,
    unknown: states.filter(({ kind }) => kind === 'unknown').length,
    total: states.length,
    doubtful: [...ofKind('dead'), ...ofKind('unknown')],
    alive: ofKind('alive'),
    canApprove: !draft.sealed && may(context.get('person'), 'approve'),
  };
  return page(context, { template: 'proof-links', values });
}

function stateView(state: LinkState | undefined): { kind: LinkState['kind']; label: string; why: string } {
  const words = proofMessages().links;
  if (state === undefined) return { kind: 'unknown', label: words.unknown, why: '' };
  if (state.kind === 'alive') return { kind: 'alive', label: words.alive, why: '' };
  const why = state.failure === 'no-time' ? words['no-time'] : failureText(state.failure);
  return { kind: state.kind, label: words[state.kind], why };
}
