import { z } from 'zod';
import { daySchema } from '../calendar/instant.ts';
import { runSchema } from '../extraction/article.ts';
import { laterLife } from '../issue/correction.ts';
import { mailExtentSchema } from '../issue/mail-extent.ts';
import { printingSchema } from '../sources/source.ts';

/** A calendar month in Viet Nam, `YYYY-MM`: the key of a monthly. */
export const monthSchema = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'a month is written YYYY-MM');
/** See {@link monthSchema}. */
export type Month = z.infer<typeof monthSchema>;

/**
 * A picture kept in the archive under `pictures/<id>/`: `mail.jpg`, `web.jpg` and `print.jpg`, made once and never changed.
 * `id` is the SHA-256, hex, of the bytes that were fetched; `width` and `height` are pixels of the print size.
 */
export const keptPictureSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{64}$/),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
});
/** See {@link keptPictureSchema}. */
export type KeptPicture = z.infer<typeof keptPictureSchema>;

/** A typed piece of a monthly article; as an article's block, but its pictures are kept ones. */
export const monthlyBlockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paragraph'), runs: z.array(runSchema) }),
  z.object({ kind: z.literal('heading'), runs: z.array(runSchema) }),
  z.object({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(z.array(runSchema)) }),
  z.object({ kind: z.literal('table'), rows: z.array(z.array(z.string())) }),
  z.object({
    kind: z.literal('picture'),
    picture: keptPictureSchema,
    caption: z.string().nullable(),
    credit: z.string().nullable(),
  }),
]);
/** See {@link monthlyBlockSchema}. */
export type MonthlyBlock = z.infer<typeof monthlyBlockSchema>;

/** An article of the monthly, whole, or a contribution signed by an official. */
export const monthlyArticleSchema = z.object({
  id: z.string(),
  title: z.string().min(1),
  /** The lead paragraph, printed bold. */
  sapo: z.string().nullable(),
  body: z.array(monthlyBlockSchema),
  /** As the paper gives it: `Bài, ảnh: ANH KHOA`; of a signed contribution the author's name, printed under the title. */
  byline: z.string().nullable(),
  /** `Theo: moha.gov.vn`: the site the paper itself took it from; null where it did not say. */
  via: z.string().nullable(),
  /** `Nguồn: baocantho.com.vn`; null for an own article. */
  site: z.string().nullable(),
  url: z.url().nullable(),
  publishedOn: daySchema.nullable(),
  /** Footnote `(*)` of a signed contribution: `Thành ủy viên, Giám đốc Sở Nội vụ`; null for an article of a paper. */
  affiliation: z.string().nullable(),
  printing: printingSchema,
  /** `(gỡ ngày 24/11/2026)`: its words are gone. Never in a stored snapshot, see `../issue/redact.ts`. */
  withdrawn: z.string().optional(),
});
/** See {@link monthlyArticleSchema}. */
export type MonthlyArticle = z.infer<typeof monthlyArticleSchema>;

/** The fixed words of the monthly's cover; data of the house (`settings/monthly.json`). */
export const monthlyMastheadSchema = z.object({
  version: z.literal(1),
  /** `BẢN TIN ĐIỆN TỬ`. */
  bulletin: z.string(),
  /** `CẢI CÁCH HÀNH CHÍNH THÀNH PHỐ CẦN THƠ`. */
  subject: z.string(),
  /** The standing agency, below `CƠ QUAN THƯỜNG TRỰC:`. */
  agency: z.string(),
  /** The editorial board, below `BAN BIÊN TẬP:`. */
  board: z.string(),
  website: z.string(),
  email: z.string(),
  /** Absent: full. */
  mail: mailExtentSchema.optional(),
});
/** See {@link monthlyMastheadSchema}. */
export type MonthlyMasthead = z.infer<typeof monthlyMastheadSchema>;

/** The two sections of the monthly, in order. */
export const monthlySectionIdSchema = z.enum(['trung-uong', 'dia-phuong']);
/** See {@link monthlySectionIdSchema}. */
export type MonthlySectionId = z.infer<typeof monthlySectionIdSchema>;

/** What the fingerprint of a monthly is taken of; its number (`SỐ 36`) stands in the snapshot beside it. */
export const monthlyContentSchema = z.object({
  edition: z.literal('monthly'),
  issueKey: monthSchema,
  masthead: monthlyMastheadSchema,
  sections: z.array(
    z.object({ id: monthlySectionIdSchema, title: z.string(), articles: z.array(monthlyArticleSchema).min(1) }),
  ),
  editorName: z.string(),
  ...laterLife,
});
/** See {@link monthlyContentSchema}. */
export type MonthlyContent = z.infer<typeof monthlyContentSchema>;
