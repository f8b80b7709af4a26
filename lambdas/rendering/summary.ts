import { renderText } from './templates.ts';
import type { IssueView } from './view.ts';

const TITLES = 3;
const LENGTH = 200;

/** One line on the issue, `10 tin: …; …; …`: what a mail program or a messenger shows beside its name. */
export function summaryOf(view: IssueView): string {
  const titles = view.sections.flatMap((section) => section.items.map((item) => item.title)).slice(0, TITLES);
  const line = renderText('site/summary.txt', { count: view.count, titles }).trim();
  return line.length > LENGTH
    ? `${line
        .slice(0, LENGTH)
        .replace(/ [^ ]*$/u, '')
        .toWellFormed()}…`
    : line;
}
