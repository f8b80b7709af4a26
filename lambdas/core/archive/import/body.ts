import type { Block } from '../../extraction/article.ts';
import { goesOn, type Passage } from './passages.ts';

/** Longest heading inside a body, characters. */
const HEADING = 160;

/** The passages of an item as blocks: paragraphs that a page cut are whole again, items are lists, rows are tables. */
export function bodyOf(passages: readonly Passage[]): Block[] {
  const blocks: Block[] = [];
  for (const passage of passages) add(blocks, passage);
  return blocks;
}

function add(blocks: Block[], passage: Passage): void {
  const last = blocks.at(-1);
  const { text } = passage;
  if (passage.cells !== undefined) addRow(blocks, passage.cells);
  else if (passage.isItem) addItem(blocks, { ordered: false, text });
  else if (numberedText(blocks, text) !== null)
    addItem(blocks, { ordered: true, text: numberedText(blocks, text) ?? '' });
  else if (passage.isStrong && text.length <= HEADING) blocks.push({ kind: 'heading', runs: [{ text }] });
  else if (last?.kind === 'paragraph' && goesOn(textOf(last.runs), text)) {
    blocks[blocks.length - 1] = { kind: 'paragraph', runs: [{ text: `${textOf(last.runs)} ${text}` }] };
  } else blocks.push({ kind: 'paragraph', runs: [passage.isItalic ? { text, italic: true } : { text }] });
}

function addRow(blocks: Block[], cells: readonly string[]): void {
  if (cells.every((cell) => /^[-: ]*$/u.test(cell))) return;
  const last = blocks.at(-1);
  if (last?.kind === 'table') last.rows.push([...cells]);
  else blocks.push({ kind: 'table', rows: [[...cells]] });
}

function addItem(blocks: Block[], { ordered, text }: { readonly ordered: boolean; readonly text: string }): void {
  const last = blocks.at(-1);
  if (last?.kind === 'list' && last.ordered === ordered) last.items.push([{ text }]);
  else blocks.push({ kind: 'list', ordered, items: [[{ text }]] });
}

/** The words after `2. ` where it follows the first of its list, or after `1. `; null where it is no item of a list. */
function numberedText(blocks: readonly Block[], text: string): string | null {
  const [, number = '', words = ''] = /^(\d{1,2})\. (.+)$/u.exec(text) ?? [];
  const last = blocks.at(-1);
  const expected = last?.kind === 'list' && last.ordered ? last.items.length + 1 : 1;
  return Number(number) === expected ? words : null;
}

function textOf(runs: readonly { readonly text: string }[]): string {
  return runs.map(({ text }) => text).join('');
}
