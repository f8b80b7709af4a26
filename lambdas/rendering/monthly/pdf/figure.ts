import type { Extent } from '../../../core/pictures/picture-size.ts';
import type { StyledText } from '../../pdf/lines.ts';
import { styled } from '../../pdf/paged.ts';
import type { Setting, Style } from '../../pdf/pen.ts';
import { LEADING, SHEET, TEXT_END, TEXT_WIDTH, TYPE } from '../../pdf/sheet.ts';
import type { ViewPicture } from '../article-view.ts';
import { captionText, onPaper } from '../figure.ts';
import { balanced } from './balanced.ts';
import type { MonthlyPaged } from './render-monthly-pdf.ts';

/** The tallest a picture is printed, points: a third of the text. */
const TALLEST = 290;
const GAP = 7;
const CAPTION_GAP = 5;
/** At the foot of a page a picture is made smaller down to this share before the page is turned for it. */
const LEAST_SHARE = 0.7;
const CAPTION_LINE = TYPE.note * LEADING;

/** A picture as it would be set where the pen is: its caption, the points below it, its size. */
interface Figure {
  readonly caption: readonly StyledText<Style>[];
  readonly setting: Setting;
  readonly below: number;
  readonly extent: Extent;
}

/** Whether a picture finds room on this page, a little smaller if need be. */
export function figureFits(paged: MonthlyPaged, picture: ViewPicture): boolean {
  const { extent, below } = figureOf(paged, picture, 0);
  return paged.pen.y + GAP + extent.height + below <= paged.pen.end;
}

/** A picture with caption and credit below, which never part; `tail`: points that must follow on the same page. */
export function drawFigure(paged: MonthlyPaged, picture: ViewPicture, tail = 0): void {
  const { pen } = paged;
  const { caption, setting, below, extent } = figureOf(paged, picture, tail);
  const { width, height } = extent;
  pen.make(GAP + height + below + tail);
  pen.y += GAP;
  const bytes = Buffer.from(paged.bytesOf(picture));
  pen.tagged(
    'Figure',
    () => {
      pen.ink((doc) => doc.image(bytes, SHEET.left + (TEXT_WIDTH - width) / 2, pen.y, { width, height }));
      pen.y += height + CAPTION_GAP;
      if (caption.length > 0) pen.tagged('Caption', () => pen.paragraph(caption, setting));
    },
    picture.alt,
  );
  pen.y += GAP;
}

function figureOf(paged: MonthlyPaged, picture: ViewPicture, tail: number): Figure {
  const { pen } = paged;
  const caption = captionOf(paged, picture);
  const setting = balanced(pen, caption);
  const below = CAPTION_GAP + pen.lines(caption, setting).length * CAPTION_LINE + GAP;
  const full = onPaper(picture.print, {
    width: TEXT_WIDTH,
    height: Math.max(1, Math.min(TALLEST, TEXT_END - SHEET.top - below - tail)),
  });
  return { caption, setting, below, extent: fitted(full, pen.end - pen.y - GAP - below - tail) };
}

/** Shrunk into the room where that is nearly enough; else as it is, for the next page. */
function fitted(full: Extent, room: number): Extent {
  const share = room / full.height;
  return share >= 1 || share < LEAST_SHARE ? full : { width: full.width * share, height: room };
}

function captionOf(paged: MonthlyPaged, { caption, credit }: ViewPicture): StyledText<Style>[] {
  const style = { ...styled(paged, 'italic', TYPE.note), colour: paged.colours.muted };
  const text = captionText({ caption, credit });
  return text === '' ? [] : [{ text, style }];
}
