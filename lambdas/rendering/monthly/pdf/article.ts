import { drawBlock, drawParagraph, PARAGRAPH_GAP } from '../../pdf/body.ts';
import type { StyledText } from '../../pdf/lines.ts';
import { runsOf, styled, webLink } from '../../pdf/paged.ts';
import type { Style } from '../../pdf/pen.ts';
import { LEADING, TYPE } from '../../pdf/sheet.ts';
import { filled } from '../../print-words.ts';
import type { MonthlyViewBlock, ViewArticle } from '../article-view.ts';
import { drawFigure, figureFits } from './figure.ts';
import { drawFootnote, footnoteHeight } from './footnote.ts';
import { setPieces } from './pieces.ts';
import type { MonthlyPaged } from './render-monthly-pdf.ts';

const LINE = TYPE.text * LEADING;

/** An article: title, who signs it, lead, body with its pictures, byline, where it is from. */
export function drawArticle(paged: MonthlyPaged, article: ViewArticle): void {
  const { pen, colours } = paged;
  pen.y += 16;
  pen.make(TYPE.title * 7);
  paged.arrive(article.anchor, { title: article.title, level: 2 });
  const style = { ...styled(paged, 'bold', TYPE.title + 1), colour: colours.navy };
  pen.tagged('H3', () => pen.paragraph([{ text: article.title, style }], { align: 'left', keep: 3 }));
  pen.y += 5;
  if (article.author !== null) drawAuthor(paged, article.author, article.affiliation ?? '');
  const closing = closingOf(paged, article);
  const tail = closing.length * LINE + PARAGRAPH_GAP;
  setPieces([...sapoBlocks(article), ...article.blocks], {
    fits: (picture) => figureFits(paged, picture),
    set: (piece, isLast) => drawPiece(paged, piece, isLast ? tail : 0),
  });
  for (const line of closing) pen.tagged('P', () => pen.paragraph(line, { align: 'right' }));
}

/** The lead as a bold paragraph. */
function sapoBlocks({ sapo }: ViewArticle): MonthlyViewBlock[] {
  return sapo === null ? [] : [{ kind: 'paragraph', runs: [{ text: sapo, bold: true, italic: false }] }];
}

function drawPiece(paged: MonthlyPaged, block: MonthlyViewBlock, tail: number): void {
  if (block.kind === 'picture') drawFigure(paged, block, tail);
  else if (block.kind === 'paragraph') drawParagraph(paged, runsOf(paged, block.runs, TYPE.text), tail);
  else drawBlock(paged, block);
}

/** Who signs, and at the foot of the same page the office of who signs. */
function drawAuthor(paged: MonthlyPaged, author: string, affiliation: string): void {
  const { pen, view } = paged;
  const mark = view.words.contributionMark;
  pen.make(3 * LINE + footnoteHeight(paged, affiliation));
  const runs = [{ text: `${author} ${mark}`.trim(), style: styled(paged, 'bold', TYPE.text) }];
  pen.tagged('P', () => pen.paragraph(runs, { align: 'left' }));
  pen.y += PARAGRAPH_GAP;
  drawFootnote(paged, affiliation);
}

/** The lines after the body, each at the right: byline, `Theo:`, `Nguồn:`, and where more is to be read. */
function closingOf(paged: MonthlyPaged, article: ViewArticle): StyledText<Style>[][] {
  const source: Style = { ...styled(paged, 'italic', TYPE.text), ...webLink(article) };
  const more: Style = { ...styled(paged, 'regular', TYPE.note), colour: paged.colours.navy, ...webLink(article) };
  return [
    ...(article.withdrawn === null ? [] : [[{ text: article.withdrawn, style: styled(paged, 'italic', TYPE.text) }]]),
    ...(article.byline === null ? [] : [[{ text: article.byline, style: styled(paged, 'boldItalic', TYPE.text) }]]),
    ...article.sources.map((text) => [{ text, style: source }]),
    ...(article.isAbridged ? [[{ text: filled(paged.words.readAt, article.site ?? ''), style: more }]] : []),
  ];
}
