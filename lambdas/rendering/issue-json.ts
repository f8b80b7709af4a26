import { z } from 'zod';
import { daySchema, instantSchema } from '../core/calendar/instant.ts';
import type { IssueView, ViewItem } from './view.ts';

const runsSchema = z.array(z.object({ text: z.string(), bold: z.boolean(), italic: z.boolean() }));

/** The blocks of text as programs read them. */
export const publicTextBlocks = [
  z.object({ kind: z.literal('paragraph'), runs: runsSchema }),
  z.object({ kind: z.literal('heading'), runs: runsSchema }),
  z.object({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(runsSchema) }),
  z.object({ kind: z.literal('table'), rows: z.array(z.array(z.string())) }),
] as const;

const publicBlockSchema = z.discriminatedUnion('kind', publicTextBlocks);

const publicClippingSchema = z.object({
  number: z.number().int().min(1),
  title: z.string(),
  /** As printed: without what the paper does not let us print, `...` where the end was cut. */
  blocks: z.array(publicBlockSchema),
  citation: z.string(),
  site: z.string(),
  url: z.url().nullable(),
  permalink: z.url(),
  alsoReportedBy: z.array(z.object({ site: z.string(), title: z.string(), url: z.url().nullable() })),
});

/**
 * `issue.json`: the issue for programs, everything a reader may see and nothing else (no login, no error detail).
 * Fields may be added under version 1; a field is removed or changed only with the next version.
 */
export const publicIssueSchema = z.object({
  version: z.literal(1),
  edition: z.literal('daily'),
  issueKey: daySchema,
  revision: z.number().int().min(1),
  fingerprint: z.string(),
  name: z.string(),
  opening: z.string(),
  /** What became of it after it was published; left out of most issues. */
  notices: z.array(z.string()).optional(),
  /** Read in from a printed bulletin. */
  imported: z.literal(true).optional(),
  publisher: z.string(),
  page: z.url(),
  sections: z.array(z.object({ id: z.string(), title: z.string(), clippings: z.array(publicClippingSchema) })),
  editor: z.string(),
  approvedBy: z.string(),
  approvedAt: instantSchema,
  sources: z.object({
    asked: z.string(),
    read: z.string(),
    missing: z.array(z.object({ name: z.string(), why: z.string() })),
  }),
});
/** See {@link publicIssueSchema}. */
export type PublicIssue = z.infer<typeof publicIssueSchema>;

/** The issue as JSON text, indented, with a line end. */
export function renderIssueJson(view: IssueView): string {
  return `${JSON.stringify(publicIssueSchema.parse(publicIssue(view)), null, 2)}\n`;
}

function publicIssue(view: IssueView): object {
  return {
    version: 1,
    edition: 'daily',
    issueKey: view.issueKey,
    revision: view.revision,
    fingerprint: view.fingerprint,
    name: view.name,
    opening: view.masthead.opening,
    ...(view.notices.length === 0 ? {} : { notices: view.notices }),
    ...(view.proof.imported ? { imported: true } : {}),
    publisher: view.masthead.publisher,
    page: view.links.page,
    sections: view.sections.map(({ anchor, title, items }) => ({
      id: anchor,
      title,
      clippings: items.map(publicClipping),
    })),
    editor: view.editorName,
    approvedBy: view.proof.approver,
    approvedAt: view.approvedAt,
    sources: { asked: view.proof.sources, read: view.proof.read, missing: view.proof.missing },
  };
}

function publicClipping(item: ViewItem): object {
  const closing = item.closing.length > 0 ? [{ kind: 'paragraph', runs: item.closing }] : [];
  return {
    number: item.number,
    title: item.title,
    blocks: [...item.blocks, ...closing],
    citation: item.citation,
    site: item.site,
    url: item.url,
    permalink: item.permalink,
    alsoReportedBy: item.others,
  };
}
