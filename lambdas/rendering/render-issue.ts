import { issuePath } from '../core/issue/issue-path.ts';
import type { DailySnapshot } from '../core/issue/snapshot.ts';
import { UNSUBSCRIBE_PLACEHOLDER } from '../core/mailing/mailing.ts';
import { renderDocx } from './docx/render-docx.ts';
import { renderEmail } from './email.ts';
import { renderIssueJson } from './issue-json.ts';
import { renderIssuePage } from './issue-page.ts';
import { renderPdf } from './pdf/render-pdf.ts';
import { CONTENT_TYPES, type RenderedFile } from './rendered-file.ts';
import { type Address, type IssueView, viewOf } from './view.ts';
import { dailyZaloText } from './zalo/zalo-text.ts';

/** See {@link ./rendered-file.ts}; named here too for those who store what is rendered. */
export type { RenderedFile } from './rendered-file.ts';

/** Every output of an issue under its own path; the same snapshot and address give the same bytes. */
export async function renderIssue(snapshot: DailySnapshot, address: Address): Promise<RenderedFile[]> {
  const { content, revision } = snapshot;
  const view = viewOf(snapshot, address);
  const path = issuePath(content.edition, content.issueKey, revision);
  const email = await renderEmail(view);
  const pdf = await renderPdf(view);
  const docx = await renderDocx(view, { pageOf: pdf.pageOf, stamp: null });
  return [
    { key: `${path}index.html`, body: renderIssuePage(view), contentType: CONTENT_TYPES.html },
    { key: `${path}email.html`, body: forAnyone(email.html, view), contentType: CONTENT_TYPES.html },
    { key: `${path}email.txt`, body: forAnyone(email.text, view), contentType: CONTENT_TYPES.text },
    { key: `${path}zalo.txt`, body: dailyZaloText(view), contentType: CONTENT_TYPES.text },
    { key: `${path}issue.json`, body: renderIssueJson(view), contentType: CONTENT_TYPES.json },
    { key: `${path}issue.pdf`, body: pdf.bytes, contentType: CONTENT_TYPES.pdf },
    { key: `${path}issue.docx`, body: docx, contentType: CONTENT_TYPES.docx },
  ];
}

/** The copy in the archive is nobody's own: where a recipient's address to leave would stand, the public form is named. */
function forAnyone(mail: string, view: IssueView): string {
  return mail.replaceAll(UNSUBSCRIBE_PLACEHOLDER, view.links.subscriptions);
}
