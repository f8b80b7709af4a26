import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { aboutPlace, type Report } from '../../lambdas/core/places/about-place.ts';
import { findPlaces } from '../../lambdas/core/places/find-places.ts';
import { placeOn } from '../../lambdas/core/places/gazetteer.ts';
import { seedRegistry } from '../../lambdas/core/sources/registry.ts';

/** What is read of a row: any text with a title. */
const rowSchema = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  source: z.string().nullish(),
  date: z.string().nullish(),
  section: z.string().nullish(),
  section_original: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

/** A question with its answer: `null` is national news or several provinces. */
interface Question {
  readonly set: string;
  readonly report: Report;
  readonly answer: string | null;
}

/** A text shorter than this is a summary. */
const SUMMARY = 700;
const POLICY = 'CHỦ TRƯƠNG CẢI CÁCH';
const NATIONAL_HEADING = /TRUNG ƯƠNG$/;
const papers = seedRegistry().sources;
const LOCAL_HEADING = /^TIN CẢI CÁCH HÀNH CHÍNH /;

/**
 * Which province is a report about? The title of a report that names one province tells the answer and is then hidden
 * from the question; reports of national policy whose titles name none have no province; bulletins' headings tell the
 * rest. Rules are tuned on the half `tune` (by a hash of the id); the half `look` is only counted.
 */
export async function evaluate(folder: string): Promise<string> {
  const rows = new Map(
    jsonlFiles(folder)
      .flatMap(readRows)
      .map((row) => [row.id, row]),
  );
  const questions = [...rows.values()].flatMap(questionsOf);
  if (questions.length === 0) return `No texts with titles in ${folder}.`;
  const sets = Map.groupBy(questions, ({ set }) => set);
  const lines = [...sets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([set, asked]) => line(set, asked));
  return [
    'Place a report is about',
    row(['', 'asked', 'right', 'wrong', 'none', 'precision', 'recall']),
    ...lines,
  ].join('\n');
}

/** The JSONL files of a folder and its `labelled/`. */
function jsonlFiles(folder: string): string[] {
  return [folder, join(folder, 'labelled')]
    .filter((each) => existsSync(each))
    .flatMap((each) => readdirSync(each).map((name) => join(each, name)))
    .filter((path) => path.endsWith('.jsonl'));
}

function readRows(path: string): Row[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  const parsed = lines.filter((each) => each.trim() !== '').map((each) => rowSchema.safeParse(JSON.parse(each)));
  return parsed.flatMap(({ data }) => data ?? []);
}

function questionsOf(row: Row): Question[] {
  const [lead = '', ...rest] = row.text.split('\n');
  const host = row.source ?? '';
  const sourcePlace = papers.find(({ hosts }) => hosts.includes(host))?.place ?? null;
  const day = dayOf(row.date ?? null);
  const report: Report = { title: row.title, lead, text: rest.join('\n'), sourcePlace, day };
  const heading = row.section_original ?? '';
  const named = [...new Set(provincesOf(row.title))];
  const length = row.text.length < SUMMARY ? 'summaries' : 'full texts';
  const half = (createHash('sha256').update(row.id).digest()[0] ?? 0) % 2 === 0 ? 'tune' : 'look';
  const set = (name: string): string => `${length}, ${name}, ${half}`;
  const [answer] = named;
  if (NATIONAL_HEADING.test(heading)) return [{ set: 'bulletins, national heading', report, answer: null }];
  if (LOCAL_HEADING.test(heading)) {
    return provincesOf(heading).map((place) => ({ set: 'bulletins, local heading', report, answer: place }));
  }
  if (named.length === 1 && answer !== undefined) {
    const resolved = day === null ? answer : placeOn(answer, day);
    const hidden = { ...report, title: withoutPlaces(row.title) };
    return [
      { set: set('title hidden'), report: hidden, answer: resolved },
      { set: set('title shown'), report, answer: resolved },
    ];
  }
  return named.length === 0 && row.section === POLICY ? [{ set: set('national policy'), report, answer: null }] : [];
}

function provincesOf(text: string): string[] {
  return findPlaces(text).flatMap(({ via, place }) => (via === 'name' ? [place] : []));
}

/** The title without the places in it. */
function withoutPlaces(title: string): string {
  const hits = findPlaces(title).reverse();
  return hits.reduce(
    (left, { index, name }) => left.slice(0, index) + left.slice(index + name.length),
    title.normalize('NFC'),
  );
}

function dayOf(date: string | null): string | null {
  const written = /^\d{4}(?:-\d\d-\d\d)?$/.exec(date ?? '')?.[0];
  if (written === undefined) return null;
  return written.length === 4 ? `${written}-06-01` : written;
}

function line(set: string, asked: readonly Question[]): string {
  const given = asked.map(({ report, answer }) => ({ found: aboutPlace(report)?.place ?? null, answer }));
  const right = given.filter(({ found, answer }) => found === answer).length;
  const none = given.filter(({ found, answer }) => found === null && answer !== null).length;
  const wrong = given.length - right - none;
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(3));
  return row(
    [set, given.length, right, wrong, none, share(right, right + wrong), share(right, given.length)].map(String),
  );
}

function row([first = '', ...cells]: readonly string[]): string {
  return [first.padEnd(36), ...cells.map((cell) => cell.padStart(10))].join('').trimEnd();
}
