import type { Article } from '../extraction/article.ts';
import type { Classification, SectionId } from '../sections/section.ts';
import type { Source } from '../sources/source.ts';
import type { Mark } from '../stories/mark.ts';
import type { Story } from '../stories/story.ts';

/** A story of the pool with its articles and how it was classified. */
export interface JudgedStory {
  readonly story: Story;
  readonly articles: readonly Article[];
  readonly classification: Classification;
  /** Section each article would stand in by itself, by its id; an article that is not told stands where the story does. */
  readonly sortedAlone?: ReadonlyMap<string, SectionId | null>;
  /** What an earlier issue says of the story; null or absent: nothing. */
  readonly mark?: Mark | null;
}

/** An article and how it is classified by itself. */
export interface JudgedArticle {
  readonly article: Article;
  readonly classification: Classification;
}

/**
 * A story with its articles, standing where the one that will be printed belongs: where the lead has no date, that is
 * another (see {@link leadArticle}). Null where none of its articles is known.
 */
export function judgedStory(story: Story, known: ReadonlyMap<string, JudgedArticle>): JudgedStory | null {
  const members = story.members.flatMap((id) => known.get(id) ?? []);
  const articles = members.map(({ article }) => article);
  if (articles.length === 0) return null;
  const printed = known.get(leadArticle({ story, articles }).id);
  if (!printed) return null;
  const sortedAlone = new Map(members.map(({ article, classification }) => [article.id, classification.section]));
  return { story, articles, classification: printed.classification, sortedAlone };
}

/** An article as a story by itself. */
export function alone(article: Article, classification: Classification): JudgedStory {
  const story = { id: article.id, lead: article.id, leadReasons: [], members: [article.id], evidence: [] };
  return { story, articles: [article], classification };
}

/** The article to print: the story's lead, or where that has no date the first member that has one. Throws without articles. */
export function leadArticle(judged: Pick<JudgedStory, 'story' | 'articles'>): Article {
  const { articles, story } = judged;
  const lead = articles.find((article) => article.id === story.lead) ?? articles[0];
  if (lead === undefined) throw new Error(`story ${story.id} has no articles`);
  if (lead.published.instant !== null) return lead;
  return articles.find((article) => article.published.instant !== null) ?? lead;
}

/** Name in a citation: the source's, or the host name where the source is no longer in the registry. */
export function siteOf(article: Article, sources: readonly Source[]): string {
  const host = new URL(article.url).hostname.replace(/^www\./, '');
  return (
    sources.find((source) => source.id === article.sourceId)?.citeAs ?? host.charAt(0).toUpperCase() + host.slice(1)
  );
}
