import { parse } from 'csv-parse/sync';
import { normaliseAddress } from './address.ts';
import type { Subscriber } from './subscriber.ts';

/** Where a line stands: counted from 1, and on which sheet where a workbook has several. */
export interface Place {
  readonly line: number;
  readonly sheet?: string;
}

/** What a line of a list says: an address, one that stood above already, or why there is none. */
export type ListLine = Place &
  (
    | { readonly kind: 'address'; readonly address: string }
    | { readonly kind: 'double'; readonly first: Place }
    | { readonly kind: 'empty' | 'no-address' | 'several' | 'formula' | 'not-an-address' }
  );

/** The cells of one line. */
export interface ListRow extends Place {
  readonly cells: readonly string[];
}

/** A cell beginning so is taken for a formula by a spreadsheet program. */
const FORMULA = /^[=+\-@\t\r]/;

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

function delimiterOf(text: string): string {
  let sample = '';
  let lines = 0;
  for (const line of linesOf(text)) {
    sample += `${line}\n`;
    lines += 1;
    if (lines === SAMPLE_LINES) break;
  }
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: sample.split(delimiter).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}

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
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1258').decode(bytes);
  }
}

/** What each line says, none left out. The same address in another spelling is a double of the line that has it first. */
export function* readList(rows: Iterable<ListRow>): Generator<ListLine> {
  const seen = new Map<string, Place>();
  for (const { cells, ...place } of rows) {
    const read = readCells(cells);
    const name = read.kind === 'address' ? read.address.toLowerCase() : '';
    const first = seen.get(name);
    if (read.kind !== 'address') yield { ...place, kind: read.kind };
    else if (first !== undefined) yield { ...place, kind: 'double', first };
    else {
      seen.set(name, place);
      yield { ...place, kind: 'address', address: read.address };
    }
  }
}

type Read =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: Exclude<ListLine['kind'], 'address' | 'double'> };

function readCells(cells: readonly string[]): Read {
  if (cells.every((cell) => cell.trim() === '')) return { kind: 'empty' };
  const [found, ...more] = cells.filter((cell) => cell.includes('@'));
  if (found === undefined) return { kind: 'no-address' };
  if (more.length > 0) return { kind: 'several' };
  if (FORMULA.test(found.trim())) return { kind: 'formula' };
  const normalised = normaliseAddress(found);
  return normalised.kind === 'address' ? normalised : { kind: 'not-an-address' };
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
