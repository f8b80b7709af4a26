import { type Block, blockTexts, paragraph, runsText } from '../extraction/article.ts';
import { sentences } from '../vietnamese/sentences.ts';
import { USES } from './sentence-use.ts';
import { cutRuns, type Stretch, stretchesOf } from './stretches.ts';

/** A body brought to length; `cut` when its end is missing. */
export interface Condensed {
  readonly body: Block[];
  readonly cut: boolean;
}

/** A body a little over the limit stays whole: nobody is helped by cutting its last sentence. */
const TOLERANCE = 1.1;

/**
 * Brings blocks to about `limit` characters by leaving out whole sentences and paragraphs: background and quotes first,
 * then what tells neither decision nor figure, from the end on; the lead stays. What stays is word for word and in its
 * order, runs included. Pictures are left out always; a heading stays where something under it does.
 */
export function condense(blocks: readonly Block[], limit: number): Condensed {
  const texts = blocks.filter((block) => block.kind !== 'picture' && lengthOf(block) > 0);
  const whole = texts.reduce((sum, block) => sum + lengthOf(block), 0);
  if (whole <= limit * TOLERANCE) return { body: withoutLastHeadings(texts), cut: false };
  const stretches = stretchesOf(texts, limit / 2);
  const kept = keptOf(stretches, limit);
  const [left, all] = [byBlock(kept), byBlock(stretches)];
  const body = texts.flatMap((block, index) => partOf(block, left.get(index) ?? [], all.get(index)?.length ?? 0));
  return { body: withoutIdleHeadings(body), cut: kept.at(-1) !== stretches.at(-1) };
}

/** The beginning of blocks, about `limit` characters: all that may be printed of a paper that allows an excerpt. */
export function beginningOf(blocks: readonly Block[], limit: number): Condensed {
  const texts = blocks.filter((block) => block.kind !== 'picture' && lengthOf(block) > 0);
  const whole = texts.reduce((sum, block) => sum + lengthOf(block), 0);
  if (whole <= limit * TOLERANCE) return { body: withoutLastHeadings(texts), cut: false };
  const body: Block[] = [];
  let left = limit;
  let isFirst = true;
  for (const block of texts) {
    if (left <= 0 && !isFirst) break;
    const fitting: Block | null = lengthOf(block) <= left ? block : beginning(block, left, isFirst);
    if (fitting !== null) body.push(fitting);
    isFirst &&= fitting === null || fitting.kind === 'heading';
    left -= lengthOf(block);
  }
  return { body: withoutLastHeadings(body), cut: true };
}

/** Drops by use, within a use from the end on, until the rest fits; what stands alone afterwards goes too. */
function keptOf(stretches: readonly Stretch[], limit: number): Stretch[] {
  const order = stretches
    .map((each, index) => ({ each, index }))
    .filter(({ each }) => each.use !== 'lead')
    .sort((a, b) => USES.indexOf(a.each.use) - USES.indexOf(b.each.use) || b.index - a.index);
  const dropped = new Set<number>();
  let length = stretches.reduce((sum, each) => sum + each.length, 0);
  for (const { each, index } of order) {
    if (length <= limit) break;
    dropped.add(index);
    length -= each.length;
  }
  const needed = new Set(stretches.flatMap(({ needs }, index) => (needs === null || dropped.has(index) ? [] : needs)));
  return stretches.filter(
    (each, index) => !dropped.has(index) && !(announcesMore(each, index, stretches) && !needed.has(index)),
  );
}

/** `gồm:` with something behind it: it goes where everything went that it announced. */
function announcesMore({ announces, use }: Stretch, index: number, stretches: readonly Stretch[]): boolean {
  return announces && use !== 'lead' && index < stretches.length - 1;
}

function byBlock(stretches: readonly Stretch[]): Map<number, Stretch[]> {
  return Map.groupBy(stretches, ({ block }) => block);
}

/** What is kept of a block: the block itself where all of it is, else the kept stretches with their runs. */
function partOf(block: Block, kept: readonly Stretch[], count: number): Block[] {
  if (block.kind === 'heading') return [block];
  if (kept.length === 0) return [];
  if (block.kind !== 'paragraph' || kept.length === count) return [block];
  return [{ ...block, runs: kept.flatMap((each, index) => spaced(cutRuns(block.runs, each.from, each.to), index)) }];
}

function spaced(runs: readonly { text: string }[], index: number) {
  return index === 0 ? [...runs] : [{ text: ' ' }, ...runs];
}

/** The sentences of a paragraph that fit; the first one always, where the body would otherwise be empty. */
function beginning(block: Block, left: number, isFirst: boolean): Block | null {
  if (block.kind !== 'paragraph') return isFirst && block.kind !== 'heading' ? block : null;
  const all = sentences(runsText(block.runs));
  let used = 0;
  const fitting = all.filter((sentence, index) => {
    const fits = used + sentence.length <= left || (isFirst && index === 0);
    used += fits ? sentence.length + 1 : Infinity;
    return fits;
  });
  return fitting.length === 0 ? null : paragraph(fitting.join(' '));
}

/** Headings under which nothing is left: at the end, or right before another heading. */
function withoutIdleHeadings(body: readonly Block[]): Block[] {
  return body.filter((block, index) => {
    const next = body[index + 1];
    return block.kind !== 'heading' || (next !== undefined && next.kind !== 'heading');
  });
}

function withoutLastHeadings(body: readonly Block[]): Block[] {
  const last = body.findLastIndex((block) => block.kind !== 'heading');
  return body.slice(0, last + 1);
}

function lengthOf(block: Block): number {
  return blockTexts([block]).reduce((sum, text) => sum + text.trim().length, 0);
}
