import { siteStyle } from './palette.ts';
import { type PageFrame, revisionFrame } from './site/page-frame.ts';
import { summaryOf } from './summary.ts';
import { renderMarkup } from './templates.ts';
import type { IssueView } from './view.ts';

/**
 * The issue as one HTML page: nothing loaded from elsewhere, no script, its style inside, so that it never changes a byte.
 * Without a frame it is the page under the address of its revision.
 */
export function renderIssuePage(view: IssueView, frame: PageFrame = ownFrame(view)): string {
  return renderMarkup('site/issue.html', { view, frame, style: siteStyle(), description: summaryOf(view) });
}

function ownFrame({ issueKey, revision, links, placesGone }: IssueView): PageFrame {
  const issue = { edition: 'daily', issueKey, revision, isWithdrawn: placesGone.length > 0 } as const;
  return revisionFrame(issue, { publicAddress: links.home });
}
