import type { Block, Run } from '../core/extraction/article.ts';
import type { FrozenClipping } from '../core/issue/snapshot.ts';
import { printable } from './printable.ts';

/** A stretch of printable text. */
export interface ViewRun {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
}

/** A block as every output prints it; the daily has no pictures (they would tell the papers who reads). */
export type ViewBlock =
  | { readonly kind: 'paragraph' | 'heading'; readonly runs: readonly ViewRun[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly ViewRun[])[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

/** A body, and apart from it the last paragraph, which the citation closes; empty where a list or table ends it. */
export interface ViewBody {
  readonly blocks: readonly ViewBlock[];
  readonly closing: readonly ViewRun[];
}

/** `...` where the end was cut. */
const CUT = '...';

/** The body as it may be printed: nothing of a paper whose titles only may be used. */
export function bodyOf(clipping: Pick<FrozenClipping, 'body' | 'cut' | 'printing'>): ViewBody {
  const blocks = clipping.printing === 'title' ? [] : clipping.body.flatMap(viewBlock);
  while (blocks.at(-1)?.kind === 'heading') {
    blocks.pop();
  }
  const last = blocks.at(-1);
  const hasClosing = last?.kind === 'paragraph';
  const closing = hasClosing ? last.runs : [];
  return {
    blocks: hasClosing ? blocks.slice(0, -1) : blocks,
    closing: clipping.cut && blocks.length > 0 ? cutShort(closing) : closing,
  };
}

function viewBlock(block: Block): ViewBlock[] {
  return block.kind === 'picture' ? [] : textBlock(block);
}

/** A block of text as it may be printed; none where nothing printable is left of it. */
export function textBlock(block: Exclude<Block, { kind: 'picture' }>): ViewBlock[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading': {
      const runs = viewRuns(block.runs);
      return runs.length > 0 ? [{ kind: block.kind, runs }] : [];
    }
    case 'list': {
      const items = block.items.map(viewRuns).filter((runs) => runs.length > 0);
      return items.length > 0 ? [{ kind: 'list', ordered: block.ordered, items }] : [];
    }
    case 'table': {
      const rows = block.rows.map((row) => row.map((cell) => printable(cell).trim())).filter((row) => row.length > 0);
      return rows.length > 0 ? [{ kind: 'table', rows }] : [];
    }
  }
}

/** Runs without spaces at the ends of the whole and without empty ones. */
function viewRuns(runs: readonly Run[]): ViewRun[] {
  const kept = runs
    .map(({ text, bold = false, italic = false }) => ({ text: printable(text), bold, italic }))
    .filter((run) => run.text !== '');
  while (kept[0] !== undefined && kept[0].text.trim() === '') {
    kept.shift();
  }
  while (kept.at(-1)?.text.trim() === '') {
    kept.pop();
  }
  return kept.map((run, index) => ({ ...run, text: trimmed(run.text, index === 0, index === kept.length - 1) }));
}

function trimmed(text: string, isFirst: boolean, isLast: boolean): string {
  const start = isFirst ? text.trimStart() : text;
  return isLast ? start.trimEnd() : start;
}

/** A full stop gives way to the dots; dots that are there already stand. */
function cutShort(runs: readonly ViewRun[]): ViewRun[] {
  const last = runs.at(-1);
  if (last === undefined) {
    return [{ text: CUT, bold: false, italic: false }];
  }
  const text = /(?:\.\.\.|…)$/u.test(last.text) ? last.text : `${last.text.replace(/[.,;:]$/u, '')}${CUT}`;
  return [...runs.slice(0, -1), { ...last, text }];
}
