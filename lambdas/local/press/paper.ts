import { z } from 'zod';
import { daySchema, instantSchema } from '../../core/calendar/instant.ts';
import { siteRulesSchema, sourceSchema } from '../../core/sources/source.ts';

/** The page systems: one template each in `pages/`. `missing` answers 404. */
const pageSchema = z.enum([
  'amp',
  'classic',
  'json-ld',
  'json-ld-graph',
  'meta-only',
  'missing',
  'old-portal',
  'photo-story',
  'tables',
  'time-element',
  'time-in-text',
  'video',
  'visible-date',
]);

/** A feed and what is odd about it. */
const feedSchema = z.strictObject({
  path: z.string().startsWith('/'),
  format: z.enum(['rss', 'atom']).default('rss'),
  /** `tracking`: with `utm_…` parameters; `relative`: without scheme and host. */
  links: z.enum(['absolute', 'relative', 'tracking']).default('absolute'),
  /** How a date is written: `Mon, 23 Nov 2026 14:20:00 +0700` and its cousins. */
  dates: z.enum(['rfc822', 'gmt', 'colon-offset', 'two-digit-year', 'slashes', 'iso']).default('rfc822'),
  /** `html`: the summary holds a picture and a link round the text. */
  summaries: z.enum(['text', 'html']).default('text'),
  /** True: answers a conditional request with 304. */
  etag: z.boolean().default(false),
  /** Only articles under these rubrics; without it all. */
  rubrics: z.array(z.string()).optional(),
});
/** See {@link feedSchema}. */
export type PaperFeed = z.infer<typeof feedSchema>;

/** An invented article; every text may hold date words (`{{hôm qua}}`, see `date-words.ts`). */
const draftArticleSchema = z.strictObject({
  /** Name of the story for tests; null: no news of reform, to be left out. */
  story: z.string().nullable(),
  /** When it was published: `hôm qua 14:20` or `hôm nay 05:10`. */
  at: z.string().regex(/^hôm (qua|nay) \d\d:\d\d$/),
  rubric: z.string(),
  title: z.string(),
  lead: z.string(),
  /** As printed under the article: `Lê Thu Hà`, `Theo TTXVN`. */
  byline: z.string(),
  /** Another page system than the paper's own. */
  page: pageSchema.optional(),
  /** Paragraphs; `[ảnh] caption | credit` is a picture, `? …` an interviewer's question. */
  body: z.array(z.string()),
});
/** See {@link draftArticleSchema}. */
export type DraftArticle = z.infer<typeof draftArticleSchema>;

/** One invented newspaper: `papers/<id>.json`. */
export const paperSchema = z.strictObject({
  ...sourceSchema.pick({ id: true, name: true, citeAs: true, hosts: true, kind: true, place: true, rank: true }).shape,
  page: pageSchema,
  /** Agency sign before the lead: `(CVO) - `. */
  prefix: z.string().default(''),
  /** `eth`: writes `Ð` for `Đ`; `nfd`: decomposed letters. */
  letters: z.enum(['nfc', 'eth', 'nfd']).default('nfc'),
  /** `mislabelled`: UTF-8 bytes under a header that says Latin-1. */
  charset: z.enum(['utf-8', 'windows-1258', 'mislabelled']).default('utf-8'),
  /** Path of an article: `{slug}`, `{rubric}`, `{yyyy}`, `{yy}`, `{mm}`, `{dd}`, `{hh}`, `{min}`, `{n}`. */
  address: z.string().startsWith('/'),
  feeds: z.array(feedSchema).default([]),
  /** A page of links where there is no feed. */
  sectionPage: z.strictObject({ path: z.string().startsWith('/'), links: z.string() }).optional(),
  /** What the general extractor has to be told about its pages. */
  rules: siteRulesSchema.nullable().default(null),
  /** True: nothing answers. */
  down: z.boolean().default(false),
  articles: z.array(draftArticleSchema),
});
/** See {@link paperSchema}. */
export type Paper = z.infer<typeof paperSchema>;

/** An invented article as it stands on one issue's day. */
export const sampleArticleSchema = z.object({
  sourceId: z.string(),
  story: z.string().nullable(),
  page: pageSchema,
  url: z.url(),
  publishedAt: instantSchema,
  /** Day in Viet Nam on which it was published. */
  day: daySchema,
  rubric: z.string(),
  title: z.string(),
  lead: z.string(),
  byline: z.string(),
  body: z.array(z.string()),
});
/** See {@link sampleArticleSchema}. */
export type SampleArticle = z.infer<typeof sampleArticleSchema>;
