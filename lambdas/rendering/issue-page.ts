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

function ownFrame({ issueKey, revision, links }: IssueView): PageFrame {
  return revisionFrame({ edition: 'daily', issueKey, revision }, { publicAddress: links.home });
}
