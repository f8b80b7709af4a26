import { z } from 'zod';
import { readTemplateJson } from '../templates.ts';

/** `templates/print/monthly.json`: the words of a monthly that its content does not bring itself; `{0}` is filled in. */
export const monthlyWordsSchema = z.object({
  version: z.literal(1),
  /** What stands before the name of a place and is no part of it. */
  kindsOfPlace: z.array(z.string()),
  agency: z.string(),
  board: z.string(),
  number: z.string(),
  month: z.string(),
  numberInText: z.string(),
  monthInText: z.string(),
  contents: z.string(),
  via: z.string(),
  site: z.string(),
  credit: z.string(),
  alt: z.string(),
  /** Behind the name of who signs a contribution, and before the affiliation in its footnote. */
  contributionMark: z.string(),
});
/** See {@link monthlyWordsSchema}. */
export type MonthlyWords = z.infer<typeof monthlyWordsSchema>;

/** The words as they stand in the templates. */
export function monthlyWords(): MonthlyWords {
  return monthlyWordsSchema.parse(readTemplateJson('print/monthly.json'));
}
