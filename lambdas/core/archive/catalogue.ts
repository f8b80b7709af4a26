import { z } from 'zod';
import { daySchema } from '../calendar/instant.ts';

/** One clipping of a daily or article of a monthly, as the archive's pages and its exact look-up list it. */
export const catalogueEntrySchema = z.object({
  edition: z.enum(['daily', 'monthly']),
  /** `2026-11-23` of a daily, `2026-11` of a monthly. */
  issueKey: z.string().regex(/^\d{4}-\d{2}(?:-\d{2})?$/),
  revision: z.number().int().min(1),
  fingerprint: z.string(),
  /** 1…N through the sections. */
  number: z.number().int().min(1),
  /** Its place on the page of its issue: `tin-3` in a daily, `bai-3` in a monthly. */
  anchor: z.string(),
  title: z.string().min(1),
  /** Id of its section; the two of the monthly are `ban-tin-trung-uong` and `ban-tin-dia-phuong`. */
  section: z.string().regex(/^[a-z-]+$/),
  sectionTitle: z.string(),
  /** Gazetteer id, or null. */
  place: z.string().nullable(),
  /** Site of the paper as it was cited; empty for an own article of the house. */
  site: z.string(),
  url: z.url().nullable(),
  publishedOn: daySchema.nullable(),
  /** Numbers of documents named in title and printed text: `57-NQ/TW`. */
  documents: z.array(z.string()),
  /** The day it is filed under: of a daily its own, of a monthly the first of its month. */
  day: daySchema,
});
/** See {@link catalogueEntrySchema}. */
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;

/**
 * `catalogue/<year>.json`: every clipping of a year, newest day first, inside an issue by number. It may hold revisions that
 * are not visible yet or no longer: what readers may be shown is `visibleEntries`. Derived from snapshots, never the truth.
 */
export const catalogueSchema = z.object({
  version: z.literal(1),
  year: z.string().regex(/^\d{4}$/),
  entries: z.array(catalogueEntrySchema),
});
/** See {@link catalogueSchema}. */
export type Catalogue = z.infer<typeof catalogueSchema>;
