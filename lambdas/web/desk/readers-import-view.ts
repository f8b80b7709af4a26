import type { ListLine, ListRow, Place } from '../../core/subscriptions/list-file.ts';
import type { ImportedLine } from '../../workflows/subscribing/import-subscribers.ts';
import { importMessages } from './readers-import-messages.ts';
import { filled } from './source-messages.ts';

/** A line that added nobody, as the table has it. */
interface ToldLine {
  readonly place: string;
  readonly text: string;
  readonly what: string;
}

/** Letters shown of a line: enough to find it in the file. */
const SHOWN = 120;

/** What is said of a line, beside what stands in it. */
export function toldLine(line: ListLine | ImportedLine, text: string): ToldLine {
  const { kinds } = importMessages();
  const first = line.kind === 'double' ? placeText(line.first) : '';
  return { place: placeText(line), text: text.slice(0, SHOWN), what: filled(kinds[line.kind], { first }) };
}

/** A good line: where it stands, and the address as it will be kept. */
export function takenLine(line: Extract<ListLine, { kind: 'address' }>): { place: string; address: string } {
  return { place: placeText(line), address: line.address };
}

/** The cells of a line that hold something. */
export function textOfRow({ cells }: ListRow): string {
  return cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' · ');
}

/** The good lines as one field of a form: place and address, one a line. */
export function packLines(lines: readonly Extract<ListLine, { kind: 'address' }>[]): string {
  return lines
    .map(({ line, sheet = '', address }) => [line, address, sheet.replaceAll(/\s/g, ' ')].join('\t'))
    .join('\n');
}

/** The rows of {@link packLines}; whatever else a form holds becomes rows that are told of like any other. */
export function unpackRows(packed: string): ListRow[] {
  return packed.split(/\r?\n/).map((row): ListRow => {
    const [line = '', address = '', sheet = ''] = row.split('\t');
    const place = sheet === '' ? {} : { sheet };
    return { ...place, line: /^\d{1,7}$/.test(line) ? Number(line) : 0, cells: [address] };
  });
}

function placeText({ line, sheet }: Place): string {
  const { place, placeOnSheet } = importMessages();
  return sheet === undefined ? filled(place, { line }) : filled(placeOnSheet, { line, sheet });
}
