import {
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  type ISectionOptions,
  type IStylesOptions,
  NoteNumberRestart,
  NumberFormat,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import type { Instant } from '../../core/calendar/instant.ts';
import { readPalette } from '../palette.ts';
import { printWords } from '../print-words.ts';
import { NUMBER_TAB, SHEET, TYPE } from './sheet.ts';
import { steady } from './steady.ts';
import { plain } from './styles.ts';

/** What a Word document knows beside the issue. */
export interface WordAbout {
  /** Page of a named place before Word has counted for itself, as the PDF has it. */
  readonly pageOf: (name: string) => number;
  /** Across its head: `DỰ THẢO`; null for an approved issue. */
  readonly stamp: string | null;
}

/** A Word document before it is packed. */
export interface Packed {
  readonly heading: string;
  readonly subject: string;
  readonly creator: string;
  readonly at: Instant;
  readonly styles: IStylesOptions;
  readonly stamp: string | null;
  /** Pages of their own before the rest, without a foot; empty where there are none. */
  readonly cover: readonly FileChild[];
  readonly children: readonly FileChild[];
  /** Footnotes by number. */
  readonly footnotes?: Readonly<Record<string, { children: Paragraph[] }>>;
}

/** A4 with the margins of a state document, the name of the issue and the page at every foot; alike the same bytes. */
export async function packDocx(packed: Packed): Promise<Uint8Array> {
  const { heading, subject, creator, styles, cover, children, footnotes } = packed;
  const document = new Document({
    title: heading,
    subject,
    creator,
    lastModifiedBy: creator,
    styles,
    ...(footnotes === undefined ? {} : { footnotes }),
    sections: [
      ...(cover.length === 0 ? [] : [{ properties: coverPages(), children: [...cover] }]),
      {
        properties: footnotes === undefined ? PAGES : NOTED,
        footers: { default: footerOf(packed) },
        children: [...children],
      },
    ],
  });
  return steady(await Packer.toBuffer(document), new Date(packed.at).toISOString());
}

type Pages = NonNullable<ISectionOptions['properties']>;

const PAGES: Pages = {
  page: {
    size: { width: SHEET.width, height: SHEET.height },
    margin: { top: SHEET.top, right: SHEET.right, bottom: SHEET.bottom, left: SHEET.left },
  },
};

/** Footnotes are marked `*`, a second one on the same page `†`: Chicago's marks. */
const NOTED: Pages = {
  ...PAGES,
  footnoteProperties: { numberFormat: { type: NumberFormat.CHICAGO }, restart: NoteNumberRestart.EACH_PAGE },
};

/** The sheet of a cover: framed. */
function coverPages(): Pages {
  const side = { style: BorderStyle.THIN_THICK_SMALL_GAP, size: 18, space: 4, color: plain(readPalette().light.navy) };
  const borders = { pageBorderTop: side, pageBorderRight: side, pageBorderBottom: side, pageBorderLeft: side };
  return { page: { ...PAGES.page, borders } };
}

/** Name of the issue, and `Trang 2/14` in fields. */
function footerOf({ heading, stamp }: Packed): Footer {
  const fields = printWords()
    .page.split(/(\{\d\})/u)
    .map((part) => (part === '{0}' ? PageNumber.CURRENT : part === '{1}' ? PageNumber.TOTAL_PAGES : part));
  const name = stamp === null ? heading : `${stamp} – ${heading}`;
  const color = plain(readPalette().light.muted);
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: NUMBER_TAB }],
        children: [new TextRun({ children: [name, new Tab(), ...fields], italics: true, size: TYPE.foot, color })],
      }),
    ],
  });
}
