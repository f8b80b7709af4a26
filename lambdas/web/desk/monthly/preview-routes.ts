import { freeze } from '../../../core/issue/freeze.ts';
import type { MonthlySnapshot } from '../../../core/issue/snapshot.ts';
import { UNSUBSCRIBE_PLACEHOLDER } from '../../../core/mailing/mailing.ts';
import type { ObjectStore } from '../../../ports/object-store.ts';
import { bytesFrom } from '../../../rendering/monthly/figure.ts';
import { renderMonthlyMail } from '../../../rendering/monthly/monthly-mail.ts';
import { renderMonthlyPage } from '../../../rendering/monthly/monthly-page.ts';
import { type MonthlyView, monthlyViewOf } from '../../../rendering/monthly/monthly-view.ts';
import { renderMonthlyPdf } from '../../../rendering/monthly/pdf/render-monthly-pdf.ts';
import { printWords } from '../../../rendering/print-words.ts';
import { CONTENT_TYPES } from '../../../rendering/rendered-file.ts';
import { monthlyZaloText } from '../../../rendering/zalo/zalo-text.ts';
import { sendTest } from '../../../workflows/editing/send-test.ts';
import { monthlyToApprove } from '../../../workflows/monthly/approve-monthly.ts';
import { loadMonthlyDraft } from '../../../workflows/monthly/monthly-files.ts';
import { readPictures } from '../../../workflows/publishing/issue-renderings.ts';
import { approveMessages } from '../approve-messages.ts';
import type { DeskDoors } from '../doors.ts';
import { LOOKS, lookOf, seenAs } from '../look.ts';
import { deskMessages } from '../messages.ts';
import { type DeskContext, page } from '../page.ts';
import { may } from '../permissions.ts';
import { framed } from '../preview-routes.ts';
import { monthView } from './draft-view.ts';
import { monthIn } from './form.ts';
import { noDraft } from './submit.ts';

/** The page with web page and mail side by side, the files to take away, and the text for Zalo. */
export async function monthlyPreviewPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const snapshot = await asApproved(context, doors);
  if (!snapshot) return noDraft(context);
  const view = monthlyViewOf(snapshot, doors);
  const { subject, html } = await renderMonthlyMail(view);
  const values = {
    ...monthView(snapshot.content),
    look: lookOf(context),
    looks: LOOKS,
    ownAddress: may(context.get('person'), 'edit') ? (context.get('person').email ?? '') : '',
    notice: approveMessages().sent[context.req.query('done') ?? ''] ?? '',
    subject,
    kilobytes: Math.ceil(Buffer.byteLength(html) / 1024),
    // For anybody else the editor's name, and so the fingerprint, is still open.
    fingerprint: may(context.get('person'), 'approve') ? snapshot.fingerprint.slice(0, 12) : '',
    editorName: snapshot.content.editorName,
    isEmpty: snapshot.content.sections.length === 0,
    zalo: monthlyZaloText(view),
  };
  return page(context, { template: 'monthly-preview', values });
}

/** The monthly's web page as it would be published. */
export async function monthlyPreviewWeb(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const snapshot = await asApproved(context, doors);
  const html = snapshot && renderMonthlyPage(monthlyViewOf(snapshot, doors));
  return asSeen(context, doors, html);
}

/** The monthly's mail as it would be sent; its unsubscribe link goes nowhere. */
export async function monthlyPreviewMail(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const snapshot = await asApproved(context, doors);
  if (!snapshot) return framed(context, null);
  const { html } = await renderMonthlyMail(monthlyViewOf(snapshot, doors));
  return asSeen(context, doors, html.replaceAll(UNSUBSCRIBE_PLACEHOLDER, '#'));
}

/** A rendering as the screen that was asked for shows it. */
function asSeen(context: DeskContext, doors: DeskDoors, html: string | null): Response {
  const look = lookOf(context);
  return framed(context, html && seenAs(html, look), picturesFrom(doors), look !== 'plain');
}

/** Sends the monthly's mail, made as for every reader, to whoever asks for it and to nobody else. */
export async function sendMonthlyPreview(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const snapshot = await asApproved(context, doors);
  if (!snapshot) return noDraft(context);
  const { issueKey } = snapshot.content;
  const settings = { ...doors.mail, publicAddress: doors.publicAddress.replace(/\/+$/, '') };
  const outcome = await sendTest(doors.ports, settings, {
    issueKey,
    fingerprint: snapshot.fingerprint,
    mail: await renderMonthlyMail(monthlyViewOf(snapshot, doors)),
    mark: approveMessages().mark,
    person: context.get('person'),
  });
  return context.redirect(`/desk/monthly/${issueKey}/preview?done=${outcome.kind}`, 303);
}

/** The monthly as it would be printed. */
export async function monthlyPreviewPdf(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const printed = await onPaper(context, doors);
  if (!printed) return noDraft(context);
  const { view, bytesOf } = printed;
  const { bytes } = await renderMonthlyPdf(view, bytesOf);
  return download(context, { bytes, kind: 'pdf', name: `ban-tin-${view.issueKey}-xem-truoc.pdf` });
}

/** The monthly as a Word document for a leader's eyes, marked as a draft on its first page and at every foot. */
export async function monthlyPreviewWord(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const printed = await onPaper(context, doors);
  if (!printed) return noDraft(context);
  const { view, bytesOf } = printed;
  const { pageOf } = await renderMonthlyPdf(view, bytesOf);
  const { renderMonthlyDocx } = await import('../../../rendering/monthly/docx/render-monthly-docx.ts');
  const bytes = await renderMonthlyDocx(view, bytesOf, { pageOf, stamp: printWords().draft });
  return download(context, { bytes, kind: 'docx', name: `ban-tin-${view.issueKey}-du-thao.docx` });
}

/** What would be frozen if whoever looks approved now, with the number it would be given. */
async function asApproved(context: DeskContext, { ports }: DeskDoors): Promise<MonthlySnapshot | null> {
  const month = monthIn(context);
  const stored = month && (await loadMonthlyDraft(ports.newsroom, month));
  if (!stored) return null;
  const person = context.get('person');
  const { sealed } = stored.value;
  const name = sealed?.name ?? (may(person, 'approve') ? person.name : deskMessages().approver);
  const { content, number } = await monthlyToApprove(ports, stored.value, name);
  const approval = { by: sealed?.by ?? person.id, name, at: sealed?.at ?? ports.clock.now() };
  return { ...freeze(content, approval, 1), number };
}

type Printed = { readonly view: MonthlyView; readonly bytesOf: ReturnType<typeof bytesFrom> };

async function onPaper(context: DeskContext, doors: DeskDoors): Promise<Printed | null> {
  const snapshot = await asApproved(context, doors);
  if (!snapshot) return null;
  const pictures = await previewPictures(doors.ports.archive, snapshot);
  return { view: monthlyViewOf(snapshot, doors), bytesOf: bytesFrom(pictures) };
}

/** Bytes of pictures in a previewed file: a function's answer has 6 MB, a third of which its wrapping takes. */
const MOST_BYTES = 3_500_000;

/** The pictures as they will be printed; many large ones in the size of a mail, which takes the same room on the page. */
export async function previewPictures(
  archive: ObjectStore,
  snapshot: Pick<MonthlySnapshot, 'content'>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const printed = await readPictures(archive, snapshot);
  const bytes = [...printed.values()].reduce((sum, { length }) => sum + length, 0);
  return bytes <= MOST_BYTES ? printed : readPictures(archive, snapshot, 'mail');
}

/** A frame has an origin of its own, to which the archive's pictures are those of another. */
export function picturesFrom({ publicAddress, deskAddress }: DeskDoors): string[] {
  return [...new Set([publicAddress, deskAddress].map((address) => `${new URL(address).origin}/pictures/`))];
}

function download(
  context: DeskContext,
  file: { readonly bytes: Uint8Array; readonly kind: 'pdf' | 'docx'; readonly name: string },
): Response {
  context.header('content-type', CONTENT_TYPES[file.kind]);
  context.header('content-disposition', `attachment; filename="${file.name}"`);
  return context.body(new Uint8Array(file.bytes));
}
