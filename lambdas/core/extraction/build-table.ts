import { type Element, isTag } from 'domhandler';
import type { Block } from './article.ts';
import { runsText } from './article.ts';
import { runsBelow, tidyRuns } from './runs.ts';

/** A cell with more text holds an article, not a figure: the table only lays out the page. */
const LONGEST_CELL = 600;

/** A table of at least two rows and columns as rows of plain text; null where the table only lays out the page. */
export function buildTable(table: Element, isNoise: (element: Element) => boolean): Block | null {
  const rows = rowsOf(table)
    .map((row) => cellsOf(row).map((cell) => textOf(cell, isNoise)))
    .filter((row) => row.some((cell) => cell !== ''));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  if (rows.length < 2 || columns < 2 || rows.some((row) => row.some((cell) => cell.length > LONGEST_CELL))) return null;
  return { kind: 'table', rows };
}

function rowsOf(node: Element): Element[] {
  return node.children.filter(isTag).flatMap((child) => {
    if (child.name === 'tr') return [child];
    return /^t(?:body|head|foot)$/.test(child.name) ? rowsOf(child) : [];
  });
}

function cellsOf(row: Element): Element[] {
  return row.children.filter(isTag).filter(({ name }) => name === 'td' || name === 'th');
}

function textOf(cell: Element, isNoise: (element: Element) => boolean): string {
  return runsText(tidyRuns(runsBelow(cell, (node) => isTag(node) && isNoise(node))));
}
