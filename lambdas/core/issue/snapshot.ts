import { z } from 'zod';
import { daySchema, instantSchema } from '../calendar/instant.ts';
import { citationSchema, gatheredSchema, otherPaperSchema, windowSchema } from '../drafting/draft.ts';
import { blockSchema } from '../extraction/article.ts';
import { sectionIdSchema } from '../sections/section.ts';
import { printingSchema } from '../sources/source.ts';

/** The fixed words of the bulletin's face; data of the house (`settings/masthead.json`). */
export const mastheadSchema = z.object({
  version: z.literal(1),
  /** `Bản tin Điểm báo`. */
  bulletin: z.string(),
  /** `CẢI CÁCH HÀNH CHÍNH`. */
  subject: z.string(),
  /** `(Phát hành hàng ngày từ thứ Hai đến thứ Sáu)`. */
  frequency: z.string(),
  /** `Trong ngày, một số vấn đề được báo chí quan tâm phản ánh:`. */
  opening: z.string(),
  /** The office that issues it. */
  publisher: z.string(),
});
/** See {@link mastheadSchema}. */
export type Masthead = z.infer<typeof mastheadSchema>;

/** A numbered, frozen clipping. */
export const frozenClippingSchema = z.object({
  id: z.string(),
  /** 1…N through the sections. */
  number: z.number().int().min(1),
  /** With its place prefix: the very string of the contents and of the heading above the body. */
  title: z.string().min(1),
  place: z.string().nullable(),
  body: z.array(blockSchema),
  cut: z.boolean(),
  citation: citationSchema,
  url: z.url(),
  others: z.array(otherPaperSchema),
  printing: printingSchema,
});
/** See {@link frozenClippingSchema}. */
export type FrozenClipping = z.infer<typeof frozenClippingSchema>;

/** What the fingerprint is taken of. */
export const snapshotContentSchema = z.object({
  edition: z.literal('daily'),
  issueKey: daySchema,
  masthead: mastheadSchema,
  sections: z.array(
    z.object({ id: sectionIdSchema, title: z.string(), clippings: z.array(frozenClippingSchema).min(1) }),
  ),
  editorName: z.string(),
  window: windowSchema,
  gathered: gatheredSchema,
});
/** See {@link snapshotContentSchema}. */
export type SnapshotContent = z.infer<typeof snapshotContentSchema>;

/** Who approved what, when. */
export const approvalSchema = z.object({ by: z.string(), name: z.string(), at: instantSchema });
/** See {@link approvalSchema}. */
export type Approval = z.infer<typeof approvalSchema>;

/** The frozen content of an issue; stored at `snapshots/<fingerprint>.json`. */
export const snapshotSchema = z.object({
  version: z.literal(1),
  /** SHA-256, hex, of the canonical JSON of `content`. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  revision: z.number().int().min(1),
  approval: approvalSchema,
  content: snapshotContentSchema,
});
/** See {@link snapshotSchema}. */
export type Snapshot = z.infer<typeof snapshotSchema>;
