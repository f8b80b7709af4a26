import type { StyledText } from '../../pdf/lines.ts';
import { styled } from '../../pdf/paged.ts';
import type { Style } from '../../pdf/pen.ts';
import { LEADING, SHEET, TYPE } from '../../pdf/sheet.ts';
import type { MonthlyPaged } from './render-monthly-pdf.ts';

const LINE = TYPE.note * LEADING;
/** Above the rule, and between rule and text. */
const GAP = { above: 8, below: 4 };
const RULE = { width: 140, weight: 0.6 };

/** Points a footnote takes at the foot of a page. */
export function footnoteHeight(paged: MonthlyPaged, text: string): number {
  return GAP.above + GAP.below + paged.pen.lines(notedRuns(paged, text), { align: 'left' }).length * LINE;
}

/** Writes `(*) …` at the foot of this page, above any footnote already there, and leaves the pen where it was. */
export function drawFootnote(paged: MonthlyPaged, text: string): void {
  const { pen, colours } = paged;
  const before = pen.y;
  const end = pen.end - footnoteHeight(paged, text);
  pen.y = end + GAP.above;
  pen.artifact('Layout', (doc) =>
    doc
      .moveTo(SHEET.left, pen.y)
      .lineTo(SHEET.left + RULE.width, pen.y)
      .lineWidth(RULE.weight)
      .strokeColor(colours.muted)
      .stroke(),
  );
  pen.y += GAP.below;
  // The pen must not turn the page for what stands below the end of its text.
  pen.end = Number.POSITIVE_INFINITY;
  pen.tagged('Note', () => pen.paragraph(notedRuns(paged, text), { align: 'left' }));
  pen.end = end;
  pen.y = before;
}

function notedRuns(paged: MonthlyPaged, text: string): StyledText<Style>[] {
  const mark = paged.view.words.contributionMark;
  return [{ text: `${mark} ${text}`, style: styled(paged, 'regular', TYPE.note) }];
}
