import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** The label sets whose texts are laid out as pages. */
export const LABEL_SETS = [
  'baomoi2017_reform_silver',
  'headlines_2025_2026_silver',
  'negatives_fulltext',
  'seed002_gold4',
  'seeds_other_gold2',
] as const;

const labelledSchema = z.object({
  id: z.string(),
  source: z.string().nullable(),
  url: z.string().nullable(),
  title: z.string().min(1),
  author: z.string().nullable(),
  date: z.string().nullable(),
  text: z.string(),
});

/** A labelled text with the address its page gets. */
export interface RealdataText {
  readonly id: string;
  readonly host: string;
  readonly url: string;
  readonly title: string;
  readonly author: string | null;
  /** `YYYY-MM-DD`, or null: a year alone is no date, and none is made of it. */
  readonly day: string | null;
  readonly paragraphs: readonly string[];
}

/** Reads a label set; a text without a known paper is put under the host `<label-set>.example`. */
export async function readLabelSet(from: string, set: string): Promise<RealdataText[]> {
  const lines = (await readFile(join(from, 'labelled', `${set}.jsonl`), 'utf8')).split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const parsed: unknown = JSON.parse(line);
      return textOf(set, labelledSchema.parse(parsed));
    });
}

function textOf(set: string, row: z.infer<typeof labelledSchema>): RealdataText {
  const known =
    row.source !== null && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(row.source) ? row.source.toLowerCase() : null;
  const host = known ?? `${set.replaceAll('_', '-')}.example`;
  return {
    id: row.id,
    host,
    url: addressOf(row, host),
    title: row.title,
    author: row.author,
    day: z.iso.date().safeParse(row.date).data ?? null,
    paragraphs: row.text.split('\n').filter((paragraph) => paragraph.trim() !== ''),
  };
}

/** Its own address where it has one on its paper's host; otherwise one made of its id. */
function addressOf(row: { readonly id: string; readonly url: string | null }, host: string): string {
  const own = row.url === null || !URL.canParse(row.url) ? null : new URL(row.url);
  return own !== null && own.hostname.replace(/^www\./, '') === host ? own.href : `https://${host}/${row.id}.html`;
}
