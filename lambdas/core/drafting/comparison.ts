import { type Block, type Run, runsText } from '../extraction/article.ts';
import { sentences } from '../vietnamese/sentences.ts';
import { cleanRuns, type PaperSentence, paperSentences, tableText } from './paper-sentences.ts';
import { cutRuns } from './stretches.ts';

/** A part of a clipping's text: one of the paper's sentences word for word, or words that are not the paper's. */
export interface Part {
  readonly text: string;
  readonly runs: readonly Run[];
  /** The paper's sentence it is; null: it is none. */
  readonly of: number | null;
  /** The paper's sentence that was changed into it, as far as that can be told. */
  readonly like: number | null;
}

/** A paragraph, heading, point of a list or table of a clipping. */
export interface Line {
  readonly block: Block;
  readonly parts: readonly Part[];
  /** False where its block may stay as it is. */
  readonly isChanged: boolean;
}

/** A clipping's text beside the article of the paper. */
export interface Comparison {
  readonly sentences: readonly PaperSentence[];
  readonly lines: readonly Line[];
}

/** Shorter sentences are not looked for in the middle of a sentence that is not the paper's. */
const TELLING = 15;
/** The end of a sentence, and what may stand between it and the next. */
const ENDED = /[.!?…]{1,3}["'”’»)\]]{0,3}\s*$/u;
/** Share of words that two sentences have in common where one was made of the other. */
const ALIKE = 0.5;

/** Finds every part of `body` again in the article `paper`, in its order where that is possible. */
export function compare(body: readonly Block[], paper: readonly Block[]): Comparison {
  const found = paperSentences(paper);
  const finder = finderIn(found);
  const lines = body.flatMap((block) =>
    linesIn(block).map(({ text, runs }): Line => ({ block, parts: partsOf(text, runs, finder), isChanged: false })),
  );
  return { sentences: found, lines: likened(lines, found) };
}

/** Words of a clipping that are not the paper's, in order. */
export function ownWordsOf({ lines }: Comparison): string[] {
  return lines.flatMap(({ parts }) => parts.filter((part) => part.of === null).map(({ text }) => text));
}

/** True where the clipping ends with the paper's words before the article does: `...` is printed. */
export function isCut({ sentences: all, lines }: Comparison): boolean {
  const last = all.findLastIndex(({ kind }) => kind !== 'heading');
  const parts = lines.flatMap((line) => line.parts);
  const end = parts.at(-1);
  if (last < 0 || end === undefined || refOf(end) === null) return false;
  return !parts.some((part) => refOf(part) === last);
}

/** The paper's sentence a part is or was made of. */
export function refOf({ of, like }: Part): number | null {
  return of ?? like;
}

function linesIn(block: Block): { readonly text: string; readonly runs: readonly Run[] }[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return [block.runs].map(lineOf);
    case 'list':
      return block.items.map(lineOf);
    case 'table':
      return [{ text: tableText(block.rows), runs: [] }];
    case 'picture':
      return [];
  }
}

function lineOf(runs: readonly Run[]) {
  const clean = cleanRuns(runs);
  return { text: runsText(clean), runs: clean };
}

/** The sentence that stands at a place of a text and was not found yet: the next one in order, else any. */
type Finder = (text: string, at: number, isInside: boolean) => { readonly of: number; readonly end: number } | null;

function finderIn(all: readonly PaperSentence[]): Finder {
  const used = new Set<number>();
  let next = 0;
  return (text, at, isInside) => {
    const stands = ({ text: wanted }: PaperSentence, index: number): boolean =>
      !used.has(index) &&
      !(isInside && wanted.length < TELLING) &&
      text.startsWith(wanted, at) &&
      /^(?:\s|$)/u.test(text.slice(at + wanted.length, at + wanted.length + 1));
    const later = all.findIndex((each, index) => index >= next && stands(each, index));
    const of = later < 0 ? all.findIndex(stands) : later;
    const found = all[of];
    if (found === undefined) return null;
    used.add(of);
    next = of + 1;
    return { of, end: at + found.text.length };
  };
}

function partsOf(text: string, runs: readonly Run[], find: Finder): Part[] {
  const parts: Part[] = [];
  let own = -1;
  const closeOwn = (end: number): void => {
    if (own >= 0) parts.push(...ownParts(text.slice(own, end), runs, own));
    own = -1;
  };
  let at = 0;
  while (at < text.length) {
    const found = find(text, at, own >= 0 && !ENDED.test(text.slice(own, at)));
    const end = found?.end ?? wordEnd(text, at);
    if (found !== null) {
      closeOwn(at);
      parts.push({ text: text.slice(at, end), runs: cutRuns(runs, at, end), of: found.of, like: null });
    } else if (own < 0) own = at;
    at = end + (/^\s*/u.exec(text.slice(end))?.[0].length ?? 0);
  }
  closeOwn(text.length);
  return parts;
}

function wordEnd(text: string, at: number): number {
  const end = text.slice(at).search(/\s/u);
  return end < 0 ? text.length : at + end;
}

function ownParts(text: string, runs: readonly Run[], start: number): Part[] {
  let at = 0;
  return sentences(text).map((sentence): Part => {
    const from = text.indexOf(sentence, at);
    at = from + sentence.length;
    return { text: sentence, runs: cutRuns(runs, start + from, start + at), of: null, like: null };
  });
}

/** Own words that stand where a sentence of the paper is missing, and have most words in common with it, are that one changed. */
function likened(lines: readonly Line[], all: readonly PaperSentence[]): Line[] {
  const kept = lines.flatMap(({ parts }) => parts.flatMap(({ of }) => of ?? []));
  const used = new Set(kept);
  let before = -1;
  return lines.map((line) => ({
    ...line,
    parts: line.parts.map((part) => {
      if (part.of !== null) {
        before = part.of;
        return part;
      }
      const behind = kept.find((of) => of > before) ?? all.length;
      const like = mostAlike(part.text, all, (index) => index > before && index < behind && !used.has(index));
      if (like === null) return part;
      used.add(like);
      before = like;
      return { ...part, like };
    }),
  }));
}

function mostAlike(text: string, all: readonly PaperSentence[], isFree: (index: number) => boolean): number | null {
  const own = wordsIn(text);
  const rated = all.map((each, index) => ({ index, share: isFree(index) ? shareOf(own, wordsIn(each.text)) : 0 }));
  const best = rated.reduce((one, other) => (other.share > one.share ? other : one), { index: -1, share: 0 });
  return best.share >= ALIKE ? best.index : null;
}

/** Twice the words in common, of the words of both. */
function shareOf(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const common = [...left].filter((each) => right.has(each)).length;
  return left.size + right.size === 0 ? 0 : (2 * common) / (left.size + right.size);
}

function wordsIn(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
}
