import { UNSUBSCRIBE_PLACEHOLDER } from '../core/mailing/mailing.ts';
import type { MailPlan } from './mail-plan.ts';
import { renderText } from './templates.ts';
import type { IssueView, ViewBlock, ViewItem, ViewRun } from './view.ts';

/** The text part of the mail: lines of at most 76 columns, no address ever broken, the same items as the HTML. */
export function mailText(view: IssueView, plan: MailPlan<ViewItem>): string {
  const sections = plan.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => ({
      ...item,
      blocks: item.blocks.map((block) => ({ lines: linesOf(block) })),
      closing: textOf(item.closing),
    })),
  }));
  const text = renderText('email/issue.txt', {
    view,
    plan: { ...plan, sections },
    unsubscribe: UNSUBSCRIBE_PLACEHOLDER,
  });
  return `${text.replaceAll(/\n{3,}/gu, '\n\n').trim()}\n`;
}

/** A stretch of text that starts on a line of its own; wrapped where it is too long. */
export interface TextLine {
  readonly text: string;
  /** Before the first line and before the others. */
  readonly first: string;
  readonly rest: string;
}

/** The lines of a block of text. */
export function linesOf(block: ViewBlock): TextLine[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return [{ text: textOf(block.runs), first: '', rest: '' }];
    case 'list':
      return block.items.map((runs, index) => ({
        text: textOf(runs),
        first: block.ordered ? `${index + 1}. ` : '- ',
        rest: block.ordered ? '   ' : '  ',
      }));
    case 'table':
      return block.rows.map((row) => ({ text: row.join(' | '), first: '', rest: '  ' }));
  }
}

function textOf(runs: readonly ViewRun[]): string {
  return runs.map((run) => run.text).join('');
}
