import { fold } from '../vietnamese/fold.ts';
import { runsWithoutAgencyPrefix } from './agency-prefix.ts';
import { type Block, blockTexts, paragraph, runsText } from './article.ts';
import type { RawBlock } from './build-blocks.ts';
import { isTrailer } from './noise-lines.ts';
import phrases from './phrases.json' with { type: 'json' };

/** An article whose captions say so much, and so many times more than its own text, is a photo story. */
const MUCH_CAPTION = 300;
const TIMES_MORE = 1.5;
/** A kicker or a greeting before the text is shorter. */
const SENTENCE = 80;

/** Paragraphs at the end that may tell of a writer; longer ones are text. */
const LAST = 3;
const LONGEST_BIOGRAPHY = 600;

/** A photo story tells itself in its captions: they become the text. Elsewhere captions without a picture go. */
export function settleCaptions(raw: readonly RawBlock[]): Block[] {
  const blocks = raw.filter((block) => block.kind !== 'caption');
  const captions = raw.map(captionOf).join('').length;
  if (captions < MUCH_CAPTION || captions < TIMES_MORE * blockTexts(blocks).join('').length) return blocks;
  return raw.flatMap((block): Block[] => {
    const caption = captionOf(block);
    const told = caption === '' ? [] : [paragraph(caption)];
    if (block.kind === 'caption') return told;
    return block.kind === 'picture' ? [{ ...block, caption: null }, ...told] : [block];
  });
}

/** The blocks up to a line such as `Tin liên quan` in the second half: what follows shows other articles. */
export function withoutTrailer(blocks: readonly RawBlock[]): RawBlock[] {
  const end = blocks.findIndex((block, index) => {
    const [text] = block.kind === 'heading' || block.kind === 'paragraph' ? blockTexts([block]) : [];
    return text !== undefined && index >= blocks.length / 2 && isTrailer(text);
  });
  return withoutLastHeadings(end < 0 ? blocks : blocks.slice(0, end));
}

/** The blocks without what the last of them tell of a writer: `Minh An là phóng viên …`, where Minh An wrote the article. */
export function withoutBiography(blocks: readonly Block[], authors: readonly string[]): Block[] {
  const starts = authors.map(fold).flatMap((name) => phrases.biography.map((said) => `${name} ${said} `));
  const last = new Set(
    blocks
      .filter((block) => block.kind === 'paragraph')
      .slice(LAST)
      .slice(-LAST),
  );
  return blocks.filter((block) => {
    if (block.kind !== 'paragraph' || !last.has(block)) return true;
    const text = runsText(block.runs);
    return text.length > LONGEST_BIOGRAPHY || !starts.some((start) => fold(text).startsWith(start));
  });
}

/** A heading with nothing under it headed what is no part of the article. */
function withoutLastHeadings(blocks: readonly RawBlock[]): RawBlock[] {
  const last = blocks.findLastIndex((block) => block.kind !== 'heading' && block.kind !== 'caption');
  return blocks.filter((block, index) => index <= last || block.kind !== 'heading');
}

/** The blocks whose first paragraph, and first of some length, begins with its own words, not with `TPO -`. */
export function withoutFirstPrefix(blocks: readonly Block[]): Block[] {
  const paragraphs = blocks.filter((block) => block.kind === 'paragraph');
  const begin = new Set<Block>([
    ...paragraphs.slice(0, 1),
    ...paragraphs.filter(({ runs }) => runsText(runs).length >= SENTENCE).slice(0, 1),
  ]);
  return blocks.map((block) =>
    block.kind === 'paragraph' && begin.has(block) ? { ...block, runs: runsWithoutAgencyPrefix(block.runs) } : block,
  );
}

function captionOf(block: RawBlock): string {
  if (block.kind === 'caption') return block.text;
  return block.kind === 'picture' ? (block.caption ?? '') : '';
}
