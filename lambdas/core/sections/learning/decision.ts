import { z } from 'zod';
import { daySchema, instantSchema } from '../../calendar/instant.ts';
import { candidateSchema, windowSchema } from '../../drafting/draft.ts';
import { classificationSchema, sectionIdSchema } from '../section.ts';
import { reportSchema } from './report.ts';

/**
 * What the editors did with a story, by the sealed draft: `printed` where the rules put it, `moved` to another section,
 * `brought-in` from the tray or from what was left out, `dropped` by a person, `passed-over`: left out by rule and left there.
 */
export const actSchema = z.enum(['printed', 'moved', 'brought-in', 'dropped', 'passed-over']);
/** See {@link actSchema}. */
export type Act = z.infer<typeof actSchema>;

/** One story of a sealed draft: its lead article as it was read, what the house had said of it, what the editors did. */
export const decisionSchema = z.object({
  storyId: z.string(),
  articleId: z.string(),
  /** Day prefix of the stored article; null where the draft did not know it. */
  firstSeenAt: instantSchema.nullable(),
  report: reportSchema,
  /** `draft`: the article could not be read any more, so the report is what stood in the draft. */
  readFrom: z.enum(['article', 'draft']),
  /** Section it stood under when the draft was laid out, before any person moved it; null where none is known. */
  sortedAs: sectionIdSchema.nullable(),
  /** What the lexicon of that day says of this very text. */
  rules: classificationSchema.pick({ reform: true, score: true, section: true }),
  act: actSchema,
  /** Section it was printed under; null where it was not printed. */
  section: sectionIdSchema.nullable(),
  /** Why it was not in the issue, or had not been before a person brought it in; null where the rules chose it. */
  why: candidateSchema.shape.why.nullable(),
  /** An earlier issue had it already: dropping it says nothing of what it is. */
  alreadyRun: z.boolean(),
});
/** See {@link decisionSchema}. */
export type Decision = z.infer<typeof decisionSchema>;

/** The decisions of one issue: `decisions/<edition>/<issueKey>.json`, written once for what was sealed. */
export const decisionFileSchema = z.object({
  version: z.literal(1),
  edition: z.literal('daily'),
  issueKey: daySchema,
  /** Fingerprint of the sealed content: another sealing of the day replaces the file. */
  fingerprint: z.string(),
  sealedAt: instantSchema,
  window: windowSchema,
  /** Version of the lexicon {@link decisionSchema} was judged by, see {@link ./lexicon-version.ts}. */
  lexicon: z.string(),
  decisions: z.array(decisionSchema),
});
/** See {@link decisionFileSchema}. */
export type DecisionFile = z.infer<typeof decisionFileSchema>;
