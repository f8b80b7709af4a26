import { z } from 'zod';
import { sectionIdSchema } from '../section.ts';
import seed from './weights.json' with { type: 'json' };

/** What a phrase, or a sign written `@question`, adds to a score; an editor may change or strike any line. */
const addsSchema = z.record(z.string(), z.number());

/** Weights learned from labelled texts, on the scale of the hand-written ones and added to them. */
export const learnedWeightsSchema = z.object({
  version: z.literal(1),
  /** What they were learned from, for who must judge them; null: from nothing. */
  trainedOn: z
    .object({
      /** Day of the training. */
      day: z.string(),
      texts: z.number().int(),
      reform: z.number().int(),
      /** Texts with a section, by section. */
      sections: z.record(sectionIdSchema, z.number().int()),
      /** SHA-256 over the ids and labels learned from, first 16 digits. */
      labels: z.string(),
      /** SHA-256 over the hand-written lexicon they were fitted on top of, first 16 digits. */
      lexicon: z.string(),
    })
    .nullable(),
  /** The most that all of it together may move a score, up or down. */
  most: z.number(),
  /** How much a phrase counts in each part; in the text `textCap` times at most. */
  parts: z.object({ title: z.number(), lead: z.number(), text: z.number(), textCap: z.number().int() }),
  /** Syllables of the text that are read for learned phrases. */
  textRead: z.number().int(),
  /** Added to every report's score. */
  always: z.object({ reform: z.number(), sections: z.record(sectionIdSchema, z.number()) }),
  reform: addsSchema,
  sections: z.record(sectionIdSchema, addsSchema),
});
/** See {@link learnedWeightsSchema}. */
export type LearnedWeights = z.infer<typeof learnedWeightsSchema>;

/** The learned weights the house starts with. */
export function seedWeights(): LearnedWeights {
  return learnedWeightsSchema.parse(seed);
}

/** No learned weights: the hand-written lexicon alone. */
export function noWeights(): LearnedWeights {
  return {
    version: 1,
    trainedOn: null,
    most: 0,
    parts: { title: 1, lead: 0.5, text: 0.08, textCap: 3 },
    textRead: 250,
    always: { reform: 0, sections: {} },
    reform: {},
    sections: {},
  };
}
