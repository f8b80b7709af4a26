import { type Block, blockTexts, type Run, runsText } from '../extraction/article.ts';
import { sentences } from '../vietnamese/sentences.ts';
import { isLeaning, isLinked, isPoint, USES, type Use, useOf } from './sentence-use.ts';

/**
 * The smallest part of a body that condensing keeps or drops whole: a sentence, the sentences of one quote, a list or a
 * table. `from` and `to` are characters of its paragraph.
 */
export interface Stretch {
  /** Index of its block. */
  readonly block: number;
  readonly from: number;
  readonly to: number;
  readonly length: number;
  /** Index of the stretch without which it cannot stand, or null. */
  readonly needs: number | null;
  /** It announces what follows (`gồm:`) and cannot stand alone. */
  readonly announces: boolean;
  /** Its own use, or that of a stretch that needs it where that weighs more. */
  readonly use: Use;
}

/** The stretches of a body in order; headings and pictures have none. A first paragraph longer than `mostLead` is no lead as a whole. */
export function stretchesOf(blocks: readonly Block[], mostLead: number): Stretch[] {
  const found: Stretch[] = [];
  blocks.forEach((block, index) => {
    for (const { from, to, text } of partsOf(block)) {
      const before = found.at(-1) ?? null;
      const needs = needOf({ text, index, block }, before, found);
      const announces = text.endsWith(':');
      found.push({ block: index, from, to, length: text.length, needs, announces, use: useOf(text) });
    }
  });
  return weighed(asLead(found, mostLead));
}

/** Lists, points and linked sentences need what stands before them; points all need what announced the first. */
function needOf(
  part: { readonly text: string; readonly index: number; readonly block: Block },
  before: Stretch | null,
  found: readonly Stretch[],
): number | null {
  if (before === null) return null;
  const last = found.length - 1;
  if (before.announces) return last;
  const isOfList = part.block.kind !== 'paragraph' || isPoint(part.text);
  if (isOfList && before.needs !== null && found[before.needs]?.announces) return before.needs;
  if (before.block === part.index) return isLinked(part.text) ? last : null;
  return before.block === part.index - 1 && isLeaning(part.text) ? last : null;
}

/** The first paragraph is the lead, or where it is long its first stretch. */
function asLead(found: readonly Stretch[], most: number): Stretch[] {
  const first = found.filter(({ block }) => block === found[0]?.block);
  const isShort = first.reduce((sum, { length }) => sum + length, 0) <= most;
  const count = isShort ? first.length : 1;
  return found.map((each, index) => (index < count ? { ...each, use: 'lead' as const } : each));
}

/** What others need weighs as much as they do, so that it is never dropped before them. */
function weighed(found: Stretch[]): Stretch[] {
  for (const { needs, use } of found.toReversed()) {
    const needed = needs === null ? undefined : found[needs];
    if (needs !== null && needed !== undefined && USES.indexOf(use) > USES.indexOf(needed.use)) {
      found[needs] = { ...needed, use };
    }
  }
  return found;
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function partsOf(block: Block): Part[] {
  if (block.kind === 'heading' || block.kind === 'picture') return [];
  const text = block.kind === 'paragraph' ? runsText(block.runs) : blockTexts([block]).join('\n');
  if (text.trim() === '') return [];
  return block.kind === 'paragraph' ? quotesWhole(sentenceParts(text), text) : [{ from: 0, to: text.length, text }];
}

function sentenceParts(text: string): Part[] {
  let at = 0;
  return sentences(text).map((sentence) => {
    const from = text.indexOf(sentence, at);
    at = from + sentence.length;
    return { from, to: at, text: sentence };
  });
}

/**
 * A quote of several sentences is one part: half of it would be words nobody said. Quotes that are never closed bind
 * nothing. The signs of a part are counted once, however long the quote grows.
 */
function quotesWhole(parts: readonly Part[], text: string): Part[] {
  const all = quotesIn(text);
  if (all.depth !== 0 || all.straight % 2 === 1) return [...parts];
  const whole: { part: Part; quotes: Quotes }[] = [];
  for (const part of parts) {
    const [open, own] = [whole.at(-1), quotesIn(part.text)];
    if (open !== undefined && isOpen(open.quotes)) {
      const quotes = { depth: open.quotes.depth + own.depth, straight: open.quotes.straight + own.straight };
      const { from } = open.part;
      whole[whole.length - 1] = { part: { from, to: part.to, text: text.slice(from, part.to) }, quotes };
    } else whole.push({ part, quotes: own });
  }
  return whole.map(({ part }) => part);
}

/** How many quotes are open (`“` more than `”`), and how many straight marks stand there. */
interface Quotes {
  readonly depth: number;
  readonly straight: number;
}

function quotesIn(text: string): Quotes {
  return { depth: count(text, /“/g) - count(text, /”/g), straight: count(text, /"/g) };
}

function isOpen({ depth, straight }: Quotes): boolean {
  return depth > 0 || straight % 2 === 1;
}

function count(text: string, sign: RegExp): number {
  return text.match(sign)?.length ?? 0;
}

/** The characters `from`–`to` of runs, their marks kept. */
export function cutRuns(runs: readonly Run[], from: number, to: number): Run[] {
  let at = 0;
  return runs.flatMap((run) => {
    const start = at;
    at += run.text.length;
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    return text === '' ? [] : [{ ...run, text }];
  });
}
