import { freeze } from '../../core/issue/freeze.ts';
import type { DailySnapshot } from '../../core/issue/snapshot.ts';
import { UNSUBSCRIBE_PLACEHOLDER } from '../../core/mailing/mailing.ts';
import { renderEmail } from '../../rendering/email.ts';
import { renderIssuePage } from '../../rendering/issue-page.ts';
import { renderPdf } from '../../rendering/pdf/render-pdf.ts';
import { printWords } from '../../rendering/print-words.ts';
import { CONTENT_TYPES } from '../../rendering/rendered-file.ts';
import { viewOf } from '../../rendering/view.ts';
import { dailyZaloText } from '../../rendering/zalo/zalo-text.ts';
import { contentToApprove } from '../../workflows/editing/approve-issue.ts';
import { loadDraft } from '../../workflows/editing/desk-draft.ts';
import { sendTest } from '../../workflows/editing/send-test.ts';
import { approveMessages } from './approve-messages.ts';
import type { DeskDoors } from './doors.ts';
import { dayView } from './draft-view.ts';
import { issueKeyOf } from './form.ts';
import { LOOKS, lookOf, seenAs } from './look.ts';
import { deskMessages } from './messages.ts';
import { type DeskContext, page, problem } from './page.ts';
import { may } from './permissions.ts';

/** A rendering is shown with its own style but nothing else: no script, no form, and an origin of its own. */
const FRAME_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** The page with web page and mail side by side. */
export async function previewPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const snapshot = await asApproved(context, doors);
  if (!snapshot) return problem(context, 'no-draft', { status: 404 });
  const view = viewOf(snapshot, doors);
  const { subject, html } = await renderEmail(view);
  const look = lookOf(context);
  const values = {
    ...dayView(snapshot.content.issueKey),
    look,
    looks: LOOKS,
    ownAddress: may(context.get('person'), 'edit') ? (context.get('person').email ?? '') : '',
    notice: approveMessages().sent[context.req.query('done') ?? ''] ?? '',
    subject,
    kilobytes: Math.ceil(Buffer.byteLength(html) / 1024),
    // For anybody else the editor's name, and so the fingerprint, is still open.
    fingerprint: may(context.get('person'), 'approve') ? snapshot.fingerprint.slice(0, 12) : '',
    editorName: snapshot.content.editorName,
    zalo: dailyZaloText(view),
  };
  return page(context, { template: 'preview', values });
}

/** The issue's web page as it would be published. */
export async function previewWeb(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const snapshot = await asApproved(context, doors);
  const html = snapshot && renderIssuePage(viewOf(snapshot, doors));
  return framed(context, html && seenAs(html, lookOf(context)));
}

/** The issue's mail as it would be sent; its unsubscribe link goes nowhere. */
export async function previewMail(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const snapshot = await asApproved(context, doors);
  if (!snapshot) return framed(context, null);
  const { html } = await renderEmail(viewOf(snapshot, doors));
  const look = lookOf(context);
  return framed(context, seenAs(html.replaceAll(UNSUBSCRIBE_PLACEHOLDER, '#'), look), [], look !== 'plain');
}

/** The issue as it would be printed. */
export async function previewPdf(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const snapshot = await asApproved(context, doors);
  if (!snapshot) return problem(context, 'no-draft', { status: 404 });
  const view = viewOf(snapshot, doors);
  const { bytes } = await renderPdf(view);
  context.header('content-type', CONTENT_TYPES.pdf);
  context.header('content-disposition', `attachment; filename="diem-bao-${view.issueKey}-xem-truoc.pdf"`);
  return context.body(new Uint8Array(bytes));
}

/** Sends the mail, made as for every reader, to whoever asks for it and to nobody else. */
export async function sendPreview(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const snapshot = await asApproved(context, doors);
  if (!snapshot) return problem(context, 'no-draft', { status: 404 });
  const { issueKey } = snapshot.content;
  const outcome = await sendTest(
    doors.ports,
    { ...doors.mail, publicAddress: doors.publicAddress.replace(/\/+$/, '') },
    {
      issueKey,
      fingerprint: snapshot.fingerprint,
      mail: await renderEmail(viewOf(snapshot, doors)),
      mark: approveMessages().mark,
      person: context.get('person'),
    },
  );
  return context.redirect(`/desk/issues/${issueKey}/preview?done=${outcome.kind}`, 303);
}

/** The issue as a Word document for a leader's eyes, marked as a draft on its first page and at every foot. */
export async function previewWord(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const snapshot = await asApproved(context, doors);
  if (!snapshot) return problem(context, 'no-draft', { status: 404 });
  const view = viewOf(snapshot, doors);
  const { pageOf } = await renderPdf(view);
  // Loaded when somebody wants it: no other page of the desk sets a document.
  const { renderDocx } = await import('../../rendering/docx/render-docx.ts');
  const document = await renderDocx(view, { pageOf, stamp: printWords().draft });
  context.header('content-type', CONTENT_TYPES.docx);
  context.header('content-disposition', `attachment; filename="diem-bao-${view.issueKey}-du-thao.docx"`);
  return context.body(new Uint8Array(document));
}

/** What would be frozen if whoever looks approved now. */
async function asApproved(context: DeskContext, { ports }: DeskDoors): Promise<DailySnapshot | null> {
  const issueKey = issueKeyOf(context);
  const stored = issueKey ? await loadDraft(ports.newsroom, issueKey) : null;
  if (!stored) return null;
  const person = context.get('person');
  const name = may(person, 'approve') ? person.name : deskMessages().approver;
  const { sealed } = stored.value;
  const { content } = await contentToApprove(ports.newsroom, stored.value, sealed?.name ?? name);
  return freeze(
    content,
    { by: sealed?.by ?? person.id, name: sealed?.name ?? name, at: sealed?.at ?? ports.clock.now() },
    1,
  );
}

/** A rendering for a frame, with pictures from the given addresses and no others; null: there is none. */
export function framed(
  context: DeskContext,
  html: string | null,
  pictures: readonly string[] = [],
  hasPictures = true,
): Response {
  const from = hasPictures ? ['data:', ...pictures].join(' ') : "'none'";
  context.header('content-security-policy', `${FRAME_POLICY}; img-src ${from}`);
  context.header('x-frame-options', 'SAMEORIGIN');
  return context.html(html ?? '', html === null ? 404 : 200);
}
