import type { Source } from '../sources/source.ts';
import { candidateOf } from './candidate.ts';
import type { Candidate, Draft } from './draft.ts';
import type { JudgedStory } from './judged-story.ts';

/**
 * Reform stories of the pool the draft does not know yet, the weightiest first. A story is known when the draft holds
 * any of its articles: an article found late may be a story's earliest and so change the story's id.
 */
export function newcomersOf(draft: Draft, judged: readonly JudgedStory[], sources: readonly Source[]): Candidate[] {
  const known = new Set([
    ...draft.clippings.flatMap(({ id, articleId, others }) => [
      id,
      articleId,
      ...others.map((other) => other.articleId),
    ]),
    ...[...draft.leftOut, ...draft.tray].flatMap(({ id, articleId, members }) => [id, articleId, ...members]),
  ]);
  return judged
    .filter(({ classification }) => classification.reform)
    .filter(({ story }) => ![story.id, ...story.members].some((id) => known.has(id)))
    .map((story) => candidateOf(story, 'newcomer', sources))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
