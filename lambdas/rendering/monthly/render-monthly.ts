import { issuePath } from '../../core/issue/issue-path.ts';
import type { MonthlySnapshot } from '../../core/issue/snapshot.ts';
import { UNSUBSCRIBE_PLACEHOLDER } from '../../core/mailing/mailing.ts';
import { CONTENT_TYPES, type RenderedFile } from '../rendered-file.ts';
import type { Address } from '../view.ts';
import { monthlyZaloText } from '../zalo/zalo-text.ts';
import { renderMonthlyDocx } from './docx/render-monthly-docx.ts';
import { bytesFrom } from './figure.ts';
import { renderMonthlyJson } from './monthly-json.ts';
import { renderMonthlyMail } from './monthly-mail.ts';
import { renderMonthlyPage } from './monthly-page.ts';
import { type MonthlyView, monthlyViewOf } from './monthly-view.ts';
import { renderMonthlyPdf } from './pdf/render-monthly-pdf.ts';

/** What a monthly is rendered with: its address, and the print size of its pictures by their id. */
export interface MonthlyDoors extends Address {
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** Every output of a monthly under its own path; the same snapshot, address and pictures give the same bytes. */
export async function renderMonthly(snapshot: MonthlySnapshot, doors: MonthlyDoors): Promise<RenderedFile[]> {
  const { content, revision } = snapshot;
  const view = monthlyViewOf(snapshot, doors);
  const bytesOf = bytesFrom(doors.pictures);
  const path = issuePath(content.edition, content.issueKey, revision);
  const mail = await renderMonthlyMail(view);
  const pdf = await renderMonthlyPdf(view, bytesOf);
  const docx = await renderMonthlyDocx(view, bytesOf, { pageOf: pdf.pageOf, stamp: null });
  return [
    { key: `${path}index.html`, body: renderMonthlyPage(view), contentType: CONTENT_TYPES.html },
    { key: `${path}email.html`, body: forAnyone(mail.html, view), contentType: CONTENT_TYPES.html },
    { key: `${path}email.txt`, body: forAnyone(mail.text, view), contentType: CONTENT_TYPES.text },
    { key: `${path}zalo.txt`, body: monthlyZaloText(view), contentType: CONTENT_TYPES.text },
    { key: `${path}issue.json`, body: renderMonthlyJson(view), contentType: CONTENT_TYPES.json },
    { key: `${path}issue.pdf`, body: pdf.bytes, contentType: CONTENT_TYPES.pdf },
    { key: `${path}issue.docx`, body: docx, contentType: CONTENT_TYPES.docx },
  ];
}

/** The copy in the archive is nobody's own: where a recipient's address to leave would stand, the public form is named. */
function forAnyone(mail: string, view: MonthlyView): string {
  return mail.replaceAll(UNSUBSCRIBE_PLACEHOLDER, view.links.subscriptions);
}
