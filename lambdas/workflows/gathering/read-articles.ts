import { type Day, dayOf, type Instant } from '../../core/calendar/instant.ts';
import { windowDays } from '../../core/calendar/window-days.ts';
import type { Window } from '../../core/drafting/draft.ts';
import { type Article, articleSchema } from '../../core/extraction/article.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readJson, UnreadableObjectError } from '../stored-json.ts';

/** Objects read at once. */
const READERS = 16;

/** Key of an article: by the day it was first seen, so that a window is a handful of prefixes. */
export function articleKey(articleId: string, firstSeenAt: Instant): string {
  return `${dayPrefix(dayOf(firstSeenAt))}${articleId}.json`;
}

/** Some articles of a window, and what kept others from being read, each naming its key. */
export interface ArticleBatch {
  readonly articles: readonly Article[];
  readonly unreadable: readonly string[];
}

/**
 * Articles first seen on the days of a window, in order of key, batch by batch: who works on one before asking for the
 * next keeps no more of them than needed and never holds up the process for long. One that is damaged is named and costs itself
 * alone. The window itself is judged by the caller.
 */
export async function* readArticles(newsroom: ObjectStore, window: Window): AsyncGenerator<ArticleBatch> {
  for (const day of windowDays(window)) {
    const keys = await newsroom.list(dayPrefix(day));
    for (let start = 0; start < keys.length; start += READERS) {
      yield await readKeys(newsroom, keys.slice(start, start + READERS));
    }
  }
}

/** One article, or null where there is none. */
export async function readArticle(
  newsroom: ObjectStore,
  articleId: string,
  firstSeenAt: Instant,
): Promise<Article | null> {
  return (await readJson(newsroom, articleKey(articleId, firstSeenAt), articleSchema))?.value ?? null;
}

async function readKeys(newsroom: ObjectStore, keys: readonly string[]): Promise<ArticleBatch> {
  const stored = await Promise.all(keys.map((key) => readOrNamed(newsroom, key)));
  return {
    articles: stored.flatMap((each) => (each === null || typeof each === 'string' ? [] : [each])),
    unreadable: stored.filter((each) => typeof each === 'string'),
  };
}

/** The article, what is wrong with it, or null where there is none. */
async function readOrNamed(newsroom: ObjectStore, key: string): Promise<Article | string | null> {
  try {
    return (await readJson(newsroom, key, articleSchema))?.value ?? null;
  } catch (error) {
    if (error instanceof UnreadableObjectError) return error.message;
    throw error;
  }
}

function dayPrefix(day: Day): string {
  return `${NEWSROOM_KEYS.articles}${day.replaceAll('-', '/')}/`;
}
