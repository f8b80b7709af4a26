import { dayOf } from '../core/calendar/instant.ts';
import { type Article, blockTexts } from '../core/extraction/article.ts';
import { classify } from '../core/sections/classify.ts';
import type { Lexicon } from '../core/sections/lexicon.ts';
import type { Classification } from '../core/sections/section.ts';
import type { Source } from '../core/sources/source.ts';

/** Is the article reform news and where does it belong, by the house's lexicon and what is known of the paper. */
export function judgeArticle(article: Article, source: Source | null, lexicon: Lexicon): Classification {
  const { instant } = article.published;
  return classify(
    {
      title: article.title,
      lead: article.lead,
      text: blockTexts(article.blocks).join('\n'),
      rubric: article.rubric,
      sourceKind: source?.kind ?? null,
      sourcePlace: source?.place ?? null,
      day: instant ? dayOf(instant) : null,
    },
    lexicon,
  );
}
