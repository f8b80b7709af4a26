import { z } from 'zod';
import type { Day } from '../../core/calendar/instant.ts';
import type { Draft } from '../../core/drafting/draft.ts';
import type { Article } from '../../core/extraction/article.ts';
import { decidedArticles, decisionsOf, type SealedDraft } from '../../core/sections/learning/derive-decisions.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readArticle } from '../gathering/read-articles.ts';
import { loadHouse } from '../settings/house.ts';
import { readJson, UnreadableObjectError, writeJson } from '../stored-json.ts';

/** What {@link keepDecisions} needs of the world. */
export interface DecisionPorts {
  readonly newsroom: ObjectStore;
}

/** Articles read at once. */
const READERS = 16;
const sealingSchema = z.object({ fingerprint: z.string() });

/** Key of an issue's decisions in the newsroom bucket. */
export function decisionsKey(issueKey: Day): string {
  return `${NEWSROOM_KEYS.decisions}daily/${issueKey}.json`;
}

/**
 * Keeps what the editors decided about each story of a sealed draft, for learning and replaying. Run again it changes
 * nothing (`already`); a draft that was sealed anew with other content replaces what was kept of its day.
 */
export async function keepDecisions(ports: DecisionPorts, draft: Draft): Promise<'kept' | 'already' | 'not-sealed'> {
  if (!isSealed(draft)) return 'not-sealed';
  const key = decisionsKey(draft.issueKey);
  const stored = await keptBefore(ports.newsroom, key);
  if (stored?.fingerprint === draft.sealed.fingerprint) return 'already';
  const [house, articles] = await Promise.all([loadHouse(ports.newsroom), articlesOf(ports.newsroom, draft)]);
  const kept = decisionsOf(draft, { articles, sources: house.sources, lexicon: house.lexicon });
  const condition = stored ? { kind: 'etag' as const, etag: stored.etag } : { kind: 'none' as const };
  const written = await writeJson(ports.newsroom, key, kept, condition);
  return written.kind === 'stored' ? 'kept' : 'already';
}

/** What was kept of the day; a damaged file is written anew, or approving again would end in its error for ever. */
async function keptBefore(
  newsroom: ObjectStore,
  key: string,
): Promise<{ readonly etag: string; readonly fingerprint: string | null } | null> {
  try {
    const stored = await readJson(newsroom, key, sealingSchema);
    return stored && { etag: stored.etag, fingerprint: stored.value.fingerprint };
  } catch (error) {
    if (!(error instanceof UnreadableObjectError)) throw error;
    const damaged = await newsroom.get(key);
    return damaged && { etag: damaged.etag, fingerprint: null };
  }
}

function isSealed(draft: Draft): draft is SealedDraft {
  return draft.sealed !== undefined;
}

async function articlesOf(newsroom: ObjectStore, draft: Draft): Promise<ReadonlyMap<string, Article>> {
  const wanted = decidedArticles(draft);
  const found = new Map<string, Article>();
  for (let start = 0; start < wanted.length; start += READERS) {
    const read = await Promise.all(wanted.slice(start, start + READERS).map((each) => articleOf(newsroom, each)));
    for (const article of read) if (article) found.set(article.id, article);
  }
  return found;
}

/** One article that cannot be read any more is no reason to lose the decisions of a day: the draft holds its beginning. */
async function articleOf(
  newsroom: ObjectStore,
  { articleId, firstSeenAt }: { articleId: string; firstSeenAt: string | null },
): Promise<Article | null> {
  if (firstSeenAt === null) return null;
  try {
    return await readArticle(newsroom, articleId, firstSeenAt);
  } catch (error) {
    if (error instanceof UnreadableObjectError) return null;
    throw error;
  }
}
