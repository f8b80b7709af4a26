import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';
import { editionSchema, issueKeySchema } from '../issue/issue-key.ts';

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
  publishedAt: instantSchema,
});
/** See {@link manifestIssueSchema}. */
export type ManifestIssue = z.infer<typeof manifestIssueSchema>;

/** `manifest.json`: the visible issues, newest first; its replacement is the act of publishing. */
export const manifestSchema = z.object({ version: z.literal(1), issues: z.array(manifestIssueSchema) });
/** See {@link manifestSchema}. */
export type Manifest = z.infer<typeof manifestSchema>;
