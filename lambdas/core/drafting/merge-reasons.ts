import type { Article } from '../extraction/article.ts';
import type { Source } from '../sources/source.ts';
import { type JudgedStory, siteOf } from './judged-story.ts';
import { phrase, words } from './words.ts';

/** What stands before the paper's name in every merge reason. */
const OPENING = words.merged.split('{0}')[0] ?? '';

/** Why each other paper's report was joined to `lead`: `gộp bài của Tinsom.example: cùng số liệu 38`. */
export function mergeReasons({ story, articles }: JudgedStory, lead: Article, sources: readonly Source[]): string[] {
  // The evidence of a story belongs to its members from the second on; the first was joined by what joined the lead.
  const whyOf = (id: string): string => story.evidence[story.members.indexOf(id) - 1] ?? '';
  return articles
    .filter((article) => article.id !== lead.id)
    .flatMap((article) => {
      const why = whyOf(article.id) || whyOf(lead.id);
      return why === '' ? [] : [phrase(words.merged, siteOf(article, sources), why)];
    });
}

/** Reasons parted into those of the choice and those of the merging, which are told on lines of their own. */
export function partedReasons(reasons: readonly string[]): { chosen: string[]; merged: string[] } {
  const isMerged = (reason: string): boolean => reason.startsWith(OPENING);
  return {
    chosen: reasons.filter((reason) => !isMerged(reason)),
    merged: reasons.filter(isMerged),
  };
}
