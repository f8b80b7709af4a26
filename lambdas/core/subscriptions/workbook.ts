import { unzipSync, zipSync } from 'fflate';
import readWorkbook from 'read-excel-file/universal';
import { csvRows, type ListRow } from './list-file.ts';

/** Bytes a workbook may hold when it is unpacked, and files in it: a list of 100,000 people needs 30 MB. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_FILES = 1_000;

/** The lines of an office's file, or why it cannot be read. */
export type ListFile =
  | { readonly kind: 'rows'; readonly rows: Iterable<ListRow> }
  /** `old-workbook`: Excel before 2007; `damaged`: no workbook, or one with a password; `too-large`: unpacks to too much. */
  | { readonly kind: 'unreadable'; readonly why: 'old-workbook' | 'damaged' | 'too-large' };

/** First bytes of what is not text. */
const MARKS = { zip: [0x50, 0x4b], oldOffice: [0xd0, 0xcf, 0x11, 0xe0] } as const;

/** Reads a list by what is in the file, whatever its name says: an Excel workbook, all of its sheets, or CSV. */
export async function readListFile(bytes: Uint8Array): Promise<ListFile> {
  if (beginsWith(bytes, MARKS.oldOffice)) return { kind: 'unreadable', why: 'old-workbook' };
  if (!beginsWith(bytes, MARKS.zip)) return { kind: 'rows', rows: csvRows(bytes) };
  try {
    if (!isModest(bytes)) return { kind: 'unreadable', why: 'too-large' };
    const sheets = await readWorkbook(unpacked(bytes));
    const rows = sheets.flatMap(({ sheet, data }) => {
      const place = sheets.length > 1 ? { sheet } : {};
      const lines = data.map((row, index): ListRow => ({ ...place, line: index + 1, cells: row.map(textOf) }));
      // A sheet that was formatted to its end has thousands of empty lines below the people.
      return lines.slice(0, lines.findLastIndex(({ cells }) => cells.some((cell) => cell.trim() !== '')) + 1);
    });
    return { kind: 'rows', rows };
  } catch {
    return { kind: 'unreadable', why: 'damaged' };
  }
}

function textOf(cell: unknown): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

function beginsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, place) => bytes[place] === byte);
}

/** By what the archive says of itself; nothing is unpacked. */
function isModest(bytes: Uint8Array): boolean {
  let size = 0;
  let files = 0;
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      size += originalSize;
      files += 1;
      return false;
    },
  });
  return size <= MOST_BYTES && files <= MOST_FILES;
}

/**
 * The same archive with nothing packed in it: here a file gets the room the archive asked for and not a byte more, whatever
 * comes out of it; the reader of workbooks would give it as much as comes.
 */
function unpacked(bytes: Uint8Array): ArrayBuffer {
  const parts = unzipSync(bytes, { filter: ({ name }) => /\.(?:xml|rels)$/.test(name) });
  return zipSync(parts, { level: 0 }).slice().buffer;
}
