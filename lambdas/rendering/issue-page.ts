import { siteStyle } from './palette.ts';
import { summaryOf } from './summary.ts';
import { renderMarkup } from './templates.ts';
import type { IssueView } from './view.ts';

/** The issue as one HTML page: nothing loaded from elsewhere, no script, its style inside, so it never changes a byte. */
export function renderIssuePage(view: IssueView): string {
  return renderMarkup('site/issue.html', { view, style: siteStyle(), description: summaryOf(view) });
}
