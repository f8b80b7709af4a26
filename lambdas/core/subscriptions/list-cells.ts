import { fold } from '../vietnamese/fold.ts';
import { normaliseAddress } from './address.ts';

/** What the cells of one line say: one address, or why there is none. */
export type CellsRead =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'empty' | 'no-address' | 'several' | 'formula' | 'not-an-address' };

/** A cell beginning so is taken for a formula by a spreadsheet program. */
export const FORMULA = /^[=+\-@\t\r]/;

/** Marks without a width, which come along when an address is copied off a page: no letter of any. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/** What parts two addresses. */
const BETWEEN = /[\s<>,;()"]+/;

/** What may stand behind an address; a run of it is looked at from its beginning only, so that a long one is read once. */
const BEHIND = /(?<![\s.,;:])[\s.,;:]+$/;

/** `Bình <binh@x.vn>`, as mail programs write a person. */
const NAMED = /^[^<>]*<\s*(?:mailto:)?([^<>\s]+)\s*>$/i;

/** Reads one line. An address in two of its cells is one address; two different ones are nobody's to choose from. */
export function readCells(cells: readonly string[]): CellsRead {
  const plain = cells.map((cell) => cell.replace(UNSEEN, '').trim());
  if (plain.every((cell) => cell === '')) return { kind: 'empty' };
  const found = plain.filter((cell) => cell.includes('@'));
  const [first] = found;
  if (first === undefined) return { kind: 'no-address' };
  if (found.some((cell) => FORMULA.test(cell))) return { kind: 'formula' };
  const named = found
    .flatMap((cell) => cell.split(BETWEEN))
    .filter(isAddressLike)
    .map(bare);
  if (new Set(named.map((each) => each.toLowerCase())).size > 1) return { kind: 'several' };
  const normalised = normaliseAddress(bare(NAMED.exec(first)?.[1] ?? first));
  return normalised.kind === 'address' ? normalised : { kind: 'not-an-address' };
}

/** Something on both sides of an `@`. */
function isAddressLike(text: string): boolean {
  return text.slice(1, -1).includes('@');
}

/** Without what stands round an address in a sentence, the scheme of a link, or the mark that keeps a cell from being run. */
function bare(text: string): string {
  return text
    .replace(/^'(?=[=+\-@])/, '')
    .replace(/^mailto:/i, '')
    .replace(BEHIND, '');
}

/** What stands above the columns of a list, folded: of the address, of a person, or Excel's own `sep=;`. */
const HEADINGS =
  /\b(?:e ?mail|mail|address|thu dien tu|hop thu|dia chi thu|stt|so tt|ho ten|ho va ten|ho dem)\b|^ten$|^sep=/;

/** Whether a line without an address names the columns of a list. */
export function isHeading(cells: readonly string[]): boolean {
  return cells.some((cell) => HEADINGS.test(fold(cell.replace(UNSEEN, '')).replaceAll(/[\s_.-]+/g, ' ')));
}
