import { drawRule } from '../../pdf/body.ts';
import { drawContents } from '../../pdf/contents.ts';
import { type Paged, styled } from '../../pdf/paged.ts';
import { printPdf, type RenderedPdf } from '../../pdf/print-pdf.ts';
import { EDITOR_GAP, SHEET, TYPE } from '../../pdf/sheet.ts';
import type { Bytes } from '../figure.ts';
import type { MonthlyView } from '../monthly-view.ts';
import { drawArticle } from './article.ts';
import { drawCover } from './cover.ts';

/** Room of a bullet in the contents, points. */
const BULLET_WIDTH = 13;

/** What draws a monthly: its view and its pictures too. */
export interface MonthlyPaged extends Paged {
  readonly view: MonthlyView;
  readonly bytesOf: Bytes;
}

/** A monthly as a PDF: a cover that bears no page number, the contents, the articles; see {@link ../../pdf/print-pdf.ts}. */
export function renderMonthlyPdf(view: MonthlyView, bytesOf: Bytes): Promise<RenderedPdf> {
  return printPdf({
    heading: view.heading,
    author: view.masthead.agency,
    subject: view.name,
    at: view.approvedAt,
    unfooted: 1,
    draw: (paged) => drawAll({ ...paged, view, bytesOf }),
  });
}

function drawAll(paged: MonthlyPaged): void {
  const { pen, view } = paged;
  drawCover(paged);
  pen.turn();
  for (const notice of view.notices) {
    const style = { ...styled(paged, 'italic', TYPE.text), colour: paged.colours.red };
    pen.tagged('P', () => pen.paragraph([{ text: notice, style }], { align: 'left' }));
    pen.y += 6;
  }
  const heading = { ...styled(paged, 'bold', TYPE.name), colour: paged.colours.red };
  pen.tagged('H2', () => pen.paragraph([{ text: view.words.contents, style: heading }], { align: 'centre' }));
  pen.y += 12;
  drawContents(
    paged,
    view.sections.map((section) => ({ ...section, items: section.items.map((item) => ({ ...item, label: '•' })) })),
    BULLET_WIDTH,
  );
  for (const [index, section] of view.sections.entries()) {
    if (index === 0) pen.turn();
    drawSection(paged, section);
  }
  drawEditor(paged);
}

function drawSection(paged: MonthlyPaged, section: MonthlyView['sections'][number]): void {
  const { pen, colours } = paged;
  pen.tagged('Sect', () => {
    pen.make(TYPE.section * 12);
    if (pen.y > SHEET.top) pen.y += 26;
    paged.arrive(section.anchor, { title: section.title, level: 1 });
    const style = { ...styled(paged, 'bold', TYPE.section), colour: colours.red };
    pen.tagged('H2', () => pen.paragraph([{ text: section.title, style }], { align: 'left', keep: 6 }));
    drawRule(paged, { colour: colours.red, weight: 1.2 });
    for (const article of section.items) drawArticle(paged, article);
  });
}

function drawEditor(paged: MonthlyPaged): void {
  const { pen, view, words } = paged;
  pen.y += EDITOR_GAP;
  const editor = [
    { text: words.editor, style: styled(paged, 'italic', TYPE.text) },
    { text: ` ${view.editorName}`, style: styled(paged, 'bold', TYPE.text) },
  ];
  pen.tagged('P', () => pen.paragraph(editor, { align: 'left' }));
}
