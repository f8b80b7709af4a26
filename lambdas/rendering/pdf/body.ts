import type { ViewBlock } from '../view.ts';
import type { StyledText } from './lines.ts';
import { type Paged, runsOf, styled } from './paged.ts';
import { type Style, spaceOf } from './pen.ts';
import { LEADING, SHEET, TEXT_WIDTH, TYPE } from './sheet.ts';

/** Points below a paragraph. */
export const PARAGRAPH_GAP = 4;
const LIST_INSET = 18;
const CELL_PADDING = 3;

/** One block of a clipping. */
export function drawBlock(paged: Paged, block: ViewBlock): void {
  switch (block.kind) {
    case 'paragraph':
      if (block.runs.every(({ bold }) => bold)) drawQuestion(paged, runsOf(paged, block.runs, TYPE.text));
      else drawParagraph(paged, runsOf(paged, block.runs, TYPE.text));
      break;
    case 'heading':
      drawHeading(paged, runsOf(paged, block.runs, TYPE.text));
      break;
    case 'list':
      drawList(paged, block);
      break;
    case 'table':
      drawTable(paged, block.rows);
      break;
  }
}

/** A justified paragraph, its first line indented; `tail`: points that must follow its end on the same page. */
export function drawParagraph({ pen }: Paged, runs: readonly StyledText<Style>[], tail = 0): void {
  pen.tagged('P', () => pen.paragraph(runs, { align: 'justified', indent: SHEET.indent, tail }));
  pen.y += PARAGRAPH_GAP;
}

/** A paragraph in bold, as papers print an interview's questions: it stays with the beginning of its answer. */
function drawQuestion({ pen }: Paged, runs: readonly StyledText<Style>[]): void {
  pen.tagged('P', () => pen.paragraph(runs, { align: 'justified', indent: SHEET.indent, keep: 2 }));
  pen.y += PARAGRAPH_GAP;
}

function drawHeading({ pen }: Paged, runs: readonly StyledText<Style>[]): void {
  const bold = runs.map(({ text, style }) => ({ text, style: { ...style, face: 'bold' as const } }));
  pen.y += PARAGRAPH_GAP;
  pen.tagged('H4', () => pen.paragraph(bold, { align: 'left', keep: 2 }));
  pen.y += PARAGRAPH_GAP;
}

function drawList(paged: Paged, list: Extract<ViewBlock, { kind: 'list' }>): void {
  const { pen } = paged;
  const mark = styled(paged, 'regular', TYPE.text);
  pen.tagged('L', () => {
    for (const [index, item] of list.items.entries()) {
      const label = list.ordered ? `${index + 1}. ` : '– ';
      const runs = [{ text: label, style: mark }, ...runsOf(paged, item, TYPE.text)];
      pen.tagged('LI', () => pen.paragraph(runs, { align: 'left', inset: LIST_INSET }));
    }
  });
  pen.y += PARAGRAPH_GAP;
}

/** Columns of one width; a row that does not fit on a page goes on line by line on the next. */
function drawTable(paged: Paged, rows: readonly (readonly string[])[]): void {
  const { pen } = paged;
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 1);
  const width = TEXT_WIDTH / columns;
  const style = styled(paged, 'regular', TYPE.note);
  const height = style.size * LEADING;
  pen.tagged('Table', () => {
    for (const row of rows) {
      const cells = row.map((text) => pen.lines([{ text, style }], { align: 'left', width: width - 2 * CELL_PADDING }));
      const depth = Math.max(1, ...cells.map((lines) => lines.length));
      const space = spaceOf([{ text: '', style }], pen.measure);
      pen.tagged('TR', () => {
        for (let at = 0; at < depth; at += 1) {
          pen.make(height);
          for (const [column, lines] of cells.entries()) {
            const line = lines[at];
            if (line) pen.draw(line, { x: SHEET.left + column * width + CELL_PADDING, y: pen.y, space });
          }
          pen.y += height;
        }
      });
      drawRule(paged);
    }
  });
  pen.y += PARAGRAPH_GAP;
}

/** A line over the whole width of the text. */
export function drawRule({ pen, colours }: Paged, look = { colour: colours.rule, weight: 0.5 }): void {
  pen.artifact('Layout', (doc) =>
    doc
      .moveTo(SHEET.left, pen.y)
      .lineTo(SHEET.left + TEXT_WIDTH, pen.y)
      .lineWidth(look.weight)
      .strokeColor(look.colour)
      .stroke(),
  );
  pen.y += 2;
}
