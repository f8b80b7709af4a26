import type { Article } from '../../core/extraction/article.ts';
import { type Judgement, judge } from '../../core/sections/learning/judge.ts';
import { reportOf } from '../../core/sections/learning/report.ts';
import type { Classification } from '../../core/sections/section.ts';
import type { Source } from '../../core/sources/source.ts';

/**
 * Is the article reform news and where does it belong: by the house's lexicon, by what is known of the paper and, where a
 * model is given, with what the house learned from its editors.
 */
export function judgeArticle(article: Article, source: Source | null, by: Judgement): Classification {
  return judge(reportOf(article, source), by);
}
