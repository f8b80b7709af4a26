import { AlignmentType, BorderStyle, Paragraph, TextRun } from 'docx';
import { TYPE } from '../../docx/sheet.ts';
import { plain, STYLES } from '../../docx/styles.ts';
import type { Palette } from '../../palette.ts';
import type { MonthlyView } from '../monthly-view.ts';
import { boundPlaces } from '../sentence-case.ts';

const NUMBER_SIZE = 60;

/** How a line of the cover looks: sizes in half points, room before it in twentieths of a point. */
interface Look {
  readonly size: number;
  readonly color: string;
  readonly bold?: boolean;
  readonly before?: number;
  /** A gold line above it. */
  readonly isRuled?: boolean;
}

/** The cover, in the order of the printed bulletin; `stamp` stands at its head while nobody has approved it. */
export function coverOf(
  view: MonthlyView,
  { colours, stamp }: { readonly colours: Palette['light']; readonly stamp: string | null },
): Paragraph[] {
  const { masthead, words } = view;
  const [navy, red, ink] = [plain(colours.navy), plain(colours.red), plain(colours.ink)];
  const rule = { bottom: { style: BorderStyle.SINGLE, size: 12, space: 8, color: plain(colours.gold) } };
  const line = (text: string, { size, color, bold = true, before = 0, isRuled = false }: Look): Paragraph =>
    new Paragraph({
      style: STYLES.cover,
      spacing: { before },
      // Room beside the frame; a short line in the middle.
      indent: isRuled ? { left: 2400, right: 2400 } : { left: 500, right: 500 },
      ...(isRuled ? { border: rule } : {}),
      children: [new TextRun({ text, bold, size, color })],
    });
  const gap = (before: number): Paragraph => line('', { size: 4, color: ink, before, isRuled: true });
  return [
    ...(stamp === null
      ? []
      : [
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            children: [new TextRun({ text: stamp, bold: true, size: TYPE.name, color: red })],
          }),
        ]),
    line(masthead.bulletin, { size: TYPE.subject, color: navy, before: 1500 }),
    line(boundPlaces(masthead.subject, words.kindsOfPlace), { size: TYPE.subject - 8, color: red, before: 120 }),
    gap(200),
    line(words.agency, { size: TYPE.text, color: navy, before: 1900 }),
    line(masthead.agency, { size: TYPE.title, color: ink, bold: false, before: 60 }),
    line(words.board, { size: TYPE.text, color: navy, before: 400 }),
    line(masthead.board, { size: TYPE.title, color: ink, bold: false, before: 60 }),
    line(masthead.website, { size: TYPE.text, color: navy, bold: false, before: 400 }),
    line(masthead.email, { size: TYPE.text, color: navy, bold: false }),
    gap(1700),
    ...(view.numberLine === null ? [] : [line(view.numberLine, { size: NUMBER_SIZE, color: red, before: 300 })]),
    line(view.monthLine, { size: TYPE.name, color: navy, before: 60 }),
  ];
}
