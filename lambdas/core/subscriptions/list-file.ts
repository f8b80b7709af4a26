import { parse } from 'csv-parse/sync';
import { normaliseAddress } from './address.ts';

/** What a line of a list says: an address, one that stood above already, or why there is none. */
export type ListLine =
  | { readonly line: number; readonly kind: 'address'; readonly address: string }
  | { readonly line: number; readonly kind: 'double'; readonly first: number }
  | { readonly line: number; readonly kind: 'empty' | 'no-address' | 'several' | 'formula' | 'not-an-address' };

/** A cell beginning so is taken for a formula by a spreadsheet program. */
const FORMULA = /^[=+\-@\t\r]/;

const BOMS: ReadonlyArray<readonly [string, readonly number[]]> = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The lines of a CSV file as cells: UTF-8 or UTF-16 by its mark, else UTF-8, else windows-1258; `,` `;` or tab. */
export function csvCells(bytes: Uint8Array): string[][] {
  const lines = textOf(bytes).split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  const sample = lines.slice(0, 20).join('\n');
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: sample.split(delimiter).length }));
  const { delimiter } = counted.reduce((best, each) => (each.count > best.count ? each : best));
  // Line by line: a quote that is never closed spoils its own line and not the three thousand after it.
  return lines.map((line) => cellsOf(line, delimiter));
}

function cellsOf(line: string, delimiter: string): string[] {
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

/** What each line says, none left out; lines are counted from 1. The same address in another spelling is a double. */
export function readList(rows: readonly (readonly string[])[]): ListLine[] {
  const seen = new Map<string, number>();
  return rows.map((cells, index): ListLine => {
    const line = index + 1;
    const read = readCells(cells);
    if (read.kind !== 'address') return { line, kind: read.kind };
    const name = read.address.toLowerCase();
    const first = seen.get(name);
    if (first !== undefined) return { line, kind: 'double', first };
    seen.set(name, line);
    return { line, kind: 'address', address: read.address };
  });
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
