import { type Block, blockTexts, paragraph, runsText } from '../extraction/article.ts';
import { sentences } from '../vietnamese/sentences.ts';

/** A body brought to length; `cut` when its end is missing. */
export interface Condensed {
  readonly body: Block[];
  readonly cut: boolean;
}

/** A body a little over the limit stays whole: nobody is helped by cutting its last sentence. */
const TOLERANCE = 1.1;

/**
 * Brings blocks to about `limit` characters by leaving out whole sentences and paragraphs from the end on; what stays
 * is word for word and in its order, runs included. Pictures are left out always; a heading never ends the text.
 */
export function condense(blocks: readonly Block[], limit: number): Condensed {
  const texts = blocks.filter((block) => block.kind !== 'picture' && lengthOf(block) > 0);
  const whole = texts.reduce((sum, block) => sum + lengthOf(block), 0);
  if (whole <= limit * TOLERANCE) return { body: withoutLastHeadings(texts), cut: false };
  const body: Block[] = [];
  let left = limit;
  for (const block of texts) {
    const fitting = lengthOf(block) <= left ? block : beginning(block, left, body.length === 0);
    if (fitting !== null) body.push(fitting);
    left -= lengthOf(block);
    if (left <= 0) break;
  }
  return { body: withoutLastHeadings(body), cut: true };
}

/** The sentences of a paragraph that fit; the first one always, where the body would otherwise be empty. */
function beginning(block: Block, left: number, isFirst: boolean): Block | null {
  if (block.kind !== 'paragraph') return null;
  const all = sentences(runsText(block.runs));
  let used = 0;
  const fitting = all.filter((sentence, index) => {
    const fits = used + sentence.length <= left || (isFirst && index === 0);
    used += fits ? sentence.length + 1 : Infinity;
    return fits;
  });
  return fitting.length === 0 ? null : paragraph(fitting.join(' '));
}

function withoutLastHeadings(body: readonly Block[]): Block[] {
  const last = body.findLastIndex((block) => block.kind !== 'heading');
  return body.slice(0, last + 1);
}

function lengthOf(block: Block): number {
  return blockTexts([block]).reduce((sum, text) => sum + text.trim().length, 0);
}
