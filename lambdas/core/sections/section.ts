import { z } from 'zod';

/** Id of a section of the bulletin: a short name in small letters (`chu-truong`); which there are is data (`sections.json`). */
export const sectionIdSchema = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);
/** See {@link sectionIdSchema}. */
export type SectionId = z.infer<typeof sectionIdSchema>;

/** A fixed heading of the bulletin. */
export const sectionSchema = z.object({
  id: sectionIdSchema,
  /** As printed: `CHỦ TRƯƠNG CẢI CÁCH`. */
  title: z.string(),
  /** `province`: by official province code; `weight`: by score. */
  order: z.enum(['province', 'weight']),
  /** Most clippings the first draft puts here; the rest is left out, one click away. */
  target: z.number().int(),
});
/** See {@link sectionSchema}. */
export type Section = z.infer<typeof sectionSchema>;

/** Is it reform news, and where does it belong; always with its reasons, in Vietnamese. */
export const classificationSchema = z.object({
  reform: z.boolean(),
  /** Weight of evidence; ≥ 1 means reform. */
  score: z.number(),
  section: sectionIdSchema.nullable(),
  /** Id in the gazetteer of the province the article is about, or null. */
  place: z.string().nullable(),
  reasons: z.array(z.string()),
});
/** See {@link classificationSchema}. */
export type Classification = z.infer<typeof classificationSchema>;
