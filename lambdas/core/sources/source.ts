import { z } from 'zod';
import { type Day, daySchema } from '../calendar/instant.ts';

/** How the general extractor is told what a paper does in its own way; CSS selectors, all optional. */
export const siteRulesSchema = z.object({
  title: z.string().optional(),
  lead: z.string().optional(),
  body: z.string().optional(),
  author: z.string().optional(),
  published: z.string().optional(),
  /** Elements inside the body that are not the article. */
  remove: z.array(z.string()).optional(),
});
/** See {@link siteRulesSchema}. */
export type SiteRules = z.infer<typeof siteRulesSchema>;

/** A section page read as a list of links where there is no usable feed. */
export const listingPageSchema = z.object({
  url: z.url(),
  /** CSS selector of the links to articles. */
  links: z.string(),
});

/** What may be printed of a paper: near the full text, the lead only, or the title and the link only. */
export const printingSchema = z.enum(['full', 'excerpt', 'title']);
/** See {@link printingSchema}. */
export type Printing = z.infer<typeof printingSchema>;

/** A source that is not read for a while, by a person's decision; `until` is the day it is read again, null: until a person says so. */
const sourcePauseSchema = z.object({ reason: z.string().min(1), until: daySchema.nullable() });
/** See {@link sourcePauseSchema}. */
export type SourcePause = z.infer<typeof sourcePauseSchema>;

/** A newspaper or portal the house is allowed to read; how to list and extract it is data. */
export const sourceSchema = z.object({
  version: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  /** Name in a citation: site with a capital first letter, `Baophapluat.vn`. */
  citeAs: z.string().min(1),
  /** Host names whose pages belong to this source, old ones too; the first is the present one. */
  hosts: z.array(z.string()).min(1),
  kind: z.enum(['central', 'ministry', 'portal', 'local']),
  /** Id in the gazetteer (`core/places`) of the province it belongs to, or null for a national one. */
  place: z.string().nullable(),
  /** Weight as lead source: higher is preferred when several papers tell one story. */
  rank: z.number().int().min(0).max(100),
  /** Ways in; every one is read on a visit. `sitemaps` (news sitemaps or indexes of them) came later: absent means none. */
  listing: z.object({
    feeds: z.array(z.url()),
    pages: z.array(listingPageSchema),
    sitemaps: z.array(z.url()).optional(),
  }),
  courtesy: z.object({ gapMs: z.number().int().min(0) }),
  printing: printingSchema,
  /** Reference of the agreement with the paper, where there is one. */
  agreement: z.string().nullable(),
  rules: siteRulesSchema.nullable(),
  /** `sample`: invented; `unconfirmed`: the address was collected but never seen answering from here. */
  state: z.enum(['confirmed', 'unconfirmed', 'sample']),
  /** Absent: it is read. */
  pause: sourcePauseSchema.optional(),
  /** Where it is read from; absent: the cloud. `office`: a computer of the office, for a portal that refuses foreign addresses. */
  from: z.literal('office').optional(),
});
/** See {@link sourceSchema}. */
export type Source = z.infer<typeof sourceSchema>;

/** Whether a person has paused a source on a day. */
export function isPaused({ pause }: Source, day: Day): boolean {
  return pause !== undefined && (pause.until === null || day < pause.until);
}

/** Where a source is read from: by the functions in AWS, or by `diembao gather-here` on a computer of the office. */
export type GatheringPlace = 'cloud' | 'office';

/** Where a source is read from. */
export function placeOf({ from }: Source): GatheringPlace {
  return from ?? 'cloud';
}

/** The stored registry: `settings/sources.json`. */
export const sourceRegistrySchema = z.object({ version: z.literal(1), sources: z.array(sourceSchema) });
/** See {@link sourceRegistrySchema}. */
export type SourceRegistry = z.infer<typeof sourceRegistrySchema>;
