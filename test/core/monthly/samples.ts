import type { Article } from '../../../lambdas/core/extraction/article.ts';
import type { MonthlyDraft } from '../../../lambdas/core/monthly/draft.ts';
import { type DailyItem, layOutMonthly, type MonthlyLayOut } from '../../../lambdas/core/monthly/lay-out.ts';
import { seedMonthly } from '../../../lambdas/core/monthly/setting.ts';
import { article, source } from '../drafting/samples.ts';

/** Sources that allow everything, an excerpt, and a title only. */
export const PAPERS = [source('sen'), source('tre', { printing: 'excerpt' }), source('lua', { printing: 'title' })];

/** An item of a daily of November, with its article. */
export function item(id: string, more: Partial<DailyItem> = {}, own: Partial<Article> = {}): DailyItem {
  const { sourceId = 'sen' } = more;
  const stored = article(id, { sourceId, url: `https://${sourceId}.example.vn/${id}.html`, ...own });
  return {
    issueKey: '2026-11-10',
    title: stored.title,
    articleId: id,
    firstSeenAt: stored.firstSeenAt,
    sourceId,
    url: stored.url,
    site: `${sourceId}.example.vn`,
    place: null,
    score: 2,
    picked: false,
    article: stored,
    ...more,
  };
}

/** The draft laid out of these items, each a story of its own. */
export function monthlyOf(items: readonly DailyItem[], more: Partial<MonthlyLayOut> = {}): MonthlyDraft {
  return layOutMonthly({
    month: '2026-11',
    now: '2026-11-25T09:30:00+07:00',
    days: { from: '2026-11-01', to: '2026-11-25' },
    stories: items.map((each) => [each]),
    printed: new Set(),
    setting: seedMonthly(),
    sources: PAPERS,
    ...more,
  });
}
