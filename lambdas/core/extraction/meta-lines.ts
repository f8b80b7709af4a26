import { fold } from '../vietnamese/fold.ts';
import { type Block, type Byline, blockTexts } from './article.ts';
import phrases from './phrases.json' with { type: 'json' };

const LABELS: ReadonlySet<string> = new Set(phrases.labels);
const LABEL_WORDS: ReadonlySet<string> = new Set(phrases.labels.flatMap((label) => label.split(' ')));
/** Lines about the article stand among the first blocks and the last. */
const HEAD = 6;
const TAIL = 4;
/** Longer lines are sentences. */
const LONGEST = 140;
/** Every way to write a moment, without marks and in lower case: `thu nam, 05/9/2024 - 08:00 (gmt+7)`. */
const MOMENT =
  /(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat)\b|\d{1,2}(?:[:h]|\s*gio\s*)\d{2}(?::\d{2})?(?:\s*phut)?|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|\d{4}-\d{2}-\d{2}|(?:gmt|utc)\s*[+-]?\s*\d{1,2}(?::\d{2})?/g;

/** What a page says about an article beside it, as it was found elsewhere. */
export interface About {
  readonly byline: Byline | null;
  readonly rubrics: readonly string[];
}

/**
 * True for a line that says only when, by whom and in which column: `24/11/2026 04:40Chia sẻ`, `Minh An - Thứ Hai,
 * 23/11/2026`, `(TS. Đào Công Thuận)`. A line in which any other word stays is text.
 */
export function isMetaLine(text: string, about: About): boolean {
  if (text.length > LONGEST) return false;
  const names = [about.byline?.printed ?? '', ...(about.byline?.authors ?? []), ...about.rubrics];
  let rest = ` ${plain(fold(text).replace(MOMENT, ' '))} `;
  for (const name of names.map((each) => plain(fold(each))).toSorted((a, b) => b.length - a.length)) {
    if (name.length > 1) rest = rest.replaceAll(` ${name} `, '  ').replaceAll(` ${name} `, '  ');
  }
  const words = plain(rest);
  return words.split(' ').every((word) => word === '' || LABEL_WORDS.has(word)) && withoutLabels(words) === '';
}

/** The blocks without such lines at the head (up to the first paragraph of text) and at the end. */
export function withoutMetaLines<T extends Block | { readonly kind: 'caption' }>(
  blocks: readonly T[],
  about: About,
): T[] {
  const firstText = blocks.findIndex((block) => (textOf(block)?.length ?? 0) > LONGEST);
  const head = firstText < 0 ? HEAD : Math.min(HEAD, firstText);
  return blocks.filter((block, index) => {
    if (index >= head && index < blocks.length - TAIL) return true;
    const text = textOf(block);
    const isEnd = index >= head;
    return text === null || !isMetaLine(text, isEnd ? { ...about, rubrics: [] } : about);
  });
}

function textOf(block: Block | { readonly kind: 'caption' }): string | null {
  return block.kind === 'paragraph' || block.kind === 'heading' ? (blockTexts([block])[0] ?? null) : null;
}

/** Words and nothing between them. */
function plain(folded: string): string {
  return folded
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\s+/g, ' ');
}

/** Takes labels off, longest first, until none is left: `ngay dang gmt` → ``. */
function withoutLabels(words: string): string {
  let rest = ` ${words} `;
  for (const label of LABELS) rest = rest.replaceAll(` ${label} `, '  ').replaceAll(` ${label} `, '  ');
  return rest.trim();
}
