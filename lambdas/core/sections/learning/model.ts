import { z } from 'zod';
import { daySchema } from '../../calendar/instant.ts';
import { sectionIdSchema } from '../section.ts';

/** The questions a model answers: does the bulletin want it, and one for each section. */
export const HEADS = ['wanted', ...sectionIdSchema.options] as const;

/** A question; see {@link HEADS}. */
export type Head = (typeof HEADS)[number];

/** Bytes of a model as JSON, at most: it is read with every pool. */
export const MODEL_BYTES = 64 * 1024;

const weightsSchema = z.array(z.number()).length(HEADS.length);

/** What the house has learned from its editors: `models/second-opinion/<id>.json`, never changed once written. */
export const modelSchema = z.object({
  version: z.literal(1),
  /** Day of the newest issue it was trained on and a hash of its content: `2027-01-15-0a1b2c3d4e5f`. */
  id: z.string().regex(/^\d{4}-\d{2}-\d{2}-[0-9a-f]{12}$/),
  trained: z.object({
    decisions: z.number().int(),
    issues: z.number().int(),
    from: daySchema,
    until: daySchema,
    /** Version of the lexicon whose findings it was trained beside; with another it is not asked. */
    lexicon: z.string(),
  }),
  /** Which of its answers proved better than the rules alone; the others are not asked for. */
  uses: z.object({ sections: z.boolean(), wanted: z.boolean() }),
  /** Weights in the order of {@link HEADS}. */
  bias: weightsSchema,
  /** Run of syllables, or finding of the rules (`@…`) → its weights in the order of {@link HEADS}. */
  terms: z.record(z.string(), weightsSchema),
});
/** See {@link modelSchema}. */
export type Model = z.infer<typeof modelSchema>;
