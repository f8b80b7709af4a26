import { z } from 'zod';
import { daySchema, instantSchema } from '../calendar/instant.ts';
import { blockSchema } from '../extraction/article.ts';
import { sectionIdSchema } from '../sections/section.ts';
import { printingSchema } from '../sources/source.ts';
import { failureKindSchema } from '../sources/visit.ts';
import { markSchema } from '../stories/mark.ts';
import { rulingSchema } from '../stories/ruling.ts';

/** `(Baophapluat.vn 05/9, Lê Hồng)` in its parts; printed by `citation.ts`. */
export const citationSchema = z.object({
  site: z.string(),
  /** Day of publication in Viet Nam, or null where unknown: then only the site is printed. */
  day: daySchema.nullable(),
  authors: z.array(z.string()),
  agency: z.string().nullable(),
  /** Where the author of an own piece serves, as printed; such a piece names neither site nor day. Left out elsewhere. */
  affiliation: z.string().optional(),
});
/** See {@link citationSchema}. */
export type Citation = z.infer<typeof citationSchema>;

/** Another paper that told the story. */
export const otherPaperSchema = z.object({ articleId: z.string(), site: z.string(), title: z.string(), url: z.url() });
/** See {@link otherPaperSchema}. */
export type OtherPaper = z.infer<typeof otherPaperSchema>;

/**
 * `newcomer` waits in the tray; `dropped` was taken out by a person, `asked-for` fetched from the store by one; the others
 * by rule. `place-share`: its province has a clipping already; `already-run`: an earlier issue printed it.
 */
const whySchema = z.enum([
  'newcomer',
  'asked-for',
  'dropped',
  'section-full',
  'paper-share',
  'place-share',
  'already-run',
  'undated',
  'below-threshold',
]);

/** One item of the draft; its number is its position, so it is not stored. */
export const clippingSchema = z.object({
  /** Id of the story it was made from (stable while the draft lives). */
  id: z.string(),
  articleId: z.string(),
  sourceId: z.string(),
  url: z.url(),
  /** When the article was first seen: the day prefix it is stored under, needed when a dropped clipping is restored. */
  firstSeenAt: instantSchema.optional(),
  /** When the paper published it, null where unknown; left out by drafts older than the field. */
  publishedAt: instantSchema.nullable().optional(),
  section: sectionIdSchema,
  /** Section the rules gave it before any person moved it; null where they gave none; left out by older drafts. */
  sortedAs: sectionIdSchema.nullable().optional(),
  /** Why it was not in the issue until a person brought it in; left out where the rules chose it. */
  broughtInFrom: whySchema.optional(),
  /** Gazetteer id, or null. */
  place: z.string().nullable(),
  /** Printed before the title with a colon (`Bắc Giang`), or null. */
  placePrefix: z.string().nullable(),
  title: z.string().min(1),
  body: z.array(blockSchema),
  /** True where the end was cut: `...` is printed. */
  cut: z.boolean(),
  citation: citationSchema,
  others: z.array(otherPaperSchema),
  printing: printingSchema,
  score: z.number(),
  /** Why it is here and in this section, in Vietnamese, short. */
  reasons: z.array(z.string()),
  /** True once a person changed its title, prefix or text. */
  edited: z.boolean(),
  /** Words of the text that an editor typed and the paper did not print, in order; left out where there are none. */
  ownWords: z.array(z.string()).optional(),
  /** What an earlier issue says of the story, for the desk only. */
  mark: markSchema.nullable().optional(),
  /** Why this paper's article leads, in Vietnamese, the strongest reason first; left out by older drafts. */
  leadReasons: z.array(z.string()).optional(),
  /** True once an editor marked it for the monthly; left out otherwise. */
  pickedForMonthly: z.boolean().optional(),
  /** How an editor brought it in: by its link, by pasting its text, as an own piece; left out where the pool gave it. */
  origin: z.enum(['link', 'pasted', 'own']).optional(),
});
/** See {@link clippingSchema}. */
export type Clipping = z.infer<typeof clippingSchema>;

/** A story that is not in the issue, by reference: a newcomer in the tray or one left out. */
export const candidateSchema = z.object({
  /** Id of the story. */
  id: z.string(),
  /** Its lead article and members, to be loaded when it is restored. */
  articleId: z.string(),
  /** Day prefix under which the lead article is stored. */
  firstSeenAt: instantSchema,
  /** When the paper published it, null where unknown; left out by drafts older than the field. */
  publishedAt: instantSchema.nullable().optional(),
  /** How the article begins, about two lines, so that it can be judged without opening it. */
  lead: z.string().optional(),
  members: z.array(z.string()),
  title: z.string(),
  site: z.string(),
  url: z.url(),
  section: sectionIdSchema,
  place: z.string().nullable(),
  score: z.number(),
  reasons: z.array(z.string()),
  /** What an earlier issue says of the story. */
  mark: markSchema.nullable().optional(),
  /** Section the rules gave it; null where they gave none; left out by older drafts. */
  sortedAs: sectionIdSchema.nullable().optional(),
  /** Why that article leads. */
  leadReasons: z.array(z.string()).optional(),
  /** Id of the clipping whose story it tells too: it may be taken as one more paper of that clipping. */
  joins: z.string().optional(),
  /** Day of publication as an editor found it, where the page gave none. */
  dayGiven: daySchema.optional(),
  /** The clipping as it stood when a person took it out, edits and all. */
  clipping: clippingSchema.optional(),
  /** Why it is not in the issue. */
  why: whySchema,
});
/** See {@link candidateSchema}. */
export type Candidate = z.infer<typeof candidateSchema>;

/** A source that could not be read for this draft. */
export const missingSourceSchema = z.object({
  sourceId: z.string(),
  name: z.string(),
  failure: z.union([failureKindSchema, z.enum(['silent', 'stale', 'never-visited', 'not-lately'])]),
  detail: z.string(),
});
/** See {@link missingSourceSchema}. */
export type MissingSource = z.infer<typeof missingSourceSchema>;

/** What was gathered for an issue, for the sources line, the report and the proof box. */
export const gatheredSchema = z.object({
  sources: z.number().int(),
  read: z.number().int(),
  missing: z.array(missingSourceSchema),
  entries: z.number().int(),
  articles: z.number().int(),
  stories: z.number().int(),
});
/** See {@link gatheredSchema}. */
export type Gathered = z.infer<typeof gatheredSchema>;

/** An issue's window: articles first seen or published after `from`, up to `to`. */
export const windowSchema = z.object({ from: instantSchema, to: instantSchema });
/** See {@link windowSchema}. */
export type Window = z.infer<typeof windowSchema>;

/** A list of the draft in which a story stands. */
const listSchema = z.enum(['clippings', 'leftOut', 'tray']);

/** What brings a draft back to how it was before a step, touching nothing the step did not touch. */
export const patchSchema = z.object({
  /** Where each story stood (`list` null: nowhere), behind which one, and how it read. */
  items: z.array(
    z.object({
      id: z.string(),
      list: listSchema.nullable(),
      index: z.number().int(),
      behind: z.string().nullable(),
      clipping: clippingSchema.optional(),
      candidate: candidateSchema.optional(),
    }),
  ),
  rulings: z.object({ add: z.array(rulingSchema), remove: z.array(rulingSchema) }),
  waved: z.object({ add: z.array(z.string()), remove: z.array(z.string()) }),
  setAside: z.object({ add: z.array(clippingSchema), remove: z.array(z.string()) }),
  /** The editor of the day as named before, where the step changed it. */
  editorName: z.string().nullable().optional(),
});
/** See {@link patchSchema}. */
export type Patch = z.infer<typeof patchSchema>;

/** One press of a button, kept so that whoever pressed can take it back, over reloads too. */
export const stepSchema = z.object({
  by: z.string(),
  did: z.string(),
  /** Length of the log right after it. */
  at: z.number().int(),
  touched: z.array(z.string()),
  /** True once it was taken back: `patch` then does it again. */
  undone: z.boolean(),
  patch: patchSchema,
});
/** See {@link stepSchema}. */
export type Step = z.infer<typeof stepSchema>;

/** What the editor works on; one per edition and date, every write conditional on the ETag read. */
export const draftSchema = z.object({
  version: z.literal(1),
  edition: z.literal('daily'),
  issueKey: daySchema,
  createdAt: instantSchema,
  window: windowSchema,
  gathered: gatheredSchema,
  /** Printed in sections in the order of the section list, inside a section in this order. */
  clippings: z.array(clippingSchema),
  /** Left out by rule or dropped by a person; one click brings them back. */
  leftOut: z.array(candidateSchema),
  /** Newcomers since the draft was laid out; never moved into the draft by themselves. */
  tray: z.array(candidateSchema),
  /** Editor of the day as printed; null: who approves. */
  editorName: z.string().nullable(),
  /** What editors decided about which articles tell one story; oldest first; left out by older drafts. */
  rulings: z.array(rulingSchema).optional(),
  /** Clippings whose words a person had changed before they were merged or led by another paper; found again by article. */
  setAside: z.array(clippingSchema).optional(),
  /** Keys of the proof-reader's findings that editors let stand; left out by older drafts. */
  waved: z.array(z.string()).optional(),
  /** Who did what, newest last. */
  log: z.array(
    z.object({
      at: instantSchema,
      by: z.string(),
      did: z.string(),
      /** Ids of the stories it changed, by which edits of two people are told apart; left out: it may be any. */
      touched: z.array(z.string()).optional(),
    }),
  ),
  /** The newest steps, oldest first, for taking back and doing again. */
  history: z.array(stepSchema).optional(),
  /**
   * Set once, by the approval and under the ETag the approver saw: from then on the draft does not change, and the issue
   * is the snapshot with this fingerprint, whatever of the approval is still to be done.
   */
  sealed: z.object({ by: z.string(), name: z.string(), at: instantSchema, fingerprint: z.string() }).optional(),
});
/** See {@link draftSchema}. */
export type Draft = z.infer<typeof draftSchema>;
