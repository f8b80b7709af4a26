import { type Block, type Run, runsText } from '../extraction/article.ts';
import { normalise } from '../vietnamese/normalise.ts';
import { sentences } from '../vietnamese/sentences.ts';
import { cutRuns } from './stretches.ts';

/** The smallest part of a paper's article that an editor strikes out or brings back: a sentence, a heading, a point of a list, a table. */
export interface PaperSentence {
  /** Index of its block in the article. */
  readonly block: number;
  readonly kind: 'sentence' | 'heading' | 'point' | 'table';
  /** In the one spelling of the house, by which it is found again in a clipping. */
  readonly text: string;
  /** Its characters with their bold and italic; none of a table. */
  readonly runs: readonly Run[];
}

/** The sentences of an article in order; pictures have none. */
export function paperSentences(blocks: readonly Block[]): PaperSentence[] {
  return blocks.flatMap((block, index) => ofBlock(block).map((each) => ({ ...each, block: index })));
}

type Found = Omit<PaperSentence, 'block'>;

function ofBlock(block: Block): Found[] {
  switch (block.kind) {
    case 'paragraph':
      return inParagraph(block.runs);
    case 'heading':
      return whole('heading', block.runs);
    case 'list':
      return block.items.flatMap((item) => whole('point', item));
    case 'table':
      return [{ kind: 'table', text: tableText(block.rows), runs: [] }];
    case 'picture':
      return [];
  }
}

function inParagraph(runs: readonly Run[]): Found[] {
  const clean = cleanRuns(runs);
  const text = runsText(clean);
  let at = 0;
  return sentences(text).map((sentence): Found => {
    const from = text.indexOf(sentence, at);
    at = from + sentence.length;
    return { kind: 'sentence', text: sentence, runs: cutRuns(clean, from, at) };
  });
}

function whole(kind: 'heading' | 'point', runs: readonly Run[]): Found[] {
  const clean = cleanRuns(runs);
  const text = runsText(clean);
  return text === '' ? [] : [{ kind, text, runs: clean }];
}

/** Runs in the one spelling of the house; where that moves letters, bold and italic are given up. */
export function cleanRuns(runs: readonly Run[]): Run[] {
  const text = runsText(runs);
  const clean = normalise(text);
  return clean === text ? [...runs] : clean === '' ? [] : [{ text: clean }];
}

/** The text of a table, a line a row. */
export function tableText(rows: readonly (readonly string[])[]): string {
  return normalise(rows.map((row) => row.join(' | ')).join('\n'));
}
