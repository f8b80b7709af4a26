import { z } from 'zod';
import data from './signs.json' with { type: 'json' };

const signSchema = z
  .object({ pattern: z.string(), flags: z.string() })
  .transform(({ pattern, flags }) => new RegExp(pattern, flags));

/** The words by which a printed bulletin's lines are known, as regular expressions. */
const signsSchema = z.strictObject({
  backLinkAtEnd: signSchema,
  readOn: signSchema,
  issued: signSchema,
  dailyFace: signSchema,
  month: signSchema,
  number: signSchema,
  contents: signSchema,
  agency: signSchema,
  board: signSchema,
  label: signSchema,
  name: signSchema,
  daily: signSchema,
  monthly: signSchema,
  editor: signSchema,
  dailySource: signSchema,
  via: signSchema,
  monthlySource: signSchema,
  byline: signSchema,
  alone: signSchema,
  subject: signSchema,
  backLink: signSchema,
  closed: signSchema,
});

/** See {@link signsSchema}; an office whose old bulletins say it otherwise adds its words to `signs.json`. */
export const SIGNS = signsSchema.parse(data);
