import { isInWindow } from '../../core/calendar/coverage-window.ts';
import type { Day } from '../../core/calendar/instant.ts';
import type { Window } from '../../core/drafting/draft.ts';
import { type JudgedStory, judgedStory, leadArticle } from '../../core/drafting/judged-story.ts';
import { type Article, blockTexts } from '../../core/extraction/article.ts';
import type { Source } from '../../core/sources/source.ts';
import { creditOf } from '../../core/stories/credit.ts';
import { markerOf } from '../../core/stories/earlier.ts';
import { groupStories } from '../../core/stories/group-stories.ts';
import type { Ruling } from '../../core/stories/ruling.ts';
import type { StoryInput } from '../../core/stories/story-input.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { judgeArticle } from '../gathering/judge-article.ts';
import { readArticles } from '../gathering/read-articles.ts';
import { loadSecondOpinion } from '../learning/second-opinion.ts';
import type { House } from '../settings/house.ts';
import { readPrinted } from './read-printed.ts';

/** What {@link readPool} needs of the world. */
export interface PoolPorts {
  readonly newsroom: ObjectStore;
  /** What earlier issues printed. */
  readonly archive: ObjectStore;
}

/** Which stories, by whose rules. */
export interface PoolRequest {
  readonly window: Window;
  readonly house: House;
  /** What editors decided about which articles tell one story. */
  readonly rulings?: readonly Ruling[] | undefined;
  /** The issue the pool is for: stories are marked by the issues before it; by all where none is named. */
  readonly issueKey?: Day | undefined;
}

/** All candidate stories of an issue's window. */
export interface Pool {
  readonly judged: JudgedStory[];
  /** Articles on reform in the window, before they are grouped. */
  readonly articles: number;
  /** Why earlier issues could not be read, so that no story is marked; null: they were. */
  readonly unmarked: string | null;
  /** Stored articles that could not be read and are left out, each with its key and what is wrong. */
  readonly unreadable: readonly string[];
}

/** Reads what was stored in the window, judges it by the house's present rules and second opinion and groups what tells the same news. */
export async function readPool(ports: PoolPorts, input: PoolRequest): Promise<Pool> {
  const { window, house, rulings = [], issueKey = null } = input;
  const earlier = await readPrinted(ports.archive, issueKey);
  const marker = markerOf(earlier.kind === 'read' ? earlier.printed : []);
  const sources = new Map(house.sources.map((source) => [source.id, source]));
  const { model } = await loadSecondOpinion(ports.newsroom);
  const judgedOf = (article: Article) => ({
    article,
    classification: judgeArticle(article, sources.get(article.sourceId) ?? null, { lexicon: house.lexicon, model }),
  });
  const judged: ReturnType<typeof judgedOf>[] = [];
  const unreadable: string[] = [];
  for await (const batch of readArticles(ports.newsroom, window)) {
    unreadable.push(...batch.unreadable);
    const inWindow = batch.articles.filter((article) => belongs(article, window)).map(judgedOf);
    judged.push(...inWindow.filter(({ classification }) => classification.reform));
  }
  const byId = new Map(judged.map((each) => [each.article.id, each]));
  const inputOf = (article: Article) => storyInput(article, sources.get(article.sourceId) ?? null);
  const stories = groupStories(
    judged.map(({ article }) => inputOf(article)),
    rulings,
  );
  return {
    articles: judged.length,
    unmarked: earlier.kind === 'unread' ? earlier.problem : null,
    unreadable,
    judged: stories.flatMap((story): JudgedStory[] => {
      const told = judgedStory(story, byId);
      return told ? [{ ...told, mark: marker([leadArticle(told), ...told.articles].map(inputOf)) }] : [];
    }),
  };
}

function belongs(article: Article, window: Window): boolean {
  const verdict = isInWindow({ publishedAt: article.published.instant, firstSeenAt: article.firstSeenAt }, window);
  return verdict === 'in' || verdict === 'undated';
}

/** An article of a paper as the grouping of stories sees it. */
export function storyInput(article: Article, source: Source | null): StoryInput {
  const paragraphs = blockTexts(article.blocks);
  const { printed = null, agency = null } = article.byline ?? {};
  return {
    id: article.id,
    title: article.title,
    lead: article.lead,
    text: paragraphs.join('\n'),
    sourceId: article.sourceId,
    publishedAt: article.published.instant,
    rank: source?.rank ?? 0,
    creditedTo: creditOf({ byline: printed, agency, paragraphs }),
    paperNames: source === null ? [] : [source.name, source.citeAs, ...source.hosts],
  };
}
