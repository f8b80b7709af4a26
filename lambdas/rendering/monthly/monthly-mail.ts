import { UNSUBSCRIBE_PLACEHOLDER } from '../../core/mailing/mailing.ts';
import type { RenderedEmail } from '../email.ts';
import { fitMail } from '../fit-mail.ts';
import { htmlOf } from '../mail-html.ts';
import type { MailPlan, MailSubject } from '../mail-plan.ts';
import { readPalette } from '../palette.ts';
import { titlesSummary } from '../summary.ts';
import { renderMarkup, renderText } from '../templates.ts';
import { linesOf, type TextLine } from '../text.ts';
import type { ViewRun } from '../view.ts';
import type { MonthlyViewBlock, ViewArticle } from './article-view.ts';
import { captionText } from './figure.ts';
import type { MonthlyView } from './monthly-view.ts';

/** An article as the plan of a mail takes it: nothing closes it but its byline and source, which are always there. */
interface MailArticle extends ViewArticle {
  readonly closing: readonly ViewRun[];
}

/** A monthly as mail, see {@link ../email.ts}: contents and leads always, of the bodies what there is room for. */
export async function renderMonthlyMail(view: MonthlyView): Promise<RenderedEmail> {
  const { plan, html } = await fitMail(subjectOf(view), {
    render: (candidate) => mailHtml(view, candidate),
    renderBlock: (block) => renderMarkup('email/monthly-block.html', { block }),
    leadOf: view.mail === 'compact' ? leadOf : null,
  });
  return { subject: view.heading, html, text: mailText(view, plan) };
}

function subjectOf(view: MonthlyView): MailSubject<MailArticle> {
  const sections = view.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => ({ ...item, closing: [] })),
  }));
  return { issueKey: view.issueKey, sections };
}

/** The lead stands before the blocks; where there is none, the first paragraph is it. */
function leadOf({ sapo, blocks }: MailArticle): number {
  return sapo === null && blocks[0]?.kind === 'paragraph' ? 1 : 0;
}

function mailHtml(view: MonthlyView, plan: MailPlan<MailArticle>): Promise<string> {
  const palette = readPalette();
  return htmlOf(
    renderMarkup('email/monthly.mjml', {
      view,
      plan,
      palette,
      colours: palette.light,
      preheader: titlesSummary('site/monthly-summary.txt', view),
      unsubscribe: UNSUBSCRIBE_PLACEHOLDER,
    }),
  );
}

/** The text part: the same articles, lines of at most 76 columns; of a picture its caption. */
function mailText(view: MonthlyView, plan: MailPlan<MailArticle>): string {
  const sections = plan.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => ({
      ...item,
      blocks: item.blocks.map((block) => ({ lines: textLines(block) })),
    })),
  }));
  const text = renderText('email/monthly.txt', {
    view,
    plan: { ...plan, sections },
    unsubscribe: UNSUBSCRIBE_PLACEHOLDER,
  });
  return `${text.replaceAll(/\n{3,}/gu, '\n\n').trim()}\n`;
}

function textLines(block: MonthlyViewBlock): TextLine[] {
  if (block.kind !== 'picture') return linesOf(block);
  const words = captionText({ caption: block.caption ?? block.alt, credit: block.credit });
  return [{ text: `[${words}]`, first: '', rest: ' ' }];
}
