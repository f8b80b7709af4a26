import { blockTexts } from '../extraction/article.ts';
import type { SectionId } from '../sections/section.ts';
import type { Source } from '../sources/source.ts';
import { withoutPaperMarks } from './clean-title.ts';
import type { Candidate, Clipping } from './draft.ts';
import { glance } from './glance.ts';
import { type JudgedStory, leadArticle, siteOf } from './judged-story.ts';

/** Why a story is not in the issue. */
export type Why = Candidate['why'];

/** A story as a candidate, by reference. */
export function candidateOf(judged: JudgedStory, why: Why, sources: readonly Source[]): Candidate {
  const article = leadArticle(judged);
  const { classification, story } = judged;
  return {
    id: story.id,
    articleId: article.id,
    firstSeenAt: article.firstSeenAt,
    publishedAt: article.published.instant,
    ...leadOf([article.lead ?? '', ...blockTexts(article.blocks)]),
    members: [...story.members],
    title: withoutPaperMarks(article.title),
    site: siteOf(article, sources),
    url: article.url,
    section: sectionOf(judged),
    place: classification.place,
    score: classification.score,
    reasons: [...classification.reasons],
    sortedAs: classification.section,
    leadReasons: [...story.leadReasons],
    ...(judged.mark ? { mark: judged.mark } : {}),
    why,
  };
}

/** The section it was sorted under, or the likeliest where it was not. */
export function sectionOf({ classification }: JudgedStory): SectionId {
  return classification.section ?? (classification.place === null ? 'chu-truong' : 'dia-phuong');
}

/** A clipping taken out of the issue. `seenBy` stands in where the clipping does not know when it was first seen. */
export function candidateOfClipping(clipping: Clipping, seenBy: string): Candidate {
  const { id, articleId, others, title, citation, url, section, place, score, reasons } = clipping;
  return {
    id,
    articleId,
    firstSeenAt: clipping.firstSeenAt ?? seenBy,
    ...(clipping.publishedAt === undefined ? {} : { publishedAt: clipping.publishedAt }),
    ...leadOf(blockTexts(clipping.body)),
    members: [articleId, ...others.map((other) => other.articleId)],
    title,
    site: citation.site,
    url,
    section,
    place,
    score,
    reasons: [...reasons],
    ...(clipping.sortedAs === undefined ? {} : { sortedAs: clipping.sortedAs }),
    ...(clipping.mark ? { mark: clipping.mark } : {}),
    clipping,
    why: 'dropped',
  };
}

/** The first text there is, short; none where the article is but a title. */
function leadOf(texts: readonly string[]): { lead?: string } {
  const lead = texts.map((text) => glance(withoutPaperMarks(text))).find((text) => text !== '');
  return lead === undefined ? {} : { lead };
}
