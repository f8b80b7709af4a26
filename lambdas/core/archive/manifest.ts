import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';
import { editionSchema, issueKeySchema } from '../issue/issue-key.ts';

/** A revision that readers could or can see at its own address. */
export const visibleRevisionSchema = z.object({
  revision: z.number().int(),
  fingerprint: z.string(),
  publishedAt: instantSchema,
});
/** See {@link visibleRevisionSchema}. */
export type VisibleRevision = z.infer<typeof visibleRevisionSchema>;

/** An issue that was withdrawn: nothing of it is told but its name; a notice stands at the address of each revision. */
export const withdrawnIssueSchema = z.object({
  edition: editionSchema,
  issueKey: issueKeySchema,
  at: instantSchema,
  revisions: z.array(visibleRevisionSchema),
  imported: z.literal(true).optional(),
});
/** See {@link withdrawnIssueSchema}. */
export type WithdrawnIssue = z.infer<typeof withdrawnIssueSchema>;

/** One visible issue. */
export const manifestIssueSchema = z.object({
  edition: editionSchema,
  issueKey: issueKeySchema,
  revision: z.number().int(),
  fingerprint: z.string(),
  /** `SỐ 36` of a monthly; a daily has none. */
  number: z.number().int().optional(),
  /** Folder of its renderings, `daily/2026/11/23/1/` or `monthly/2026/11/1/`. */
  path: z.string(),
  /** Items of a daily, articles of a monthly. */
  clippings: z.number().int(),
  /** Titles in order, for the index pages and the feed. */
  titles: z.array(z.string()),
  /** When this revision was made visible. */
  publishedAt: instantSchema,
  /** Revisions before this one, oldest first; left out where this is the first. */
  earlier: z.array(visibleRevisionSchema).optional(),
  /** Read in from a printed bulletin: in indexes, catalogue and search, never the newest issue nor in a feed. */
  imported: z.literal(true).optional(),
});
/** See {@link manifestIssueSchema}. */
export type ManifestIssue = z.infer<typeof manifestIssueSchema>;

/** `manifest.json`: the visible issues, newest first; its replacement is the act of publishing. */
export const manifestSchema = z.object({
  version: z.literal(1),
  issues: z.array(manifestIssueSchema),
  /** Newest first; left out by a house that never withdrew one. */
  withdrawn: z.array(withdrawnIssueSchema).optional(),
});
/** See {@link manifestSchema}. */
export type Manifest = z.infer<typeof manifestSchema>;
