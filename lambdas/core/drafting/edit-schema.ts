import { z } from 'zod';
import { daySchema, instantSchema } from '../calendar/instant.ts';
import { sectionIdSchema, sectionSchema } from '../sections/section.ts';
import { candidateSchema, clippingSchema } from './draft.ts';

const clippingId = z.string();

/** What an editor can do to a draft. */
export const editSchema = z.discriminatedUnion('kind', [
  /** `position` counts from 0 inside the section, after the clipping was taken out of its old place; too large is the end. */
  z.object({ kind: z.literal('move'), clippingId, section: sectionIdSchema, position: z.number().int().min(0) }),
  /** `paragraphs` is the whole text, one string a paragraph; a paragraph left as it was keeps its bold runs. */
  z.object({
    kind: z.literal('rewrite'),
    clippingId,
    title: z.string().trim().min(1),
    placePrefix: z.string().trim().min(1).nullable(),
    paragraphs: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('cite'),
    clippingId,
    site: z.string().trim().min(1),
    day: daySchema.nullable(),
    authors: z.array(z.string().trim().min(1)),
  }),
  z.object({ kind: z.literal('drop'), clippingId }),
  /** The workflow composes the clipping from the candidate's articles and says how its section is ordered. */
  z.object({
    kind: z.literal('restore'),
    candidateId: z.string(),
    clipping: clippingSchema,
    order: sectionSchema.shape.order,
  }),
  z.object({ kind: z.literal('take-newcomers'), candidates: z.array(candidateSchema), until: instantSchema }),
  z.object({ kind: z.literal('name-editor'), name: z.string().trim().min(1).nullable() }),
]);
/** See {@link editSchema}. */
export type Edit = z.infer<typeof editSchema>;

/** An edit of one kind. */
export type EditOf<Kind extends Edit['kind']> = Extract<Edit, { kind: Kind }>;
