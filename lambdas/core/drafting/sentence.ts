import { z } from 'zod';
import { type Block, blockSchema, blockTexts, type Run } from '../extraction/article.ts';
import { printedTitle } from '../issue/freeze.ts';
import { compare, isCut, type Line, ownWordsOf, type Part, refOf } from './comparison.ts';
import type { Clipping, Draft } from './draft.ts';
import type { Done, Refusal } from './edit.ts';
import type { PaperSentence } from './paper-sentences.ts';
import { phrase, words } from './words.ts';

/** One sentence of the paper's article struck out of a clipping, or brought (back) into it. */
export const sentenceSchema = z.object({
  kind: z.literal('sentence'),
  clippingId: z.string(),
  /** Its place among the sentences of `paper`, see `paper-sentences.ts`. */
  index: z.number().int().min(0),
  /** Whether it is to stand in the clipping, in the paper's own words. */
  isIn: z.boolean(),
  /** The article as the paper printed it; the workflow looks it up. */
  paper: z.array(blockSchema),
});

/** Letters of a sentence by which the log names it. */
const BEGINNING = 60;

/** Strikes a sentence out or brings it back; everything else stays word for word, editor's words too. */
export function takeSentence(
  draft: Draft,
  edit: z.infer<typeof sentenceSchema>,
  most: (clipping: Clipping) => number,
): Done | Refusal {
  const clipping = draft.clippings.find(({ id }) => id === edit.clippingId);
  if (clipping === undefined) return 'no-such-clipping';
  const { sentences, lines } = compare(clipping.body, edit.paper);
  const sentence = sentences[edit.index];
  if (sentence === undefined) return 'text-changed';
  const changed = edit.isIn ? brought(lines, sentences, edit) : struck(lines, edit.index);
  const body = bodyOfLines(changed);
  if (body.length === 0) return 'no-text';
  if (blockTexts(body).join('').length > most(clipping)) return 'printing-forbids';
  const told = withPaper({ ...clipping, body, edited: true }, edit.paper);
  const did = phrase(edit.isIn ? words.log.take : words.log.strike, beginning(sentence.text), printedTitle(clipping));
  return { draft: { ...draft, clippings: draft.clippings.map((each) => (each === clipping ? told : each)) }, did };
}

/** A clipping with what the paper's article tells of its text: which words are not the paper's, and whether the end is missing. */
export function withPaper(clipping: Clipping, paper: readonly Block[]): Clipping {
  const { ownWords: _, ...plain } = clipping;
  const compared = compare(clipping.body, paper);
  const own = ownWordsOf(compared);
  return { ...plain, cut: isCut(compared), ...(own.length === 0 ? {} : { ownWords: own }) };
}

function struck(lines: readonly Line[], index: number): Line[] {
  return lines.flatMap((line) => {
    const parts = line.parts.filter((part) => refOf(part) !== index);
    if (parts.length === line.parts.length) return [line];
    return parts.length === 0 ? [] : [{ ...line, parts, isChanged: true }];
  });
}

/** In place of the words it was changed into, else where the paper has it: in its paragraph, else in one of its own. */
function brought(lines: readonly Line[], all: readonly PaperSentence[], { index, paper }: Wanted): Line[] {
  const sentence = all[index];
  const block = paper[sentence?.block ?? -1];
  if (sentence === undefined || block === undefined) return [...lines];
  const part: Part = { text: sentence.text, runs: sentence.runs, of: index, like: null };
  const changed = lines.findIndex(({ parts }) => parts.some((each) => refOf(each) === index));
  if (changed >= 0) return withParts(lines, changed, (parts) => parts.map((e) => (refOf(e) === index ? part : e)));
  const isNear = (each: Part): boolean => all[refOf(each) ?? -1]?.block === sentence.block;
  const home = lines.findLastIndex((line) => line.block.kind === block.kind && line.parts.some(isNear));
  if (sentence.kind === 'sentence' && home >= 0) {
    return withParts(lines, home, (parts) => withPart(parts, part, isNear));
  }
  const own = sentence.kind === 'sentence' ? { ...block } : (lines[home]?.block ?? block);
  return lines.toSpliced(placeOf(lines, index), 0, { block: own, parts: [part], isChanged: true });
}

type Wanted = Pick<z.infer<typeof sentenceSchema>, 'index' | 'paper'>;

function withParts(lines: readonly Line[], at: number, change: (parts: readonly Part[]) => readonly Part[]): Line[] {
  return lines.map((line, index) => (index === at ? { ...line, parts: change(line.parts), isChanged: true } : line));
}

function withPart(parts: readonly Part[], part: Part, isNear: (part: Part) => boolean): Part[] {
  const before = parts.findLastIndex((each) => isNear(each) && (refOf(each) ?? 0) < (part.of ?? 0));
  return parts.toSpliced(before < 0 ? parts.findIndex(isNear) : before + 1, 0, part);
}

/** Behind the line with the sentence that comes last before it in the article; a list of other points is not broken up. */
function placeOf(lines: readonly Line[], index: number): number {
  const latest = lines.map(({ parts }) => Math.max(-1, ...parts.map((p) => refOf(p) ?? -1).filter((of) => of < index)));
  const best = Math.max(-1, ...latest);
  if (best >= 0) return latest.lastIndexOf(best) + 1;
  const later = lines.findIndex(({ parts }) => parts.some((part) => (refOf(part) ?? -1) > index));
  return later < 0 ? lines.length : later;
}

/** Lines as blocks again; a block of which nothing changed is the very same. */
function bodyOfLines(lines: readonly Line[]): Block[] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (group?.[0]?.block === line.block) group.push(line);
    else groups.push([line]);
  }
  return groups.flatMap((group) => blockOf(group) ?? []);
}

function blockOf(group: readonly Line[]): Block | null {
  const [first] = group;
  if (first === undefined) return null;
  const { block } = first;
  if (block.kind === 'list') {
    const isSame = group.length === block.items.length && group.every(({ isChanged }) => !isChanged);
    return isSame ? block : { ...block, items: group.map(runsOf) };
  }
  if (block.kind === 'table' || block.kind === 'picture' || !first.isChanged) return block;
  return { ...block, runs: runsOf(first) };
}

function runsOf({ parts }: Line): Run[] {
  return parts.flatMap(({ runs }, index) => (index === 0 ? [...runs] : [{ text: ' ' }, ...runs]));
}

function beginning(text: string): string {
  return text.length <= BEGINNING ? text : `${text.slice(0, text.lastIndexOf(' ', BEGINNING))}…`;
}
