import { type Day, dayOf, type Instant } from '../core/calendar/instant.ts';
import { windowDays } from '../core/calendar/window-days.ts';
import type { Window } from '../core/drafting/draft.ts';
import { type Article, articleSchema } from '../core/extraction/article.ts';
import { NEWSROOM_KEYS } from '../names.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { readJson } from './stored-json.ts';

/** Objects read at once. */
const READERS = 16;

/** Key of an article: by the day it was first seen, so that a window is a handful of prefixes. */
export function articleKey(articleId: string, firstSeenAt: Instant): string {
  return `${dayPrefix(dayOf(firstSeenAt))}${articleId}.json`;
}

/**
 * Articles first seen on the days of a window, in order of key, batch by batch: who works on one before asking for the
 * next keeps no more of them than needed and never holds up the process for long. The window itself is judged by the caller.
 */
export async function* readArticles(newsroom: ObjectStore, window: Window): AsyncGenerator<Article[]> {
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
  const [article] = await readKeys(newsroom, [articleKey(articleId, firstSeenAt)]);
  return article ?? null;
}

async function readKeys(newsroom: ObjectStore, keys: readonly string[]): Promise<Article[]> {
  const stored = await Promise.all(keys.map((key) => readJson(newsroom, key, articleSchema)));
  return stored.flatMap((object) => (object ? [object.value] : []));
}

function dayPrefix(day: Day): string {
  return `${NEWSROOM_KEYS.articles}${day.replaceAll('-', '/')}/`;
}
