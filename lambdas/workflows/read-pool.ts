import { isInWindow } from '../core/calendar/coverage-window.ts';
import type { Window } from '../core/drafting/draft.ts';
import type { JudgedStory } from '../core/drafting/judged-story.ts';
import { type Article, blockTexts } from '../core/extraction/article.ts';
import type { Source } from '../core/sources/source.ts';
import { groupStories } from '../core/stories/group-stories.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { House } from './house.ts';
import { judgeArticle } from './judge-article.ts';
import { readArticles } from './read-articles.ts';

/** What {@link readPool} needs of the world. */
export interface PoolPorts {
  readonly newsroom: ObjectStore;
}

/** All candidate stories of an issue's window. */
export interface Pool {
  readonly judged: JudgedStory[];
  /** Articles on reform in the window, before they are grouped. */
  readonly articles: number;
}

/** Reads what was stored in the window, judges it by the house's present rules and groups what tells the same news. */
export async function readPool(ports: PoolPorts, input: { window: Window; house: House }): Promise<Pool> {
  const { window, house } = input;
  const sources = new Map(house.sources.map((source) => [source.id, source]));
  const judged = (await readArticles(ports.newsroom, window))
    .filter((article) => belongs(article, window))
    .map((article) => ({
      article,
      classification: judgeArticle(article, sources.get(article.sourceId) ?? null, house.lexicon),
    }))
    .filter(({ classification }) => classification.reform);
  const byId = new Map(judged.map((each) => [each.article.id, each]));
  const stories = groupStories(judged.map(({ article }) => storyInput(article, sources.get(article.sourceId) ?? null)));
  return {
    articles: judged.length,
    judged: stories.flatMap((story): JudgedStory[] => {
      const lead = byId.get(story.lead);
      const articles = story.members.flatMap((id) => byId.get(id)?.article ?? []);
      return lead ? [{ story, articles, classification: lead.classification }] : [];
    }),
  };
}

function belongs(article: Article, window: Window): boolean {
  const verdict = isInWindow({ publishedAt: article.published.instant, firstSeenAt: article.firstSeenAt }, window);
  return verdict === 'in' || verdict === 'undated';
}

function storyInput(article: Article, source: Source | null) {
  return {
    id: article.id,
    title: article.title,
    lead: article.lead,
    text: blockTexts(article.blocks).join('\n'),
    sourceId: article.sourceId,
    publishedAt: article.published.instant,
    rank: source?.rank ?? 0,
  };
}
