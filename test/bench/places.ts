import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { aboutPlace } from '../../lambdas/core/places/about-place.ts';
import { findPlaces } from '../../lambdas/core/places/find-places.ts';
import { gazetteer } from '../../lambdas/core/places/gazetteer.ts';
import { allUnits } from '../../lambdas/core/places/units.ts';

const TEXTS = 5000;
const WANTED_MS = 5000;
/** Texts made to be slow: half a name over and over, names without end, one endless word. */
const HOSTILE: Readonly<Record<string, (length: number) => string>> = {
  'one endless word': (length) => 'A'.repeat(length),
  'names only': (length) => 'Hà Nội '.repeat(length / 7),
  'half a name': (length) => 'Thừa Thiên '.repeat(length / 11),
  'short forms': (length) => 'TP. '.repeat(length / 4),
  dashes: (length) => 'Bà Rịa - '.repeat(length / 9),
  'districts of figures': (length) => 'Quận 1 '.repeat(length / 7),
  ministries: (length) => 'Bộ Lao động - Thương binh '.repeat(length / 26),
};
const SIZES = [50_000, 200_000, 800_000];

/**
 * Time to find the places of 5,000 full texts and to tell what each is about, beside one pattern of every name (the
 * usual way) on the same texts, then how the time grows on texts made to be slow. Processor time, so that a busy machine
 * changes little. Arguments: `[--data FILE.jsonl]`, rows with `title` and `text`; without it, invented texts.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { data: { type: 'string' } } });
  const texts = values.data === undefined ? invented() : read(values.data);
  const letters = texts.reduce((sum, text) => sum + text.length, 0);
  print(`${texts.length} texts, ${(letters / 1e6).toFixed(1)} million letters, ${names().length} names\n`);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names().join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  const found = spent(() => texts.forEach((text) => findPlaces(text)));
  const about = spent(() =>
    texts.forEach((text) => aboutPlace({ title: text.slice(0, 80), lead: null, text, sourcePlace: null, day: null })),
  );
  const peer = spent(() => texts.forEach((text) => [...text.normalize('NFC').matchAll(pattern)].length));
  print(row(['find places', `${found} ms`]));
  print(row(['tell the province', `${about} ms`, about <= WANTED_MS ? 'ok' : `over ${WANTED_MS} ms`]));
  print(row(['one pattern of all names', `${peer} ms`, `ours ${(found / peer).toFixed(2)} of it`]));
  print(`\n${row(['growth', ...SIZES.map((size) => `${size / 1000} kB`), 'exponent'])}`);
  for (const [name, make] of Object.entries(HOSTILE)) grow(name, make);
}

function grow(name: string, make: (length: number) => string): void {
  const times = SIZES.map((size) => {
    const text = make(size);
    return spent(() =>
      aboutPlace({ title: text.slice(0, 200), lead: text.slice(0, 2000), text, sourcePlace: null, day: null }),
    );
  });
  const [, middle = 1, last = 1] = times.map((ms) => Math.max(ms, 1));
  const exponent = Math.log(last / middle) / Math.log(4);
  print(row([name, ...times.map((ms) => `${ms} ms`), exponent.toFixed(2)]));
}

function spent(work: () => void): number {
  const before = process.cpuUsage().user;
  work();
  return Math.round((process.cpuUsage().user - before) / 1000);
}

/** Every name, the longest first, as a pattern would list them. */
function names(): string[] {
  const all = [...gazetteer.provinces.map(({ name }) => name), ...allUnits().map(({ name }) => name)];
  return [...new Set(all)].sort((a, b) => b.length - a.length).map((name) => name.replaceAll('.', '\\.'));
}

/** Texts of invented sentences with every name in turn. */
function invented(): string[] {
  const all = names().map((name) => name.replaceAll('\\', ''));
  const sentence = (at: number): string =>
    `Sáng nay, ${all[at % all.length]} cho biết đã rút ngắn thời gian trả kết quả, người dân không phải đi lại nhiều lần. `;
  return Array.from({ length: TEXTS }, (_, text) =>
    Array.from({ length: 22 }, (__, at) => sentence(text * 7 + at * 13)).join(breakOf(text)),
  );
}

function breakOf(text: number): string {
  return text % 10 === 0 ? '\n' : '';
}

function read(path: string): string[] {
  const schema = z.object({ title: z.string(), text: z.string() });
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const rows = lines.map((line) => schema.parse(JSON.parse(line)));
  return Array.from({ length: TEXTS }, (_, at) => rows[at % rows.length]?.text ?? '');
}

function row([first = '', ...cells]: readonly string[]): string {
  return [first.padEnd(26), ...cells.map((cell) => cell.padStart(14))].join('').trimEnd();
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
