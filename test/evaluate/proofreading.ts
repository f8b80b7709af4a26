import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { daySchema } from '../../lambdas/core/calendar/instant.ts';
import type { Finding } from '../../lambdas/core/proofreading/finding.ts';
import { proofread } from '../../lambdas/core/proofreading/proofread.ts';
import { seedRules } from '../../lambdas/core/proofreading/rules.ts';
import { jsonlFiles } from './labelled.ts';
import { PLANTS, type Plant, type Random } from './proofreading/plants.ts';

const rowSchema = z.object({ id: z.string(), title: z.string(), text: z.string(), date: z.string().nullish() });
type Row = z.infer<typeof rowSchema>;

const rules = seedRules();
/** Texts of an unknown day are read as of a day before any name changed. */
const UNKNOWN_DAY = '2024-12-31';
/** Texts in which mistakes are planted, and characters of each: enough to be steady, few enough to be quick. */
const PLANTED_TEXTS = 160;
const PLANTED_LENGTH = 3_000;
const SHOWN = 3;
const AROUND = 30;

/**
 * How loud the proof-reader is on the texts of a folder (any JSONL rows with `id`, `title`, `text`), by rule and by halves
 * (a hash of the id), with samples to judge by eye, and how many planted mistakes it finds at their very place.
 */
export async function evaluate(folder: string): Promise<string> {
  const rows = readRows(folder);
  if (rows.length === 0) return `${folder}: no texts (rows with id, title and text)`;
  return [...alarms(rows), '', ...recall(rows)].join('\n');
}

function readRows(folder: string): Row[] {
  const rows = jsonlFiles(folder).flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line) => (line.trim() === '' ? [] : (rowSchema.safeParse(JSON.parse(line)).data ?? []))),
  );
  return [...new Map(rows.map((row) => [row.text, row])).values()];
}

function read(row: Row, text = row.text): Finding[] {
  const day = daySchema.safeParse(row.date).data ?? UNKNOWN_DAY;
  const clipping = { id: row.id, title: row.title, placePrefix: null, paragraphs: text.split('\n'), citation: null };
  const sections = [{ id: '', name: '', clippings: [clipping] }];
  return proofread({ issueKey: day, sections, mailBytes: null, deadLinks: [] }, rules);
}

function alarms(rows: readonly Row[]): string[] {
  const found = rows.flatMap((row) => read(row).map((finding) => ({ row, finding })));
  const words = rows.reduce((sum, { text }) => sum + wordsIn(text), 0);
  const half = rows.filter((row) => hash(row.id) % 2 === 0);
  const halfWords = half.reduce((sum, { text }) => sum + wordsIn(text), 0);
  const inHalf = new Set(half);
  const byRule = [...Map.groupBy(found, ({ finding }) => finding.rule)].sort((a, b) => b[1].length - a[1].length);
  const lines = byRule.map(([rule, hits]) => {
    const first = hits.filter(({ row }) => inHalf.has(row)).length;
    const rates = [
      (hits.length * 1000) / words,
      (first * 1000) / halfWords,
      ((hits.length - first) * 1000) / (words - halfWords),
    ];
    const severity = hits[0]?.finding.severity ?? '';
    return `${rule.padEnd(20)} ${severity.padEnd(8)} ${String(hits.length).padStart(6)} ${rates.map((rate) => rate.toFixed(3).padStart(9)).join('')}`;
  });
  const loud = found.filter(({ finding }) => finding.severity !== 'hint').length;
  return [
    `${rows.length} texts, ${words} words; ${loud} alarms without hints: ${((loud * 1000) / words).toFixed(2)} per 1,000 words`,
    '',
    `${'rule'.padEnd(20)} ${'severity'.padEnd(8)} ${'alarms'.padStart(6)} ${'/1,000'.padStart(9)}${'half A'.padStart(9)}${'half B'.padStart(9)}`,
    ...lines,
    '',
    'samples, to be judged by eye (a real mistake of the paper is no false alarm):',
    ...byRule.flatMap(([, hits]) =>
      sample(hits).map(({ row, finding }) => `  ${finding.rule.padEnd(18)} ${contextOf(row, finding)}`),
    ),
  ];
}

function sample<T extends { readonly row: Row }>(hits: readonly T[]): T[] {
  return [...hits].sort((a, b) => hash(a.row.id) - hash(b.row.id)).slice(0, SHOWN);
}

function contextOf(row: Row, { where, found, fix }: Finding): string {
  const text = where.field === 'title' ? row.title : (row.text.split('\n')[where.paragraph] ?? '');
  const [before, after] = [
    text.slice(Math.max(0, where.start - AROUND), where.start),
    text.slice(where.end, where.end + AROUND),
  ];
  return `${before}[${found}]${after}${fix === null ? '' : ` → “${fix}”`}`;
}

function recall(rows: readonly Row[]): string[] {
  const texts = [...rows]
    .filter(({ text }) => text.length > 400)
    .sort((a, b) => hash(a.id) - hash(b.id))
    .slice(0, PLANTED_TEXTS)
    .map((row) => ({ ...row, text: row.text.slice(0, PLANTED_LENGTH).normalize('NFC') }));
  const lines = PLANTS.map((plant) => lineOf(plant, texts));
  return [
    `planted mistakes, one at a time, in ${texts.length} texts`,
    '',
    `${'mistake'.padEnd(34)} ${'planted'.padStart(7)} ${'found'.padStart(7)} ${'exact place'.padStart(12)}`,
    ...lines,
  ];
}

function lineOf(plant: Plant, texts: readonly Row[]): string {
  const outcomes = texts.flatMap((row) => outcomeOf(plant, row) ?? []);
  const seen = outcomes.filter((outcome) => outcome !== 'missed').length;
  const exact = outcomes.filter((outcome) => outcome === 'exact').length;
  const share = (count: number) => (outcomes.length === 0 ? '–' : `${((count * 100) / outcomes.length).toFixed(0)} %`);
  return `${plant.kind.padEnd(34)} ${String(outcomes.length).padStart(7)} ${share(seen).padStart(7)} ${share(exact).padStart(12)}`;
}

/** `near`: seen, but at another place of the same text, as an opened bracket is when its other half is lost. */
function outcomeOf(plant: Plant, row: Row): 'exact' | 'near' | 'missed' | null {
  const planted = plant.plant(row.text, randomOf(`${row.id} ${plant.kind}`));
  if (planted === null) return null;
  const before = new Set(read(row).map(keyOf));
  const fresh = read(row, planted.text).filter(
    (finding) => plant.rules.includes(finding.rule) && !before.has(keyOf(finding)),
  );
  const starts = lineStarts(planted.text);
  const isThere = fresh.some(({ where }) => {
    const start = (starts[where.paragraph] ?? 0) + where.start;
    return start <= planted.end && start + (where.end - where.start) >= planted.start;
  });
  return isThere ? 'exact' : fresh.length > 0 ? 'near' : 'missed';
}

function keyOf({ rule, where, found }: Finding): string {
  return `${rule} ${where.field} ${where.paragraph} ${found} ${where.start}`;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const line of text.split('\n')) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  return starts;
}

function wordsIn(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length;
}

function hash(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0);
}

function randomOf(seed: string): Random {
  let state = hash(seed);
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
