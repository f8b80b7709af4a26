import { z } from 'zod';
import { daySchema, type Instant, instantSchema } from '../calendar/instant.ts';
import { citationSchema, gatheredSchema, otherPaperSchema, windowSchema } from '../drafting/draft.ts';
import { blockSchema } from '../extraction/article.ts';
import { type MonthlyContent, monthlyContentSchema } from '../monthly/monthly-content.ts';
import { sectionIdSchema } from '../sections/section.ts';
import { printingSchema } from '../sources/source.ts';
import { laterLife } from './correction.ts';
import { mailExtentSchema } from './mail-extent.ts';

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
  /** Absent: full. */
  mail: mailExtentSchema.optional(),
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
  /** Null of a clipping imported from a printed bulletin, which names its paper and no address. */
  url: z.url().nullable(),
  others: z.array(otherPaperSchema),
  printing: printingSchema,
  /** `(gỡ ngày 24/11/2026)`: its place is kept, its words are gone. Never in a stored snapshot, see `redact.ts`. */
  withdrawn: z.string().optional(),
});
/** See {@link frozenClippingSchema}. */
export type FrozenClipping = z.infer<typeof frozenClippingSchema>;

/** What the fingerprint of a daily is taken of. */
export const dailyContentSchema = z.object({
  edition: z.literal('daily'),
  issueKey: daySchema,
  masthead: mastheadSchema,
  sections: z.array(
    z.object({ id: sectionIdSchema, title: z.string(), clippings: z.array(frozenClippingSchema).min(1) }),
  ),
  editorName: z.string(),
  window: windowSchema,
  gathered: gatheredSchema,
  ...laterLife,
});
/** See {@link dailyContentSchema}. */
export type DailyContent = z.infer<typeof dailyContentSchema>;

/** The content of an issue of either edition; `edition` tells them apart. */
export type IssueContent = DailyContent | MonthlyContent;

/** Who approved what, when. */
export const approvalSchema = z.object({ by: z.string(), name: z.string(), at: instantSchema });
/** See {@link approvalSchema}. */
export type Approval = z.infer<typeof approvalSchema>;

/** What of an issue is no longer shown; `number` null: nothing of it is. */
export interface WithdrawnPart {
  readonly number: number | null;
  readonly at: Instant;
  /** Of a whole issue: what links to its sections and items name, so that they still end somewhere. */
  readonly places?: readonly string[] | undefined;
}

/** An issue as it was frozen; stored at `snapshots/<fingerprint>.json`. */
export interface SnapshotOf<C extends IssueContent> {
  readonly version: 1;
  /** SHA-256, hex, of the canonical JSON of `content`. */
  readonly fingerprint: string;
  readonly revision: number;
  /** `SỐ 36` of a monthly, given when it is approved; absent before, and always of a daily. */
  readonly number?: number | undefined;
  readonly approval: Approval;
  readonly content: C;
  /** Only in what `redacted` returns, never stored. */
  readonly withdrawn?: readonly WithdrawnPart[] | undefined;
}
/** See {@link SnapshotOf}. */
export type DailySnapshot = SnapshotOf<DailyContent>;
/** See {@link SnapshotOf}. */
export type MonthlySnapshot = SnapshotOf<MonthlyContent>;
/** See {@link SnapshotOf}. */
export type Snapshot = DailySnapshot | MonthlySnapshot;

const frozen = {
  version: z.literal(1),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  revision: z.number().int().min(1),
  number: z.number().int().min(1).optional(),
  approval: approvalSchema,
};
/** A stored snapshot of a daily. */
export const dailySnapshotSchema = z.object({ ...frozen, content: dailyContentSchema });
const monthlySnapshotSchema = z.object({ ...frozen, content: monthlyContentSchema });
/** A stored snapshot of either edition. */
export const snapshotSchema = z.union([dailySnapshotSchema, monthlySnapshotSchema]);

/** Whether a snapshot is of a daily. */
export function isDaily(snapshot: Snapshot): snapshot is DailySnapshot {
  return snapshot.content.edition === 'daily';
}
