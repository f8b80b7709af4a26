import type { LeftOutWhy, MonthlyCandidate, MonthlyDraftArticle } from './draft.ts';

/** An article of the draft as one that is not in it. */
export function candidateOfArticle(article: MonthlyDraftArticle, why: LeftOutWhy): MonthlyCandidate {
  const { id, section, stored, url, title, site, place, picked, score, dailies } = article;
  return { id, section, stored, url, title, site, place, picked, score, dailies, why };
}
