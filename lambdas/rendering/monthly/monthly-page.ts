import { siteStyle } from '../palette.ts';
import { type PageFrame, revisionFrame } from '../site/page-frame.ts';
import { titlesSummary } from '../summary.ts';
import { readTemplate, renderMarkup } from '../templates.ts';
import type { MonthlyView } from './monthly-view.ts';

/**
 * A monthly as one HTML page without script, its style inside; pictures are the kept ones of the archive, so that nothing
 * of it ever changes. Without a frame it is the page under the address of its revision.
 */
export function renderMonthlyPage(view: MonthlyView, frame: PageFrame = ownFrame(view)): string {
  return renderMarkup('site/monthly.html', {
    view,
    frame,
    style: `${siteStyle()}\n${readTemplate('style/monthly.css')}`,
    description: titlesSummary('site/monthly-summary.txt', view),
  });
}

function ownFrame({ issueKey, revision, links, placesGone }: MonthlyView): PageFrame {
  const issue = { edition: 'monthly', issueKey, revision, isWithdrawn: placesGone.length > 0 } as const;
  return revisionFrame(issue, { publicAddress: links.home });
}
