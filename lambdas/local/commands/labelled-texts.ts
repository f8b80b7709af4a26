import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { LabelledText } from '../../core/sections/learned/learn.ts';
import { seedSections } from '../../core/sections/sections.ts';
import { readLines } from './input.ts';

/** A labelled text: headline with summary, or whole text; a second reader's opinion where there is one. */
const rowSchema = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  lead: z.string().nullish(),
  url: z.string().nullish(),
  source: z.string().nullish(),
  date: z.string().nullish(),
  label: z.string(),
  kind: z.string().nullish(),
  section: z.string().nullable(),
  section_second: z.string().nullish(),
  section_original: z.string().nullish(),
  reform: z.boolean().optional(),
  reform_second: z.boolean().nullish(),
});

/** Texts of which kind: summaries of a few lines, whole texts, the gold daily, or a bulletin with other headings. */
type Kind = 'headlines' | 'full texts' | 'daily seed' | 'other seeds';

/** A row with what the readers said of it, and where it was printed. */
export interface Labelled extends LabelledText {
  readonly kind: Kind;
  readonly source: string | null;
  readonly url: string | null;
  readonly date: string | null;
}

/** Median length of a text, in characters, below which a file holds headlines with summaries. */
const SUMMARY = 600;
const byTitle = new Map(seedSections().map(({ id, title }) => [title, id]));

/** Every labelled text in a folder or its `labelled/`, recognised by the shape of the rows, each id once. */
export function readLabelled(folder: string): Labelled[] {
  const rows = jsonlFiles(folder).flatMap((path) => {
    const parsed = readRows(path);
    const kind = kindOf(parsed);
    return kind === null ? [] : parsed.map((row) => labelled(row, kind));
  });
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** The JSONL files of a folder and its `labelled/`, in the order of their names; or the one file that is named. */
export function jsonlFiles(folder: string): string[] {
  if (folder.endsWith('.jsonl')) return [folder];
  return [folder, join(folder, 'labelled')]
    .filter((each) => existsSync(each))
    .flatMap((each) => readdirSync(each).map((name) => join(each, name)))
    .filter((path) => path.endsWith('.jsonl'))
    .sort();
}

type Row = z.infer<typeof rowSchema>;

function readRows(path: string): Row[] {
  const rows = readLines(path, z.unknown()).map((row) => rowSchema.safeParse(row));
  return rows.every(({ success }) => success) ? rows.flatMap(({ data }) => data ?? []) : [];
}

function kindOf(rows: readonly Row[]): Kind | null {
  if (rows.length === 0) return null;
  if (rows.every(({ label }) => label === 'gold')) return 'daily seed';
  if (rows.every(({ label }) => label.startsWith('gold'))) return 'other seeds';
  const lengths = rows.map(({ text }) => text.length).sort((a, b) => a - b);
  return (lengths[Math.floor(lengths.length / 2)] ?? 0) < SUMMARY ? 'headlines' : 'full texts';
}

function labelled(row: Row, kind: Kind): Labelled {
  const first = row.reform ?? row.section !== null;
  const sections = [row.section, row.section_second].flatMap((title) => byTitle.get(title ?? '') ?? []);
  return {
    id: row.id,
    kind,
    title: row.title,
    text: row.text,
    source: row.source ?? null,
    url: row.url ?? null,
    date: row.date ?? null,
    reform: (row.reform_second ?? first) === first ? first : null,
    sections: [...new Set(sections)],
  };
}
