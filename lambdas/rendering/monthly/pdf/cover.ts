import { styled } from '../../pdf/paged.ts';
import type { Style } from '../../pdf/pen.ts';
import { SHEET, TEXT_END, TEXT_WIDTH, TYPE } from '../../pdf/sheet.ts';
import { webAddress } from '../../printable.ts';
import { balanced } from './balanced.ts';
import type { MonthlyPaged } from './render-monthly-pdf.ts';

/** Outer and inner frame of the cover: points within the margins, and their weights. */
const FRAMES = [
  { inset: 0, weight: 2, colour: 'navy' },
  { inset: 5, weight: 0.6, colour: 'gold' },
] as const;

/** Heights on the cover, as shares of the sheet. */
const NAME_AT = 0.17;
const OFFICES_AT = 0.46;
const NUMBER_AT = 0.77;
/** Room between the frame and the words. */
const PADDING = 22;
const NUMBER_SIZE = 30;

/** A line of the cover, centred. */
interface CoverLine {
  readonly text: string;
  readonly style: Style;
}

/** The cover: name, standing agency, board, where it is found, number and month, in the order of the printed bulletin. */
export function drawCover(paged: MonthlyPaged): void {
  const { pen, view, colours } = paged;
  const { masthead, words } = view;
  drawFrames(paged);
  pen.y = SHEET.height * NAME_AT;
  pen.tagged('H1', () => {
    centred(paged, { text: masthead.bulletin, style: coloured(paged, TYPE.subject, colours.navy) });
    pen.y += 6;
    centred(paged, { text: masthead.subject, style: coloured(paged, TYPE.subject - 4, colours.red) });
  });
  drawDivider(paged);
  pen.y = Math.max(pen.y + 20, SHEET.height * OFFICES_AT);
  drawOffice(paged, words.agency, masthead.agency);
  drawOffice(paged, words.board, masthead.board);
  drawAddresses(paged);
  pen.y = Math.max(pen.y + 20, SHEET.height * NUMBER_AT);
  drawDivider(paged);
  if (view.numberLine !== null) {
    line(paged, { text: view.numberLine, style: coloured(paged, NUMBER_SIZE, colours.red) });
    pen.y += 2;
  }
  line(paged, { text: view.monthLine, style: coloured(paged, TYPE.name, colours.navy) });
}

function drawOffice(paged: MonthlyPaged, label: string, name: string): void {
  line(paged, { text: label, style: { ...styled(paged, 'bold', TYPE.text), colour: paged.colours.navy } });
  paged.pen.y += 3;
  line(paged, { text: name, style: styled(paged, 'regular', TYPE.title) });
  paged.pen.y += 20;
}

function drawAddresses(paged: MonthlyPaged): void {
  const { masthead } = paged.view;
  const style = { ...styled(paged, 'regular', TYPE.text), colour: paged.colours.navy };
  const url = webAddress(/^https?:/u.test(masthead.website) ? masthead.website : `https://${masthead.website}`);
  const website = url === null ? style : { ...style, link: { kind: 'web' as const, url } };
  if (masthead.website !== '') line(paged, { text: masthead.website, style: website });
  if (masthead.email !== '') line(paged, { text: masthead.email, style });
}

function line(paged: MonthlyPaged, text: CoverLine): void {
  paged.pen.tagged('P', () => centred(paged, text));
}

function centred({ pen }: MonthlyPaged, { text, style }: CoverLine): void {
  pen.paragraph([{ text, style }], balanced(pen, [{ text, style }], PADDING));
}

function coloured(paged: MonthlyPaged, size: number, colour: string): Style {
  return { ...styled(paged, 'bold', size), colour };
}

function drawFrames({ pen, colours }: MonthlyPaged): void {
  pen.artifact('Layout', (doc) => {
    for (const { inset, weight, colour } of FRAMES) {
      const [x, y] = [SHEET.left + inset, SHEET.top + inset];
      doc
        .rect(x, y, TEXT_WIDTH - 2 * inset, TEXT_END - SHEET.top - 2 * inset)
        .lineWidth(weight)
        .strokeColor(colours[colour])
        .stroke();
    }
  });
}

/** A short gold line in the middle. */
function drawDivider({ pen, colours }: MonthlyPaged): void {
  pen.y += 16;
  const middle = SHEET.left + TEXT_WIDTH / 2;
  pen.artifact('Layout', (doc) =>
    doc
      .moveTo(middle - 60, pen.y)
      .lineTo(middle + 60, pen.y)
      .lineWidth(1.5)
      .strokeColor(colours.gold)
      .stroke(),
  );
  pen.y += 16;
}
