import type { Instant } from '../../core/calendar/instant.ts';
import { type Palette, readPalette } from '../palette.ts';
import { filled, type PrintWords, printWords } from '../print-words.ts';
import { FACE_FILES, type Face, facePath } from './fonts.ts';
import type { Measure } from './lines.ts';
import type { Paged } from './paged.ts';
import { cachedMeasure, createPen, type Doc, type Pen, type Style } from './pen.ts';
import { LEADING, SHEET, TEXT_WIDTH, TYPE } from './sheet.ts';

/** What is printed: what the file says of itself, and how it is drawn. */
export interface Printed {
  /** Title of the file, and at the left of every foot. */
  readonly heading: string;
  readonly author: string;
  readonly subject: string;
  readonly at: Instant;
  /** Pages at the beginning that bear no foot: a cover. */
  readonly unfooted: number;
  readonly draw: (paged: Paged) => void;
}

/** What one pass is given and what it finds. */
interface Pass {
  readonly isDry: boolean;
  readonly measure: Measure<Style>;
  /** Pages by name of place, and how many there are; empty in the first pass. */
  readonly known: Places;
}

interface Places {
  readonly pages: ReadonlyMap<string, number>;
  readonly count: number;
}

/** A PDF, and on which of its pages a section or item lies (by anchor; 0 where there is none). */
export interface RenderedPdf {
  readonly bytes: Uint8Array;
  readonly pageOf: (anchor: string) => number;
}

/**
 * Prints on A4, tagged, with bookmarks, links and a contents whose page numbers are right, as they are taken from a first,
 * dry pass. What is printed alike gives the same bytes. The library is loaded with the first print, not before.
 */
export async function printPdf(printed: Printed): Promise<RenderedPdf> {
  const { default: PDFDocument } = await import('pdfkit');
  const doc = newDocument(PDFDocument, printed);
  const bytes = collected(doc);
  const measure = cachedMeasure(doc);
  const known = pass({ doc, printed }, { isDry: true, measure, known: { pages: new Map(), count: 0 } });
  pass({ doc, printed }, { isDry: false, measure, known });
  doc.end();
  return { bytes: await bytes, pageOf: (anchor) => known.pages.get(anchor) ?? 0 };
}

function pass({ doc, printed }: { doc: Doc; printed: Printed }, { isDry, measure, known }: Pass): Places {
  const [words, colours] = [printWords(), readPalette().light];
  const pages = new Map<string, number>();
  const turned = (pen: Pen): void => {
    if (pen.page > printed.unfooted) drawFoot({ pen, words, colours, heading: printed.heading, count: known.count });
  };
  const pen = createPen(doc, { isDry, measure, turned });
  const bookmarks = bookmarksOf(doc);
  const paged: Paged = {
    pen,
    words,
    colours,
    pageOf: (name) => known.pages.get(name) ?? 0,
    arrive(name, bookmark) {
      pages.set(name, pen.page);
      if (isDry) return;
      doc.addNamedDestination(name, 'XYZ', SHEET.left, pen.y, null);
      if (bookmark) bookmarks.add(bookmark, pen.y);
    },
  };
  pen.tagged('Document', () => printed.draw(paged));
  return { pages, count: pen.page };
}

function newDocument(
  PDFDocument: new (options: PDFKit.PDFDocumentOptions) => Doc,
  { heading, author, subject, at }: Printed,
): Doc {
  const approved = new Date(at);
  const doc = new PDFDocument({
    size: [SHEET.width, SHEET.height],
    // The pen turns the pages; a margin would let the library turn them too.
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'vi-VN',
    displayTitle: true,
    // No face of the library's own; naming a file here would have it read again for every word.
    font: '',
    info: { Title: heading, Author: author, Subject: subject, CreationDate: approved, ModDate: approved },
  });
  for (const face of FACES) doc.registerFont(face, facePath(face));
  return doc;
}

const FACES = Object.keys(FACE_FILES).filter((name): name is Face => name in FACE_FILES);

/** What a foot says. */
interface Foot {
  readonly pen: Pen;
  readonly words: PrintWords;
  readonly colours: Palette['light'];
  readonly heading: string;
  readonly count: number;
}

/** Name of the issue at the left, `Trang 2/14` at the right; no part of the text for a screen reader. */
function drawFoot({ pen, words, colours, heading, count }: Foot): void {
  const page = filled(words.page, pen.page, count);
  const style: Style = { face: 'italic', size: TYPE.foot, colour: colours.muted };
  const y = SHEET.height - SHEET.bottom / 2 - (TYPE.foot * LEADING) / 2;
  pen.artifact('Pagination', (doc) => {
    doc.font(style.face, style.size).fillColor(style.colour);
    doc.text(heading, SHEET.left, y, { lineBreak: false });
    doc.text(page, SHEET.left + TEXT_WIDTH - pen.measure(page, style), y, { lineBreak: false });
  });
}

/** Bookmarks as places are arrived at; the library counts `left` from the right edge. */
function bookmarksOf(doc: Doc) {
  let section = doc.outline;
  return {
    add({ title, level }: { readonly title: string; readonly level: 1 | 2 }, top: number): void {
      const place = { top, left: SHEET.width, expanded: true };
      if (level === 1) section = doc.outline.addItem(title, place);
      else section.addItem(title, place);
    },
  };
}

function collected(doc: Doc): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}
