import { parse } from 'csv-parse/sync';
import { FORMULA, isHeading, readCells } from './list-cells.ts';
import type { Subscriber } from './subscriber.ts';

/** Where a line stands: counted from 1, and on which sheet where a workbook has several. */
export interface Place {
  readonly line: number;
  readonly sheet?: string;
}

/** What a line of a list says: an address, one that stood above already, or why there is none; `heading`: above the people. */
export type ListLine = Place &
  (
    | { readonly kind: 'address'; readonly address: string }
    | { readonly kind: 'double'; readonly first: Place }
    | { readonly kind: 'empty' | 'heading' | 'no-address' | 'several' | 'formula' | 'not-an-address' }
  );

/** The cells of one line. */
export interface ListRow extends Place {
  readonly cells: readonly string[];
}

const BOMS: ReadonlyArray<readonly [string, readonly number[]]> = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Lines looked at to tell what stands between the cells. */
const SAMPLE_LINES = 20;

/**
 * The lines of a CSV file as cells, one at a time: UTF-8 or UTF-16 by its mark, else UTF-8, else windows-1258; `,` `;` or
 * tab. Line by line: a quote that is never closed spoils its own line and not the three thousand after it.
 */
export function* csvRows(bytes: Uint8Array): Generator<ListRow> {
  const text = textOf(bytes);
  const delimiter = delimiterOf(text);
  let line = 0;
  for (const each of linesOf(text)) {
    line += 1;
    yield { line, cells: cellsOf(each, delimiter) };
  }
}

/** The lines without their ends; the last one only if there is something in it. */
function* linesOf(text: string): Generator<string> {
  const ends = /\r\n|\r|\n/g;
  let from = 0;
  for (let end = ends.exec(text); end !== null; end = ends.exec(text)) {
    yield text.slice(from, end.index);
    from = ends.lastIndex;
  }
  if (from < text.length) yield text.slice(from);
}

/** What leaves most addresses in cells of their own; a tie goes to what stands there more often. */
function delimiterOf(text: string): string {
  const sample: string[] = [];
  for (const line of linesOf(text)) {
    sample.push(line);
    if (sample.length === SAMPLE_LINES) break;
  }
  const counted = [',', ';', '\t'].map((delimiter) => {
    const cells = sample.flatMap((line) => cellsOf(line, delimiter));
    return { delimiter, alone: cells.filter((cell) => ALONE.test(cell)).length, cells: cells.length };
  });
  const isBetter = (a: (typeof counted)[number], b: typeof a) => a.alone - b.alone || a.cells - b.cells;
  return counted.reduce((best, each) => (isBetter(each, best) > 0 ? each : best)).delimiter;
}

/** A cell with an address and nothing else. */
const ALONE = /^\s*[^\s@,;]+@[^\s@,;]+\s*$/;

function cellsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter);
  try {
    return parse(line, { delimiter, relax_quotes: true, relax_column_count: true, escape: '"' })[0] ?? [];
  } catch {
    return line.split(delimiter).map((cell) => cell.replaceAll('"', ''));
  }
}

function textOf(bytes: Uint8Array): string {
  const marked = BOMS.find(([, mark]) => mark.every((byte, place) => bytes[place] === byte));
  if (marked) return new TextDecoder(marked[0]).decode(bytes);
  const wide = wideCharset(bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1258').decode(bytes);
  }
}

/** UTF-16 without its mark: every other byte of a line of plain letters is nothing; no other text has such bytes at all. */
function wideCharset(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 400);
  const zeros = [0, 1].map((odd) => sample.filter((byte, place) => byte === 0 && place % 2 === odd).length);
  const [even = 0, odd = 0] = zeros;
  if (even + odd < sample.length / 8) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** Lines without an address that may stand above the first person: a title, the name of an office, the columns. */
const MOST_HEADINGS = 30;

/** What each line says, none left out. The same address in another spelling is a double of the line that has it first. */
export function* readList(rows: Iterable<ListRow>): Generator<ListLine> {
  const seen = new Map<string, Place>();
  let top: ListRow[] = [];
  let sheet: string | undefined;
  let isTop = true;
  for (const row of rows) {
    if (row.sheet !== sheet) {
      yield* topLines(top);
      [top, sheet, isTop] = [[], row.sheet, true];
    }
    if (isTop && top.length < MOST_HEADINGS && !row.cells.some((cell) => cell.includes('@'))) {
      top.push(row);
      continue;
    }
    yield* topLines(top);
    [top, isTop] = [[], false];
    yield lineOf(row, seen);
  }
  yield* topLines(top);
}

/** The lines above the first person of a sheet: the one that names the columns, and what stands above it, are nobody. */
function* topLines(rows: readonly ListRow[]): Generator<ListLine> {
  const last = rows.findLastIndex(({ cells }) => isHeading(cells));
  for (const [at, { cells, ...place }] of rows.entries()) {
    const kind = cells.every((cell) => cell.trim() === '') ? 'empty' : at <= last ? 'heading' : 'no-address';
    yield { ...place, kind };
  }
}

function lineOf({ cells, ...place }: ListRow, seen: Map<string, Place>): ListLine {
  const read = readCells(cells);
  if (read.kind !== 'address') return { ...place, kind: read.kind };
  const name = read.address.toLowerCase();
  const first = seen.get(name);
  if (first !== undefined) return { ...place, kind: 'double', first };
  seen.set(name, place);
  return { ...place, kind: 'address', address: read.address };
}

/** One line of CSV: every cell quoted, and none that a spreadsheet program would run. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${(FORMULA.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** The first line of a list of readers. */
export const READERS_HEAD = csvLine(['address', 'editions', 'agreed', 'basis', 'from']);

/** A reader's line in a list of readers: address, editions, when, on what ground and from where they agreed. */
export function readerLine({ address, editions, consent }: Subscriber): string {
  return csvLine([address, editions.join(' '), consent.at, consent.basis, consent.from ?? '']);
}
