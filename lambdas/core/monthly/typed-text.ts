import { type Block, blockTexts } from '../extraction/article.ts';
import { normalise } from '../vietnamese/normalise.ts';
import type { MonthlyPiece } from './draft.ts';

/** A numbered heading: `1. Khái quát chung`, `2.1. Kết quả`, `II. Giải pháp`. */
const NUMBERED = /^(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.)\s+\S/u;
/** A heading is short and does not end as a sentence does. */
const LONGEST_HEADING = 150;

/**
 * The text of an own contribution as it is typed or pasted: an empty line ends a paragraph, lines that begin with `- ` or
 * `+ ` are a list, a short numbered line (`1. Khái quát chung`), or one after `# `, is a heading.
 */
export function typedPieces(text: string): MonthlyPiece[] {
  return blocksOf(text).map((block) => ({ kind: 'text', block, struck: false }));
}

/** What {@link typedPieces} makes the same pieces of; pictures have no text. */
export function typedText(pieces: readonly MonthlyPiece[]): string {
  return pieces.flatMap((piece) => (piece.kind === 'text' ? [written(piece.block)] : [])).join('\n\n');
}

function blocksOf(text: string): Block[] {
  const parts = text.replaceAll('\r', '').split(/\n\s*\n/u);
  return parts.flatMap((part) => partBlocks(part.split('\n').flatMap((line) => normalise(line) || [])));
}

function partBlocks(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (const line of lines) {
    const item = /^[-+•]\s+(.*)$/u.exec(line)?.[1];
    const last = blocks.at(-1);
    if (item === undefined)
      blocks.push(isHeading(line) ? heading(line) : { kind: 'paragraph', runs: [{ text: line }] });
    else if (last?.kind === 'list') last.items.push([{ text: item }]);
    else blocks.push({ kind: 'list', ordered: false, items: [[{ text: item }]] });
  }
  return blocks;
}

function isHeading(line: string): boolean {
  return line.startsWith('# ') || (NUMBERED.test(line) && line.length <= LONGEST_HEADING && !/[.;:,…]$/u.test(line));
}

function heading(line: string): Block {
  return { kind: 'heading', runs: [{ text: line.replace(/^#\s+/u, '') }] };
}

function written(block: Block): string {
  const [first = '', ...rest] = blockTexts([block]);
  if (block.kind === 'list') return [first, ...rest].map((item) => `- ${item}`).join('\n');
  return block.kind === 'heading' && !isHeading(first) ? `# ${first}` : [first, ...rest].join('\n');
}
