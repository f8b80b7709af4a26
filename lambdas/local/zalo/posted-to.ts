import type { Edition, IssueKey } from '../../core/issue/issue-key.ts';
import { issueFolder } from '../../core/issue/issue-path.ts';
import type { ZaloWorld } from './zalo-world.ts';

/** What was posted of an issue, as JSON: its article, known by the link in it, and the broadcasts of that; null: nothing. */
export function postedTo(
  { articles, broadcasts }: ZaloWorld,
  issue: { readonly edition: Edition; readonly issueKey: IssueKey },
): string | null {
  const folder = `/${issueFolder(issue.edition, issue.issueKey)}`;
  const article = articles.find(({ paragraphs }) => paragraphs.some((line) => line.endsWith(folder)));
  if (!article) return null;
  const sent = broadcasts.filter(({ articleId }) => articleId === article.id);
  return `${JSON.stringify({ article, broadcasts: sent }, null, 2)}\n`;
}
