import { type AnyNode, hasChildren, isTag, isText } from 'domhandler';
import { normalise } from '../vietnamese/normalise.ts';
import type { Run } from './article.ts';
import { isUnread } from './page-parts.ts';

/** Something to normalise: other than letters of Vietnamese in one code point each, ordinary signs, one space at a time. */
const UNUSUAL = /[^\x20-\x7e“”‘’–—…À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]| {2}/u;

/** Marks that hold where a text stands. */
export interface Marks {
  readonly bold: boolean;
  readonly italic: boolean;
}

/** No mark. */
export const PLAIN: Marks = { bold: false, italic: false };

/** The marks inside `name`, standing inside `marks`. */
export function marksInside(name: string, marks: Marks): Marks {
  if (name === 'b' || name === 'strong') return { ...marks, bold: true };
  return name === 'i' || name === 'em' ? { ...marks, italic: true } : marks;
}

/** A run with only the marks it has. */
export function run(text: string, marks: Marks): Run {
  return { text, ...(marks.bold ? { bold: true } : {}), ...(marks.italic ? { italic: true } : {}) };
}

/** All text below a node as runs, blocks and line breaks as spaces. */
export function runsBelow(node: AnyNode, skip: (node: AnyNode) => boolean, marks: Marks = PLAIN): Run[] {
  if (isText(node)) return [run(node.data, marks)];
  if (!hasChildren(node) || isUnread(node) || skip(node))
    return isTag(node) && node.name === 'br' ? [run(' ', marks)] : [];
  const inside = isTag(node) ? marksInside(node.name, marks) : marks;
  const runs = node.children.flatMap((child) => runsBelow(child, skip, inside));
  return isTag(node) && /^(?:br|p|div|li|tr|td)$/.test(node.name) ? [...runs, run(' ', marks)] : runs;
}

/** Runs as they are kept: normalised, spaces once, none at the ends, neighbours with the same marks joined. */
export function tidyRuns(raw: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const next of raw) {
    const last = joined.at(-1);
    if (last !== undefined && (sameMarks(last, next) || next.text.trim() === '')) {
      joined[joined.length - 1] = { ...last, text: last.text + next.text };
    } else joined.push(next);
  }
  return joined
    .map(inner)
    .filter(({ text }) => text !== '')
    .map(trimmedEnds)
    .filter(({ text }) => text !== '');
}

/** Normalised, but with one space at an end that had any. */
function inner({ text, ...marks }: Run): Run {
  const oneLine = text.replace(/\s+/g, ' ');
  const core = UNUSUAL.test(oneLine) ? normalise(oneLine).replaceAll('\n', ' ') : oneLine.trim();
  if (core === '') return { text: oneLine === '' ? '' : ' ', ...marks };
  return { text: `${/^\s/.test(oneLine) ? ' ' : ''}${core}${/\s$/.test(oneLine) ? ' ' : ''}`, ...marks };
}

function trimmedEnds(item: Run, index: number, all: readonly Run[]): Run {
  const afterSpace = index === 0 || all[index - 1]?.text.endsWith(' ') === true;
  const start = afterSpace ? item.text.trimStart() : item.text;
  return { ...item, text: index === all.length - 1 ? start.trimEnd() : start };
}

function sameMarks(a: Run, b: Run): boolean {
  return a.bold === b.bold && a.italic === b.italic;
}
