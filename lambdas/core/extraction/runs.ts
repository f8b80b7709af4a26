import { type AnyNode, hasChildren, isTag, isText } from 'domhandler';
import { normalise } from '../vietnamese/normalise.ts';
import type { Run } from './article.ts';
import { isUnread } from './page-parts.ts';

const ENDS_LINE: ReadonlySet<string> = new Set(['br', 'p', 'div', 'li', 'tr', 'td']);

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
  const runs: Run[] = [];
  collect(node, marks, { runs, skip });
  return runs;
}

interface Collecting {
  readonly runs: Run[];
  readonly skip: (node: AnyNode) => boolean;
}

function collect(node: AnyNode, marks: Marks, into: Collecting): void {
  if (isText(node)) {
    into.runs.push(run(node.data, marks));
    return;
  }
  if (!hasChildren(node) || isUnread(node) || into.skip(node)) {
    if (isTag(node) && node.name === 'br') into.runs.push(run(' ', marks));
    return;
  }
  const inside = isTag(node) ? marksInside(node.name, marks) : marks;
  for (const child of node.children) collect(child, inside, into);
  if (isTag(node) && ENDS_LINE.has(node.name)) into.runs.push(run(' ', marks));
}

/** Runs as they are kept: normalised, spaces once, none at the ends, neighbours with the same marks joined. */
export function tidyRuns(raw: readonly Run[]): Run[] {
  if (raw.every(({ text }) => text.trim() === '')) return [];
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
  const oneLine = /[^\S ]|\s\s/.test(text) ? text.replace(/\s+/g, ' ') : text;
  const core = normalise(oneLine.trim()).replaceAll('\n', ' ');
  if (core === '') return { text: oneLine === '' ? '' : ' ', ...marks };
  return { text: `${oneLine.startsWith(' ') ? ' ' : ''}${core}${oneLine.endsWith(' ') ? ' ' : ''}`, ...marks };
}

function trimmedEnds(item: Run, index: number, all: readonly Run[]): Run {
  const afterSpace = index === 0 || all[index - 1]?.text.endsWith(' ') === true;
  const start = afterSpace ? item.text.trimStart() : item.text;
  return { ...item, text: index === all.length - 1 ? start.trimEnd() : start };
}

function sameMarks(a: Run, b: Run): boolean {
  return a.bold === b.bold && a.italic === b.italic;
}
