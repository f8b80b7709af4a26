// biome-ignore lint/correctness/noUnresolvedImports: Biome does not follow the package's main to lib/
import mjml2html from 'mjml';
import { UNSUBSCRIBE_PLACEHOLDER } from '../core/mailing/mailing.ts';
import { fitMail } from './fit-mail.ts';
import type { MailPlan } from './mail-plan.ts';
import { readPalette } from './palette.ts';
import { summaryOf } from './summary.ts';
import { renderMarkup } from './templates.ts';
import { mailText } from './text.ts';
import type { IssueView } from './view.ts';

/** A mail before it is finished per recipient; `html` and `text` hold {@link UNSUBSCRIBE_PLACEHOLDER}. */
export interface RenderedEmail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** The issue as mail; the HTML has at most {@link MAIL_LIMIT} bytes whatever the issue holds, and both parts list the same. */
export async function renderEmail(view: IssueView): Promise<RenderedEmail> {
  const { plan, html } = await fitMail(view, (candidate) => mailHtml(view, candidate));
  return { subject: view.heading, html, text: mailText(view, plan) };
}

async function mailHtml(view: IssueView, plan: MailPlan): Promise<string> {
  const palette = readPalette();
  const mjml = renderMarkup('email/issue.mjml', {
    view,
    plan,
    palette,
    colours: palette.light,
    preheader: summaryOf(view),
    unsubscribe: UNSUBSCRIBE_PLACEHOLDER,
  });
  const { html } = await mjml2html(mjml, { validationLevel: 'strict', keepComments: false, fonts: {} });
  return html.replaceAll(/^\s+/gmu, '');
}
