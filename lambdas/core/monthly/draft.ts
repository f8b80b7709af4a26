import { z } from 'zod';
import { daySchema, instantSchema } from '../calendar/instant.ts';
import { blockSchema } from '../extraction/article.ts';
import { printingSchema } from '../sources/source.ts';
import { keptPictureSchema, monthlySectionIdSchema, monthSchema } from './monthly-content.ts';

/** A picture of the paper's article; printed where it was taken, which keeps it in the archive (`picture`). */
const draftPictureSchema = z.object({
  kind: z.literal('picture'),
  url: z.url(),
  /** Null until somebody took it; kept when it is dropped again. */
  picture: keptPictureSchema.nullable(),
  taken: z.boolean(),
  caption: z.string().nullable(),
  credit: z.string().nullable(),
  /** Index of the piece it is printed before; beyond the last is the end; absent: where the paper has it. */
  before: z.number().int().min(0).optional(),
});

/** Text of an article as the paper has it; `struck`: an editor left it out of print. */
const draftTextSchema = z.object({ kind: z.literal('text'), block: blockSchema, struck: z.boolean() });

/** A piece of an article in the draft; its index is its name in edits, so pieces are never removed. */
export const monthlyPieceSchema = z.discriminatedUnion('kind', [draftTextSchema, draftPictureSchema]);
/** See {@link monthlyPieceSchema}. */
export type MonthlyPiece = z.infer<typeof monthlyPieceSchema>;

/** An article in the draft of a monthly. */
export const monthlyDraftArticleSchema = z.object({
  /** Article id; of an own contribution a name of its own. */
  id: z.string(),
  section: monthlySectionIdSchema,
  /** Where the article is stored; null for an own contribution. */
  stored: z.object({ articleId: z.string(), firstSeenAt: instantSchema, sourceId: z.string() }).nullable(),
  url: z.url().nullable(),
  publishedOn: daySchema.nullable(),
  /** Gazetteer id, or null. */
  place: z.string().nullable(),
  title: z.string().min(1),
  sapo: z.string().nullable(),
  pieces: z.array(monthlyPieceSchema),
  byline: z.string().nullable(),
  via: z.string().nullable(),
  site: z.string().nullable(),
  affiliation: z.string().nullable(),
  printing: printingSchema,
  /** The text is a beginning: all the paper lets us print. */
  cut: z.boolean(),
  /** Marked for the monthly while its daily was edited. */
  picked: z.boolean(),
  score: z.number(),
  /** The dailies that printed it or its story, oldest first. */
  dailies: z.array(daySchema),
  /** Why it is here, in Vietnamese, short. */
  reasons: z.array(z.string()),
});
/** See {@link monthlyDraftArticleSchema}. */
export type MonthlyDraftArticle = z.infer<typeof monthlyDraftArticleSchema>;

/**
 * Why an article of the dailies is not in the monthly. `over-target`: the section was full; `same-story`: another article
 * tells it; `printed-before`: an earlier monthly had it; `excerpt-only`, `title-only`: what may be printed of its paper;
 * `gone`: its text is not stored any more; `no-text`: nothing was extracted that could be printed; `dropped`: by a person.
 */
export const leftOutWhySchema = z.enum([
  'over-target',
  'same-story',
  'printed-before',
  'excerpt-only',
  'title-only',
  'gone',
  'no-text',
  'dropped',
]);
/** See {@link leftOutWhySchema}. */
export type LeftOutWhy = z.infer<typeof leftOutWhySchema>;

/** An article that is not in the monthly, by reference. */
export const monthlyCandidateSchema = z.object({
  id: z.string(),
  section: monthlySectionIdSchema,
  stored: z.object({ articleId: z.string(), firstSeenAt: instantSchema, sourceId: z.string() }).nullable(),
  url: z.url().nullable(),
  title: z.string(),
  site: z.string().nullable(),
  place: z.string().nullable(),
  picked: z.boolean(),
  score: z.number(),
  dailies: z.array(daySchema),
  why: leftOutWhySchema,
  /** The article as it stood when a person took it out, edits and all. */
  article: monthlyDraftArticleSchema.optional(),
});
/** See {@link monthlyCandidateSchema}. */
export type MonthlyCandidate = z.infer<typeof monthlyCandidateSchema>;

/** What the editors work on: `drafts/monthly/<YYYY-MM>.json`, every write conditional on the ETag read. */
export const monthlyDraftSchema = z.object({
  version: z.literal(1),
  edition: z.literal('monthly'),
  issueKey: monthSchema,
  createdAt: instantSchema,
  /** Days of the dailies it was made from, both included. */
  days: z.object({ from: daySchema, to: daySchema }),
  /** Printed in the order of the sections, inside a section in this order. */
  articles: z.array(monthlyDraftArticleSchema),
  leftOut: z.array(monthlyCandidateSchema),
  /** Printed at the end; null: who approves. */
  editorName: z.string().nullable(),
  log: z.array(z.object({ at: instantSchema, by: z.string(), did: z.string() })),
  /** Set once, by the approval: from then on the draft does not change, see the daily's. */
  sealed: z.object({ by: z.string(), name: z.string(), at: instantSchema, fingerprint: z.string() }).optional(),
});
/** See {@link monthlyDraftSchema}. */
export type MonthlyDraft = z.infer<typeof monthlyDraftSchema>;
