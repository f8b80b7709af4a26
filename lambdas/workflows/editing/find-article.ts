import { addDays, at, type Day, dayOf, type Instant, latest } from '../../core/calendar/instant.ts';
import type { Clipping, Draft } from '../../core/drafting/draft.ts';
import { type Article, articleSchema } from '../../core/extraction/article.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { EntryLog } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readArticle } from '../gathering/read-articles.ts';
import { readJson, writeJson } from '../stored-json.ts';

/** Where articles of a draft are looked for, and up to when. */
export interface ArticleSearch {
  readonly ports: { readonly newsroom: ObjectStore; readonly entries: Pick<EntryLog, 'get'> };
  readonly draft: Pick<Draft, 'issueKey' | 'window'>;
  readonly now: Instant;
}

/** The article a clipping was made of, as the paper printed it; null where it is not stored, or an own piece. */
export async function articleOfClipping(search: ArticleSearch, clipping: Clipping): Promise<Article | null> {
  const { articleId, firstSeenAt, origin } = clipping;
  if (origin === 'own') return null;
  const known = firstSeenAt ? await readArticle(search.ports.newsroom, articleId, firstSeenAt) : null;
  return known ?? findArticle(search, articleId);
}

/**
 * By the log of entries, then among what editors brought into the issue; what is in neither is looked for on every day of
 * the window.
 */
export async function findArticle({ ports, draft, now }: ArticleSearch, articleId: string): Promise<Article | null> {
  const seen = await ports.entries.get(articleId);
  const known = seen && (await readArticle(ports.newsroom, articleId, seen.firstSeenAt));
  const added = known ?? (await readJson(ports.newsroom, addedKey(draft.issueKey, articleId), articleSchema))?.value;
  if (added) return added;
  for (let day = dayOf(latest(draft.window.to, now)); day >= dayOf(draft.window.from); day = addDays(day, -1)) {
    const article = await readArticle(ports.newsroom, articleId, at(day, '12:00'));
    if (article) return article;
  }
  return null;
}

/**
 * Keeps an article an editor brought in by its link or by pasting it, so that it can be compared, split off and led like
 * any other. It lies beside the drafts, not in the pool: what a person copied is no page the house has read.
 */
export async function keepAdded(newsroom: ObjectStore, issueKey: Day, article: Article): Promise<void> {
  await writeJson(newsroom, addedKey(issueKey, article.id), article, { kind: 'any' });
}

function addedKey(issueKey: Day, articleId: string): string {
  return `${NEWSROOM_KEYS.drafts}added/${issueKey}/${articleId}.json`;
}
