import { type Block, blockTexts, paragraph } from '../extraction/article.ts';
import { normalise } from '../vietnamese/normalise.ts';

/**
 * The body after an editor changed its text. Where the texts of a block come back word for word, in a row, the block
 * stays as it was, with its bold runs, list or table; every other text is a plain paragraph. Empty ones are left out.
 */
export function rewrittenBody(before: readonly Block[], paragraphs: readonly string[]): Block[] {
  const texts = paragraphs.map(normalise).filter((text) => text !== '');
  const unused = [...before];
  const body: Block[] = [];
  let position = 0;
  while (position < texts.length) {
    const start = position;
    const kept = unused.findIndex((block) => standsAt(block, texts, start));
    const [block] = kept < 0 ? [] : unused.splice(kept, 1);
    body.push(block ?? paragraph(texts[start] ?? ''));
    position += block === undefined ? 1 : blockTexts([block]).length;
  }
  return body;
}

function standsAt(block: Block, texts: readonly string[], start: number): boolean {
  const own = blockTexts([block]).map(normalise);
  return own.length > 0 && own.every((text, index) => texts[start + index] === text);
}
