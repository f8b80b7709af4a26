import { UNSUBSCRIBE_PLACEHOLDER } from '../core/mailing/mailing.ts';
import { fitMail } from './fit-mail.ts';
import { htmlOf } from './mail-html.ts';
import type { MailPlan } from './mail-plan.ts';
import { readPalette } from './palette.ts';
import { summaryOf } from './summary.ts';
import { renderMarkup } from './templates.ts';
import { mailText } from './text.ts';
import type { IssueView, ViewItem } from './view.ts';

/** A mail before it is finished per recipient; `html` and `text` hold {@link UNSUBSCRIBE_PLACEHOLDER}. */
export interface RenderedEmail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** The issue as mail; the HTML has at most {@link MAIL_LIMIT} bytes whatever the issue holds, and both parts list the same. */
export async function renderEmail(view: IssueView): Promise<RenderedEmail> {
  const { plan, html } = await fitMail(view, {
    render: (candidate) => mailHtml(view, candidate),
    renderBlock: (block) => renderMarkup('email/block.html', { block }),
    leadOf: view.mail === 'compact' ? leadOf : null,
  });
  return { subject: view.heading, html, text: mailText(view, plan) };
}

/** The first paragraph of a clipping is its lead. */
function leadOf(item: ViewItem): number {
  return item.blocks[0]?.kind === 'paragraph' || item.blocks.length === 0 ? 1 : 0;
}

async function mailHtml(view: IssueView, plan: MailPlan<ViewItem>): Promise<string> {
  const palette = readPalette();
  const mjml = renderMarkup('email/issue.mjml', {
    view,
    plan,
    palette,
    colours: palette.light,
    preheader: summaryOf(view),
    unsubscribe: UNSUBSCRIBE_PLACEHOLDER,
  });
  return htmlOf(mjml);
}
