import type PDFDocument from 'pdfkit';
import type { Face } from './fonts.ts';
import { type Line, linesOf, type Measure, type StyledText, wordsOf } from './lines.ts';
import { LEADING, SHEET, TEXT_END, TEXT_WIDTH } from './sheet.ts';

/** How a piece of text looks, and where a click on it leads. */
export interface Style {
  readonly face: Face;
  readonly size: number;
  readonly colour: string;
  readonly link?: { readonly kind: 'web'; readonly url: string } | { readonly kind: 'page'; readonly name: string };
}

/** How the lines of a paragraph stand. */
export interface Setting {
  readonly align: 'left' | 'centre' | 'right' | 'justified';
  /** Of the first line, and of all lines, from the margin. */
  readonly indent?: number;
  readonly inset?: number;
  /** Narrower than the text where something stands to the right. */
  readonly width?: number;
  /** Lines that must follow on the same page, so that a heading never ends one. */
  readonly keep?: number;
  /** Points that must follow the last line on the same page, so that what closes a text never stands alone. */
  readonly tail?: number;
}

/** Type of a structure element, ISO 32000-1, 14.8.4. */
export type Tag =
  | 'Document'
  | 'TOC'
  | 'TOCI'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'P'
  | 'L'
  | 'LI'
  | 'Table'
  | 'TR'
  | 'TD'
  | 'Figure'
  | 'Caption'
  | 'Note';

/** The library's document. */
export type Doc = InstanceType<typeof PDFDocument>;
type Element = ReturnType<Doc['struct']>;

/** Height of Tinos above the line it stands on, as a share of its size. */
const ASCENT = 0.891;

/** Writes lines down a document, page after page, and tags what it writes. A dry pen only finds where all would lie. */
export interface Pen {
  /** Where the next line goes, from the top of the sheet. */
  y: number;
  /** The page written on, from 1. */
  page: number;
  readonly measure: Measure<Style>;
  lines(runs: readonly StyledText<Style>[], setting: Setting): Line<Style>[];
  /** Where the text of this page ends, from the top of the sheet: higher up where a footnote stands below it. */
  end: number;
  /** Everything drawn inside belongs to one element, also over the end of a page; `alt` is read aloud for a figure. */
  tagged(tag: Tag, draw: () => void, alt?: string): void;
  /** Draws what a screen reader passes over, straight on the document. */
  artifact(kind: 'Layout' | 'Pagination', draw: (doc: Doc) => void): void;
  /** Draws straight on the document, inside the element that is open. */
  ink(draw: (doc: Doc) => void): void;
  /** Turns the page unless so many points are left. */
  make(room: number): void;
  /** Turns the page. */
  turn(): void;
  paragraph(runs: readonly StyledText<Style>[], setting: Setting): void;
  draw(line: Line<Style>, place: { readonly x: number; readonly y: number; readonly space: number }): void;
}

/** How a pen works: `turned` draws what stands on every page. */
interface Hand {
  readonly isDry: boolean;
  readonly measure: Measure<Style>;
  readonly turned: (pen: Pen) => void;
}

/** A pen at the top of the document's first page. */
export function createPen(doc: Doc, { isDry, measure, turned }: Hand): Pen {
  const marks = isDry ? null : marksOf(doc);
  const pen: Pen = {
    y: SHEET.top,
    page: 1,
    measure,
    lines: (runs, setting) =>
      linesOf(wordsOf(runs, measure), {
        width: (setting.width ?? TEXT_WIDTH) - (setting.inset ?? 0),
        indent: setting.indent ?? 0,
        space: spaceOf(runs, measure),
        measure,
      }),
    end: TEXT_END,
    tagged: (tag, draw, alt) => (marks ? marks.within(tag, draw, alt) : draw()),
    artifact(kind, draw) {
      if (!marks) return;
      marks.end();
      doc.markContent('Artifact', { type: kind });
      draw(doc);
      doc.endMarkedContent();
    },
    ink(draw) {
      if (!marks) return;
      marks.begin();
      draw(doc);
    },
    make(room) {
      if (pen.y + room <= pen.end || pen.y <= SHEET.top) return;
      pen.turn();
    },
    turn() {
      marks?.end();
      if (!isDry) doc.addPage();
      pen.page += 1;
      pen.y = SHEET.top;
      pen.end = TEXT_END;
      turned(pen);
    },
    paragraph: (runs, setting) => drawParagraph(pen, runs, setting),
    draw: (line, place) => pen.ink(() => drawLine(doc, line, place)),
  };
  turned(pen);
  return pen;
}

/** The structure of the document as it grows; what is drawn between `begin` and `end` belongs to the innermost element. */
function marksOf(doc: Doc) {
  const open: { readonly element: Element; readonly tag: Tag; isMarked: boolean }[] = [];
  const begin = (): void => {
    const last = open.at(-1);
    if (!last || last.isMarked) return;
    last.element.add(doc.markStructureContent(last.tag));
    last.isMarked = true;
  };
  const end = (): void => {
    const last = open.at(-1);
    if (!last?.isMarked) return;
    doc.endMarkedContent();
    last.isMarked = false;
  };
  const within = (tag: Tag, draw: () => void, alt?: string): void => {
    end();
    const element = doc.struct(tag, alt === undefined ? {} : { alt });
    const parent = open.at(-1)?.element;
    if (parent) parent.add(element);
    else doc.addStructure(element);
    open.push({ element, tag, isMarked: false });
    draw();
    end();
    open.pop();
    element.end();
  };
  return { begin, end, within };
}

/** Share of what a line leaves free that stands before it. */
const SHIFTS: Readonly<Record<Setting['align'], number>> = { left: 0, centre: 1 / 2, right: 1, justified: 0 };

function drawParagraph(pen: Pen, runs: readonly StyledText<Style>[], setting: Setting): void {
  const lines = pen.lines(runs, setting);
  const height = (runs[0]?.style.size ?? 0) * LEADING;
  const natural = spaceOf(runs, pen.measure);
  const width = (setting.width ?? TEXT_WIDTH) - (setting.inset ?? 0);
  for (const [index, line] of lines.entries()) {
    const together = togetherFrom(index, lines.length, setting.keep ?? 0);
    pen.make(height * together + (index + together >= lines.length ? (setting.tail ?? 0) : 0));
    const indent = index === 0 ? (setting.indent ?? 0) : 0;
    const slack = width - indent - widthOf(line, natural);
    const isStretched = setting.align === 'justified' && index < lines.length - 1 && line.length > 1;
    const space = isStretched ? natural + slack / (line.length - 1) : natural;
    const shift = SHIFTS[setting.align] * slack;
    pen.draw(line, { x: SHEET.left + (setting.inset ?? 0) + indent + shift, y: pen.y, space });
    pen.y += height;
  }
}

/** A heading of more lines may part: it would turn pages for nothing. */
const LONGEST_WHOLE = 8;

/**
 * Lines that stay on one page with line `index` of `count`: neither the first line of a paragraph alone at the foot of a
 * page nor its last alone at the head of one, so that three lines never part; a heading stays whole with what it `keep`s.
 */
function togetherFrom(index: number, count: number, keep: number): number {
  if (index === 0 && keep > 0 && count <= LONGEST_WHOLE) return count + keep;
  if (index === 0) return count <= 3 ? count : 2;
  if (index === count - 1) return 1 + keep;
  return index === count - 2 ? 2 : 1;
}

/** Width of a line with spaces of this width. */
export function widthOf(line: Line<Style>, space: number): number {
  return line.reduce((sum, word) => sum + word.width, 0) + space * Math.max(0, line.length - 1);
}

/** Each word stands where it belongs and brings its space, so that what is copied from the page has spaces too. */
function drawLine(doc: Doc, line: Line<Style>, at: { x: number; y: number; space: number }): void {
  let x = at.x;
  const tallest = Math.max(0, ...line.flatMap((word) => word.pieces.map(({ style }) => style.size)));
  const baseline = at.y + tallest * ASCENT;
  const reaches: { readonly style: Style; readonly from: number; to: number }[] = [];
  for (const [index, word] of line.entries()) {
    for (const [part, { text, style, width }] of word.pieces.entries()) {
      const isEnd = part === word.pieces.length - 1 && index < line.length - 1;
      doc.font(style.face, style.size).fillColor(style.colour);
      // The width is known; the library would measure every word again.
      const options = { lineBreak: false, baseline: 'alphabetic' as const, textWidth: width, wordCount: 1 };
      doc.text(isEnd ? `${text} ` : text, x, baseline, options);
      const last = reaches.at(-1);
      if (last && last.style === style) last.to = x + width;
      else reaches.push({ style, from: x, to: x + width });
      x += width;
    }
    x += at.space;
  }
  for (const { style, from, to } of reaches) {
    const box = [from, at.y, to - from, style.size * LEADING] as const;
    if (style.link?.kind === 'web') doc.link(...box, style.link.url);
    if (style.link?.kind === 'page') doc.goTo(...box, style.link.name);
  }
}

/** The space of a paragraph, by its first run. */
export function spaceOf(runs: readonly StyledText<Style>[], measure: Measure<Style>): number {
  const first = runs[0];
  return first ? measure(' ', first.style) : 0;
}

/** Widths by the document's own fonts; a bulletin has few different words. */
export function cachedMeasure(doc: Doc): Measure<Style> {
  const widths = new Map<string, number>();
  return (text, { face, size }) => {
    const key = `${face} ${size} ${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    const width = doc.font(face, size).widthOfString(text);
    widths.set(key, width);
    return width;
  };
}
