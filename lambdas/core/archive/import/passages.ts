import { normalise } from '../../vietnamese/normalise.ts';
import { SIGNS } from './signs.ts';

/** A heading, paragraph, list item or line of a printed bulletin, without the marks of its text form. */
export interface Passage {
  /** Line of the file it begins on, 1 the first. */
  readonly line: number;
  readonly text: string;
  /** Set off as a heading: a `#` before it, or bold through and through. */
  readonly isStrong: boolean;
  readonly isItalic: boolean;
  /** `-`, `–` or `•` before it. */
  readonly isItem: boolean;
  /** Cells of a table's row; absent elsewhere. */
  readonly cells?: readonly string[];
}

interface Line {
  readonly number: number;
  readonly raw: string;
}

/** Lines that stand alone whatever stands beside them: headings, rows, items, numbered lines, rules, the face of a bulletin. */
const ALONE = SIGNS.alone;

/** What closes a paragraph. */
const CLOSED = /[.!?:;…”"»)\]]$/u;

/** Bold or italic from end to end. */
const BOLD = /^(?:\*\*|__)(?<inner>.+)(?:\*\*|__)$/u;
const ITALIC = /^[*_](?<inner>[^*_].*)[*_]$/u;

/** The passages of a text: paragraphs put together again where lines were broken, in the ways texts taken out of PDF files are. */
export function passagesOf(text: string): Passage[] {
  const lines = text
    .split(/\r\n|[\n\r\f\u2028\u2029]/u)
    .map((raw, index) => ({ number: index + 1, raw: raw.replaceAll('\u00a0', ' ').replaceAll('\0', '') }));
  const groups = isSpread(lines) ? spreadGroups(lines) : blockGroups(lines);
  // The number of a page alone is its furniture.
  return groups.map(passageOf).filter(({ text: words, cells }) => cells !== undefined || !/^\d{0,3}$/u.test(words));
}

/** Every line of a page followed by an empty one, none longer than a page is wide, and many in the middle of a sentence. */
function isSpread(lines: readonly Line[]): boolean {
  const full = lines.filter(({ raw }) => raw.trim() !== '');
  const followed = full.filter(({ number }) => (lines[number]?.raw ?? '').trim() === '').length;
  const midway = full.filter(({ raw }) => /^\s*\p{Ll}/u.test(raw)).length;
  return full.length > 12 && followed / full.length > 0.7 && midway / full.length > 0.2 && widthOf(full) < 130;
}

/** The length nine lines of ten keep to. */
function widthOf(full: readonly Line[]): number {
  const lengths = full.map(({ raw }) => raw.trim().length).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length * 0.9)] ?? 0;
}

/** Lines without an empty one between them belong together, but for those that stand alone. */
function blockGroups(lines: readonly Line[]): Line[][] {
  const groups: Line[][] = [];
  let open = false;
  for (const line of lines) {
    const words = line.raw.trim();
    if (words === '') {
      open = false;
      continue;
    }
    const last = groups.at(-1);
    if (open && last && !ALONE.test(words)) last.push(line);
    else groups.push([line]);
    // Two spaces at the end break a line on purpose; what stands alone takes only lines that are set in under it.
    open = !/\S {2,}$/u.test(line.raw) && !SIGNS.closed.test(words);
  }
  return groups;
}

/**
 * Where every line is followed by an empty one, a line begins a paragraph when none is between it and the last (the type
 * changed), when a line of spaces is (a picture stood there), or when the last is closed and stops short.
 */
function spreadGroups(lines: readonly Line[]): Line[][] {
  const full = lines.filter(({ raw }) => raw.trim() !== '');
  const width = widthOf(full);
  const groups: Line[][] = [];
  let before: Line | undefined;
  for (const line of full) {
    const last = groups.at(-1);
    if (last && before && continues(lines, before, line, width)) last.push(line);
    else groups.push([line]);
    before = line;
  }
  return groups;
}

function continues(lines: readonly Line[], before: Line, line: Line, width: number): boolean {
  const words = line.raw.trim();
  const last = before.raw.trim();
  const between = lines.slice(before.number, line.number - 1);
  if (ALONE.test(words) || ALONE.test(last) || between.length === 0) return false;
  if (isCapitals(last) !== isCapitals(words)) return false;
  if (/^\p{Ll}/u.test(words) && !CLOSED.test(last)) return true;
  if (between.some(({ raw }) => raw !== '')) return false;
  return !(CLOSED.test(last) && last.length < width * 0.85) && !(last.length < width * 0.45);
}

function isCapitals(text: string): boolean {
  return /\p{Lu}{2}/u.test(text) && !/\p{Ll}/u.test(text);
}

function passageOf(group: readonly Line[]): Passage {
  const joined = group.map(({ raw }) => raw.trim()).join(' ');
  const line = group[0]?.number ?? 1;
  const plain = { line, isStrong: false, isItalic: false, isItem: false };
  if (joined.startsWith('|')) return { ...plain, text: '', cells: cellsOf(joined) };
  const isItem = /^[-–•]\s/u.test(joined);
  const isHeading = /^#{1,6}\s/u.test(joined);
  const words = joined.replace(/^(?:#{1,6}|[-–•])\s+/u, '').trim();
  const bold = BOLD.exec(words)?.groups?.inner;
  const inner = bold ?? words;
  const italic = ITALIC.exec(inner)?.groups?.inner;
  return {
    line,
    text: withoutMarks(italic ?? inner),
    isStrong: isHeading || (bold !== undefined && !bold.includes('**')),
    isItalic: italic !== undefined && !italic.includes('*'),
    isItem,
  };
}

function cellsOf(row: string): string[] {
  return row
    .replace(/^\||\|$/gu, '')
    .split('|')
    .map((cell) => withoutMarks(cell.trim()));
}

/** Plain words: links by their text, no stars, no escapes. */
function withoutMarks(text: string): string {
  return normalise(text)
    .replace(/\[([^[\]]*)\]\([^()\s]*\)/gu, '$1')
    .replace(/\*{1,3}/gu, (stars, at: number) => (text[at - 1] === '\\' || text[at - 1] === '(' ? stars : ''))
    .replace(/\\([\\*_()[\]#.|-])/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Whether `next` goes on with the paragraph `last`, which a page or column had cut in two. */
export function goesOn(last: string, next: string): boolean {
  return /[\p{L}\d,–-]$/u.test(last) && /^[\p{Ll}\d(]/u.test(next);
}
