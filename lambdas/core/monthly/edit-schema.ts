import { z } from 'zod';
import { monthlyDraftArticleSchema } from './draft.ts';
import { keptPictureSchema, monthlySectionIdSchema } from './monthly-content.ts';

const articleId = z.string();
/** Index of a piece of the article. */
const piece = z.number().int().min(0);
const line = z.string().trim().min(1).max(500);

/** What an editor can do to the draft of a monthly; `articleId` is the `id` of an article of the draft. */
export const monthlyEditSchema = z.discriminatedUnion('kind', [
  /** `position` counts from 0 inside the section, after the article was taken out of its old place; too large is the end. */
  z.object({ kind: z.literal('move'), articleId, section: monthlySectionIdSchema, position: z.number().int().min(0) }),
  z.object({ kind: z.literal('title'), articleId, title: line }),
  z.object({ kind: z.literal('sapo'), articleId, sapo: z.string().trim().min(1).max(3_000).nullable() }),
  /** The lines below the text: byline as printed, `Theo:` and `Nguồn:`; of a signed contribution name and affiliation. */
  z.object({
    kind: z.literal('lines'),
    articleId,
    byline: line.nullable(),
    via: line.nullable(),
    site: line.nullable(),
    affiliation: line.nullable(),
  }),
  /** Exactly these pieces of text are left out of print; the others are printed again. */
  z.object({ kind: z.literal('strike'), articleId, pieces: z.array(piece) }),
  /** The text of an own contribution, as it is typed: see `typed-text.ts`. A paper's text is never rewritten. */
  z.object({ kind: z.literal('write'), articleId, text: z.string().trim().min(1).max(200_000) }),
  /** The workflow keeps the picture in the archive first. */
  z.object({ kind: z.literal('take-picture'), articleId, piece, picture: keptPictureSchema }),
  z.object({ kind: z.literal('drop-picture'), articleId, piece }),
  /** `before`: index of the piece it is to be printed before; beyond the last is the end. */
  z.object({ kind: z.literal('place-picture'), articleId, piece, before: piece }),
  z.object({ kind: z.literal('caption'), articleId, piece, caption: line.nullable(), credit: line.nullable() }),
  z.object({ kind: z.literal('drop'), articleId }),
  /** What was left out, or comes by link, or is an own contribution; the workflow composes it. Appended to its section. */
  z.object({ kind: z.literal('add'), article: monthlyDraftArticleSchema }),
  z.object({ kind: z.literal('name-editor'), name: line.nullable() }),
]);
/** See {@link monthlyEditSchema}. */
export type MonthlyEdit = z.infer<typeof monthlyEditSchema>;

/** An edit of one kind. */
export type MonthlyEditOf<Kind extends MonthlyEdit['kind']> = Extract<MonthlyEdit, { kind: Kind }>;
