import { z } from 'zod';
import { dayOf, daySchema } from '../../calendar/instant.ts';
import { type Article, blockTexts } from '../../extraction/article.ts';
import { type Source, sourceSchema } from '../../sources/source.ts';

/** A report as the rules see it, kept whole with every decision: so it can be judged anew when its page is long gone. */
export const reportSchema = z.object({
  title: z.string(),
  lead: z.string().nullable(),
  text: z.string(),
  rubric: z.string().nullable(),
  sourceKind: sourceSchema.shape.kind.nullable(),
  /** Gazetteer id of the paper's province, or null. */
  sourcePlace: z.string().nullable(),
  day: daySchema.nullable(),
});
/** See {@link reportSchema}. */
export type Report = z.infer<typeof reportSchema>;

/** An article as the rules see it, with what is known of its paper. */
export function reportOf(article: Article, source: Source | null): Report {
  const { instant } = article.published;
  return {
    title: article.title,
    lead: article.lead,
    text: blockTexts(article.blocks).join('\n'),
    rubric: article.rubric,
    sourceKind: source?.kind ?? null,
    sourcePlace: source?.place ?? null,
    day: instant ? dayOf(instant) : null,
  };
}
