import { Bookmark, type FileChild, HeadingLevel, Paragraph, TextRun } from 'docx';
import { contentsOf } from '../../docx/cover.ts';
import { headingOf } from '../../docx/news.ts';
import { packDocx, type WordAbout } from '../../docx/pack-docx.ts';
import { editorLine } from '../../docx/render-docx.ts';
import { plain } from '../../docx/styles.ts';
import { readPalette } from '../../palette.ts';
import { printWords } from '../../print-words.ts';
import type { Bytes } from '../figure.ts';
import type { MonthlyView } from '../monthly-view.ts';
import { articleOf, footnotesOf } from './article.ts';
import { coverOf } from './cover.ts';
import { MONTHLY_STYLES, monthlyStylesOf } from './styles.ts';

/** A monthly as a Word document that can be edited: cover, live contents, real headings, pictures, real footnotes. */
export function renderMonthlyDocx(
  view: MonthlyView,
  bytesOf: Bytes,
  { pageOf, stamp }: WordAbout,
): Promise<Uint8Array> {
  const [words, colours] = [printWords(), readPalette().light];
  const contents = view.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => ({ ...item, label: '•' })),
  }));
  return packDocx({
    heading: view.heading,
    subject: view.name,
    creator: view.masthead.agency,
    at: view.approvedAt,
    styles: monthlyStylesOf(colours),
    stamp,
    cover: coverOf(view, { colours, stamp }),
    footnotes: footnotesOf(view),
    children: [
      ...view.notices.map(
        (text) =>
          new Paragraph({
            spacing: { after: 120 },
            children: [new TextRun({ text, italics: true, color: plain(colours.red) })],
          }),
      ),
      new Paragraph({
        style: MONTHLY_STYLES.contentsHeading,
        children: [new Bookmark({ id: 'noi-dung', children: [] })],
        text: view.words.contents,
      }),
      ...contentsOf(contents, pageOf),
      ...view.sections.flatMap((section, index): FileChild[] => [
        headingOf(HeadingLevel.HEADING_1, section.anchor, { text: section.title, pageBreakBefore: index === 0 }),
        ...section.items.flatMap((item) => articleOf(item, { bytesOf, words })),
      ]),
      editorLine(words.editor, view.editorName),
    ],
  });
}
