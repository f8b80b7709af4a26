import { filled } from '../print-words.ts';
import { type IssuePaged, styled } from './paged.ts';
import type { Style } from './pen.ts';
import { LEADING, SHEET, TEXT_WIDTH, TYPE } from './sheet.ts';

const WEEKDAY_PADDING = { x: 8, y: 3 };
const RULES = [
  { shift: 0, weight: 1.5 },
  { shift: 3, weight: 0.5 },
];

/** The cover block: year, weekday, day of issue, name of the bulletin, frequency, a double rule, the opening sentence. */
export function drawMasthead(paged: IssuePaged): void {
  const { pen, view, words, colours } = paged;
  const small = { ...styled(paged, 'bold', TYPE.text), colour: colours.ink };
  pen.tagged('P', () => pen.paragraph([{ text: filled(words.year, view.year), style: small }], { align: 'left' }));
  drawWeekday(paged, { ...small, colour: colours.paper });
  const issued = filled(words.issued, view.date);
  pen.tagged('P', () =>
    pen.paragraph([{ text: issued, style: styled(paged, 'regular', TYPE.text) }], { align: 'left' }),
  );
  pen.y += 18;
  pen.tagged('H1', () => {
    const name = { ...styled(paged, 'bold', TYPE.name), colour: colours.navy };
    const subject = { ...styled(paged, 'bold', TYPE.subject), colour: colours.red };
    pen.paragraph([{ text: view.masthead.bulletin, style: name }], { align: 'centre' });
    pen.y += 2;
    pen.paragraph([{ text: view.masthead.subject, style: subject }], { align: 'centre' });
  });
  const frequency = { ...styled(paged, 'italic', TYPE.text), colour: colours.muted };
  pen.tagged('P', () => pen.paragraph([{ text: view.masthead.frequency, style: frequency }], { align: 'centre' }));
  pen.y += 8;
  drawRules(paged);
  pen.y += 14;
  const noticed = { ...styled(paged, 'regular', TYPE.text), colour: colours.red };
  for (const notice of view.notices) {
    pen.tagged('P', () => pen.paragraph([{ text: notice, style: noticed }], { align: 'left' }));
    pen.y += 6;
  }
  const opening = styled(paged, 'boldItalic', TYPE.text);
  pen.tagged('P', () => pen.paragraph([{ text: view.masthead.opening, style: opening }], { align: 'left' }));
  pen.y += 6;
}

/** The weekday, white on a red field, as the printed bulletin has it. */
function drawWeekday({ pen, view, colours }: IssuePaged, style: Style): void {
  const width = pen.measure(view.weekday, style);
  const height = style.size * LEADING;
  pen.y += 3;
  pen.artifact('Layout', (doc) =>
    doc
      .rect(SHEET.left, pen.y, width + 2 * WEEKDAY_PADDING.x, height + WEEKDAY_PADDING.y)
      .fillColor(colours.red)
      .fill(),
  );
  pen.y += WEEKDAY_PADDING.y;
  pen.tagged('P', () => pen.paragraph([{ text: view.weekday, style }], { align: 'left', inset: WEEKDAY_PADDING.x }));
  pen.y += 5;
}

function drawRules({ pen, colours }: IssuePaged): void {
  pen.artifact('Layout', (doc) => {
    for (const { shift, weight } of RULES) {
      doc
        .moveTo(SHEET.left, pen.y + shift)
        .lineTo(SHEET.left + TEXT_WIDTH, pen.y + shift)
        .lineWidth(weight)
        .strokeColor(colours.navy)
        .stroke();
    }
  });
}
