import type { Source } from '../sources/source.ts';
import { candidateOf } from './candidate.ts';
import type { Candidate, Clipping, Draft } from './draft.ts';
import { alone, type JudgedStory, leadArticle } from './judged-story.ts';

/**
 * What the pool holds and the draft does not, the weightiest first: reform stories it does not know, and other papers'
 * reports of its clippings' stories, each by itself (`joins`). A story is known when the draft holds any of its articles:
 * an article found late may be a story's earliest and so change the story's id.
 */
export function newcomersOf(draft: Draft, judged: readonly JudgedStory[], sources: readonly Source[]): Candidate[] {
  const known = knownArticles(draft);
  return judged
    .filter(({ classification }) => classification.reform)
    .flatMap((story): Candidate[] => {
      const ids = [story.story.id, ...story.story.members];
      if (!ids.some((id) => known.has(id))) return [newcomer(story, sources)];
      const clipping = draft.clippings.find((each) => articlesOf(each).some((id) => ids.includes(id)));
      return clipping === undefined ? [] : lateReports(story, known).map((late) => joining(late, clipping, sources));
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** Ids of every story and article the draft holds, wherever. */
function knownArticles(draft: Draft): ReadonlySet<string> {
  return new Set([
    ...draft.clippings.flatMap((each) => [each.id, ...articlesOf(each)]),
    ...[...draft.leftOut, ...draft.tray].flatMap(({ id, articleId, members }) => [id, articleId, ...members]),
  ]);
}

/** The articles of a clipping, the printed one first. */
export function articlesOf({ articleId, others }: Clipping): string[] {
  return [articleId, ...others.map((other) => other.articleId)];
}

function newcomer(story: JudgedStory, sources: readonly Source[]): Candidate {
  return candidateOf(story, leadArticle(story).published.instant === null ? 'undated' : 'newcomer', sources);
}

/** Every article of the story the draft has not, as a story by itself. */
function lateReports({ articles, classification }: JudgedStory, known: ReadonlySet<string>): JudgedStory[] {
  return articles.filter(({ id }) => !known.has(id)).map((article) => alone(article, classification));
}

function joining(late: JudgedStory, clipping: Clipping, sources: readonly Source[]): Candidate {
  return { ...candidateOf(late, 'newcomer', sources), joins: clipping.id };
}
