import { z } from 'zod';
import { daySchema, instantSchema } from '../../calendar/instant.ts';
import { figuresSchema } from './appraise.ts';

/** `settings/second-opinion.json`: a person's switch. Where there is none, the second opinion is used as soon as there is one. */
export const secondOpinionSettingSchema = z.object({ version: z.literal(1), use: z.boolean() });

/**
 * `models/second-opinion.json`: what came of the last training. `too-few`: there are not enough decisions yet;
 * `thrown-away`: it was no better than the rules alone, see `figures`; `in-use`: `model` is asked.
 */
export const standingSchema = z.object({
  version: z.literal(1),
  at: instantSchema,
  /** Decisions by a person that were learned from, and the newest issue of theirs. */
  decisions: z.number().int(),
  until: daySchema.nullable(),
  lexicon: z.string(),
  /** Hash of everything it was made of: with the same there is nothing to do. */
  inputs: z.string(),
  state: z.enum(['too-few', 'thrown-away', 'in-use']),
  /** Id of the model that is asked, or null. */
  model: z.string().nullable(),
  figures: figuresSchema.nullable(),
});
/** See {@link standingSchema}. */
export type Standing = z.infer<typeof standingSchema>;
