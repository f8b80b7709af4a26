import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';

/** A stretch of plain text; bold and italic are the only marks that are kept. */
export const runSchema = z.object({ text: z.string(), bold: z.boolean().optional(), italic: z.boolean().optional() });
/** See {@link runSchema}. */
export type Run = z.infer<typeof runSchema>;

/** A typed piece of an article's body. Never markup: every string is plain text. */
export const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paragraph'), runs: z.array(runSchema) }),
  z.object({ kind: z.literal('heading'), runs: z.array(runSchema) }),
  z.object({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(z.array(runSchema)) }),
  z.object({ kind: z.literal('table'), rows: z.array(z.array(z.string())) }),
  z.object({ kind: z.literal('picture'), url: z.url(), caption: z.string().nullable(), credit: z.string().nullable() }),
]);
/** See {@link blockSchema}. */
export type Block = z.infer<typeof blockSchema>;

/** The byline as printed, the persons in it, and the agency whose text it is (`TTXVN`). */
export const bylineSchema = z.object({
  printed: z.string(),
  authors: z.array(z.string()),
  agency: z.string().nullable(),
});
/** See {@link bylineSchema}. */
export type Byline = z.infer<typeof bylineSchema>;

/** A time with where it was found (`json-ld`, `meta`, `time`, `visible`, `listing`, `none`). Null: unknown, never guessed. */
export const datedSchema = z.object({ instant: instantSchema.nullable(), evidence: z.string() });
/** See {@link datedSchema}. */
export type Dated = z.infer<typeof datedSchema>;

/** An entry fetched and extracted; stored at `articles/<yyyy>/<mm>/<dd>/<id>.json` by the day it was first seen. */
export const articleSchema = z.object({
  version: z.literal(1),
  /** Derived from the canonical URL by {@link ../listing/canonical-url.ts}: the same address is the same article. */
  id: z.string(),
  sourceId: z.string(),
  url: z.url(),
  title: z.string().min(1),
  lead: z.string().nullable(),
  blocks: z.array(blockSchema),
  byline: bylineSchema.nullable(),
  published: datedSchema,
  /** When it was last changed after that; absent: not told. */
  modified: datedSchema.optional(),
  /** Numbers of the documents it names, in the order met, each once (`57-NQ/TW`, `68/2026/NĐ-CP`); absent: none. */
  documents: z.array(z.string()).optional(),
  /** The paper's own section or column (`Cải cách hành chính`), as printed. */
  rubric: z.string().nullable(),
  firstSeenAt: instantSchema,
});
/** See {@link articleSchema}. */
export type Article = z.infer<typeof articleSchema>;

/** The plain text of runs. */
export function runsText(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}

/** The text paragraphs of blocks, without pictures: one string a paragraph, heading, list item or table row. */
export function blockTexts(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        return [runsText(block.runs)];
      case 'list':
        return block.items.map(runsText);
      case 'table':
        return block.rows.map((row) => row.join(' | '));
      case 'picture':
        return [];
    }
  });
}

/** One plain paragraph. */
export function paragraph(text: string): Block {
  return { kind: 'paragraph', runs: [{ text }] };
}
