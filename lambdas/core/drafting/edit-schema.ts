import { z } from 'zod';
import { daySchema, instantSchema } from '../calendar/instant.ts';
import { blockSchema } from '../extraction/article.ts';
import { sectionIdSchema, sectionSchema } from '../sections/section.ts';
import { correctSchema, waveSchema } from './correct.ts';
import { candidateSchema, clippingSchema, otherPaperSchema } from './draft.ts';
import { sentenceSchema } from './sentence.ts';

const clippingId = z.string();

/** What an editor can do to a draft. */
export const editSchema = z.discriminatedUnion('kind', [
  /** `position` counts from 0 inside the section, after the clipping was taken out of its old place; too large is the end. */
  z.object({
    kind: z.literal('move'),
    clippingId,
    section: sectionIdSchema,
    position: z.number().int().min(0),
    /** The section's printed title, for the log. */
    called: z.string().optional(),
  }),
  /** `paragraphs` is the whole text, one string a paragraph; a paragraph left as it was keeps its bold runs. */
  z.object({
    kind: z.literal('rewrite'),
    clippingId,
    title: z.string().trim().min(1),
    placePrefix: z.string().trim().min(1).nullable(),
    paragraphs: z.array(z.string()),
    /** The article as the paper printed it, by which the editor's own words are told; the workflow looks it up. */
    paper: z.array(blockSchema).optional(),
  }),
  sentenceSchema,
  z.object({
    kind: z.literal('cite'),
    clippingId,
    /** Empty where an own piece names none. */
    site: z.string().trim(),
    day: daySchema.nullable(),
    authors: z.array(z.string().trim().min(1)),
    /** Of an own piece; where left out it stays as it was. */
    affiliation: z.string().trim().optional(),
    /** The agency whose text it is; where left out it stays as it was. */
    agency: z.string().trim().min(1).nullable().optional(),
  }),
  z.object({ kind: z.literal('drop'), clippingId }),
  /** Marks a clipping for the monthly, or takes the mark back. */
  z.object({ kind: z.literal('pick'), clippingId, picked: z.boolean() }),
  /** The workflow composes the clipping from the candidate's articles and says how its section is ordered. */
  z.object({
    kind: z.literal('restore'),
    candidateId: z.string(),
    clipping: clippingSchema,
    order: sectionSchema.shape.order,
    /** The section's printed title, for the log. */
    called: z.string().optional(),
  }),
  /** A clipping that comes from no pool: added by its link, pasted, or written by the house. */
  z.object({
    kind: z.literal('insert'),
    clipping: clippingSchema,
    order: sectionSchema.shape.order,
    /** The section's printed title, for the log. */
    called: z.string().optional(),
  }),
  z.object({ kind: z.literal('take-newcomers'), candidates: z.array(candidateSchema), until: instantSchema }),
  /** A story fetched from the store because a person asked for it; it waits in the tray. */
  z.object({ kind: z.literal('admit'), candidate: candidateSchema }),
  /** The day an undated story was published, as a person found it. */
  z.object({ kind: z.literal('date'), candidateId: z.string(), day: daySchema }),
  /** The clipping or candidate `clippingId` becomes other papers (`papers`) of the clipping `into`. */
  z.object({
    kind: z.literal('merge'),
    clippingId,
    into: z.string(),
    /** Its articles, the leading one first; the workflow looks them up. */
    papers: z.array(otherPaperSchema).min(1),
  }),
  /** Another paper of a clipping becomes a clipping of its own (`clipping`, composed by the workflow), right behind it. */
  z.object({ kind: z.literal('split'), clippingId, articleId: z.string(), clipping: clippingSchema }),
  /** Another paper of a clipping is printed instead (`clipping`, composed by the workflow); the present one becomes `paper`. */
  z.object({
    kind: z.literal('lead'),
    clippingId,
    articleId: z.string(),
    clipping: clippingSchema,
    paper: otherPaperSchema,
  }),
  correctSchema,
  waveSchema,
  z.object({ kind: z.literal('name-editor'), name: z.string().trim().min(1).nullable() }),
]);
/** See {@link editSchema}. */
export type Edit = z.infer<typeof editSchema>;

/** An edit of one kind. */
export type EditOf<Kind extends Edit['kind']> = Extract<Edit, { kind: Kind }>;
