import { renderText } from './templates.ts';
import type { IssueView } from './view.ts';

const TITLES = 3;
const LENGTH = 200;

/** One line on the issue, `10 tin: …; …; …`: what a mail program or a messenger shows beside its name. */
export function summaryOf(view: IssueView): string {
  return titlesSummary('site/summary.txt', view);
}

/** {@link summaryOf} in the words of a template of its own. */
export function titlesSummary(
  template: string,
  view: {
    readonly count: string;
    readonly sections: readonly { readonly items: readonly { readonly title: string }[] }[];
  },
): string {
  const titles = view.sections.flatMap((section) => section.items.map((item) => item.title)).slice(0, TITLES);
  const line = renderText(template, { count: view.count, titles }).trim();
  return line.length > LENGTH
    ? `${line
        .slice(0, LENGTH)
        .replace(/ [^ ]*$/u, '')
        .toWellFormed()}…`
    : line;
}
