import { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, Tab, TabStopType, TextRun } from 'docx';
import { readPalette } from '../palette.ts';
import { printWords } from '../print-words.ts';
import type { IssueView } from '../view.ts';
import { contentsOf, coverOf } from './cover.ts';
import { sectionOf } from './news.ts';
import { NUMBER_TAB, SHEET, TYPE } from './sheet.ts';
import { steady } from './steady.ts';
import { plain, stylesOf } from './styles.ts';

/** What a Word document knows beside the issue. */
export interface WordAbout {
  /** Page of a named place before Word has counted for itself, as the PDF has it. */
  readonly pageOf: (name: string) => number;
  /** Across its head: `DỰ THẢO`; null for an approved issue. */
  readonly stamp: string | null;
}

/** The issue as a Word document that can be edited: real headings, links, a contents of live page references. Same view, same bytes. */
export async function renderDocx(view: IssueView, { pageOf, stamp }: WordAbout): Promise<Uint8Array> {
  const [words, colours] = [printWords(), readPalette().light];
  const document = new Document({
    title: view.heading,
    subject: view.masthead.opening,
    creator: view.masthead.publisher,
    lastModifiedBy: view.masthead.publisher,
    styles: stylesOf(colours),
    sections: [
      {
        properties: {
          page: {
            size: { width: SHEET.width, height: SHEET.height },
            margin: { top: SHEET.top, right: SHEET.right, bottom: SHEET.bottom, left: SHEET.left },
          },
        },
        footers: { default: footerOf(view, { page: words.page, colour: plain(colours.muted), stamp }) },
        children: [
          ...coverOf({ view, words, colours, stamp }),
          ...contentsOf(view, pageOf),
          ...view.sections.flatMap((section) => sectionOf(section, words)),
          new Paragraph({
            alignment: AlignmentType.LEFT,
            spacing: { before: 200 },
            children: [
              new TextRun({ text: `${words.editor} `, italics: true }),
              new TextRun({ text: view.editorName, bold: true }),
            ],
          }),
        ],
      },
    ],
  });
  return steady(await Packer.toBuffer(document), new Date(view.approvedAt).toISOString());
}

/** Name of the issue, and `Trang 2/14` in fields. */
function footerOf(
  view: IssueView,
  { page, colour, stamp }: { readonly page: string; readonly colour: string; readonly stamp: string | null },
): Footer {
  const fields = page
    .split(/(\{\d\})/u)
    .map((part) => (part === '{0}' ? PageNumber.CURRENT : part === '{1}' ? PageNumber.TOTAL_PAGES : part));
  const name = stamp === null ? view.heading : `${stamp} – ${view.heading}`;
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: NUMBER_TAB }],
        children: [
          new TextRun({ children: [name, new Tab(), ...fields], italics: true, size: TYPE.foot, color: colour }),
        ],
      }),
    ],
  });
}
