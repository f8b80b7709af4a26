import type { StyledText } from './lines.ts';
import { CONTENTS, type Paged, styled } from './paged.ts';
import { type Pen, type Style, spaceOf, widthOf } from './pen.ts';
import { LEADING, SHEET, TEXT_WIDTH, TYPE } from './sheet.ts';

/** Room to the right for a page number. */
const NUMBER_COLUMN = 22;
const GAP_BEFORE_DOTS = 4;

/** A section of the contents; `label` stands before the title of an item, in a column of its own: its number or a bullet. */
export interface ContentsSection {
  readonly anchor: string;
  readonly title: string;
  readonly items: readonly { readonly anchor: string; readonly title: string; readonly label: string }[];
}

/** One row of the contents. */
interface Row {
  /** Where the row leads; its page is printed at the right. */
  readonly name: string;
  readonly text: StyledText<Style>;
  /** In a column of its own before the text. */
  readonly label?: string;
  readonly labelWidth?: number;
}

/** Where labels stand, and the room of a number of two digits. */
const LABEL = { at: 8, width: 24 };

/** The contents: sections in capitals, items labelled, dots to a column of page numbers; every row is a link. `labelWidth`: points. */
export function drawContents(paged: Paged, sections: readonly ContentsSection[], labelWidth = LABEL.width): void {
  const { pen } = paged;
  paged.arrive(CONTENTS);
  pen.tagged('TOC', () => {
    for (const section of sections) {
      pen.y += 3;
      const head = { ...styled(paged, 'bold', TYPE.text), colour: paged.colours.navy };
      drawRow(paged, { name: section.anchor, text: { text: section.title, style: head } });
      for (const item of section.items) {
        const text = { text: item.title, style: styled(paged, 'regular', TYPE.text) };
        drawRow(paged, { name: item.anchor, text, label: item.label, labelWidth });
      }
    }
  });
}

function drawRow(paged: Paged, row: Row): void {
  const { pen } = paged;
  const { style } = row.text;
  const height = style.size * LEADING;
  const space = spaceOf([row.text], pen.measure);
  const inset = row.label === undefined ? 0 : LABEL.at + (row.labelWidth ?? 0);
  const lines = pen.lines([row.text], { align: 'left', inset, width: TEXT_WIDTH - NUMBER_COLUMN });
  pen.tagged('TOCI', () => {
    for (const [index, line] of lines.entries()) {
      pen.make(height * (index === 0 ? Math.min(2, lines.length) : 1));
      const x = SHEET.left + inset;
      if (index === 0 && row.label !== undefined) {
        const label = pen.lines([{ ...row.text, text: row.label }], { align: 'left' });
        for (const each of label) pen.draw(each, { x: SHEET.left + LABEL.at, y: pen.y, space });
      }
      pen.draw(line, { x, y: pen.y, space });
      if (index === lines.length - 1) {
        drawLeader(pen, { from: x + widthOf(line, space), number: String(paged.pageOf(row.name)), style });
      }
      pen.ink((doc) => doc.goTo(SHEET.left, pen.y, TEXT_WIDTH, height, row.name));
      pen.y += height;
    }
  });
}

/** Dots stand under one another in all rows, as they are counted from the right. */
function drawLeader(pen: Pen, leader: { from: number; number: string; style: Style }): void {
  const plain: Style = { ...leader.style, face: 'regular' };
  const dot = pen.measure('.', plain);
  const end = SHEET.left + TEXT_WIDTH - NUMBER_COLUMN + GAP_BEFORE_DOTS;
  const count = Math.max(0, Math.floor((end - leader.from - GAP_BEFORE_DOTS) / dot));
  const width = pen.measure(leader.number, leader.style);
  pen.ink((doc) => {
    doc.font(plain.face, plain.size).fillColor(plain.colour);
    doc.text(` ${'.'.repeat(count)} `, end - count * dot - pen.measure(' ', plain), pen.y, { lineBreak: false });
    doc.font(leader.style.face, leader.style.size).fillColor(leader.style.colour);
    doc.text(leader.number, SHEET.left + TEXT_WIDTH - width, pen.y, { lineBreak: false });
  });
}
