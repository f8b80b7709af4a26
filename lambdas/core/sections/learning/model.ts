import { z } from 'zod';
import { daySchema } from '../../calendar/instant.ts';
import { sectionIdSchema } from '../section.ts';

/** Bytes of a model as JSON, at most: it is read with every pool. */
export const MODEL_BYTES = 64 * 1024;

/** One for each question: does the bulletin want it, then is it of each of `sections`. */
const weightsSchema = z.array(z.number()).min(2);

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
  /** The sections it knows, in the order of its weights; models made before it was written down knew these four. */
  sections: z.array(sectionIdSchema).min(1).default(['chu-truong', 'dia-phuong', 'quan-ly', 'phan-tich']),
  bias: weightsSchema,
  /** Run of syllables, or finding of the rules (`@…`) → its weights. */
  terms: z.record(z.string(), weightsSchema),
});
/** See {@link modelSchema}. */
export type Model = z.infer<typeof modelSchema>;
