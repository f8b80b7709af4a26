import type { StyledText } from '../../pdf/lines.ts';
import type { Pen, Setting, Style } from '../../pdf/pen.ts';
import { TEXT_WIDTH } from '../../pdf/sheet.ts';

/** Points by which lines are made narrower to even them out. */
const STEP = 6;

/** Centred lines of about one length: the narrowest setting, `padding` points from both margins, that needs no line more. */
export function balanced(pen: Pen, runs: readonly StyledText<Style>[], padding = 0): Setting {
  const at = (inset: number): Setting => ({ align: 'centre', inset, width: TEXT_WIDTH - inset });
  const most = pen.lines(runs, at(padding)).length;
  let inset = padding;
  while (inset + STEP < TEXT_WIDTH / 3 && pen.lines(runs, at(inset + STEP)).length <= most) inset += STEP;
  return at(inset);
}
