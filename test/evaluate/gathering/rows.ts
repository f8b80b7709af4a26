import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const texts = z.array(z.string()).nullish();
/** One page with what a person found on it; `published_raw` is the moment with its offset, where the paper gave one. */
const pageSchema = z.object({
  file: z.string(),
  url: z.url().optional(),
  lang: z.string(),
  page_type: z.enum(['article', 'list']),
  title: z.string(),
  title_accept: texts,
  author_accept: z.array(z.string().nullable()).nullish(),
  authors: texts,
  published: z.string().nullish(),
  published_time: z.string().nullish(),
  published_raw: z.string().nullish(),
  must_contain: texts,
  must_not_contain: texts,
});
/** See {@link pageSchema}. */
export type GoldRow = z.infer<typeof pageSchema>;

/** One item of a feed; `published` null: no reader could know it. */
const itemSchema = z.object({
  feed: z.string(),
  title_nfc: z.string(),
  link: z.string(),
  published: z.string().nullable(),
});
/** See {@link itemSchema}. */
export type GoldItem = z.infer<typeof itemSchema>;

/** The pages of `gold.jsonl` in a folder; none where there is no such file. */
export function goldPages(folder: string): GoldRow[] {
  return rowsOf(join(folder, 'gold.jsonl'), pageSchema);
}

/** The items of `feeds/gold_feeds.jsonl`, by their feed's file. */
export function goldItems(folder: string): Map<string, GoldItem[]> {
  return Map.groupBy(rowsOf(join(folder, 'feeds', 'gold_feeds.jsonl'), itemSchema), ({ feed }) => feed);
}

function rowsOf<T>(file: string, schema: z.ZodType<T>): T[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => schema.parse(JSON.parse(line)));
}
