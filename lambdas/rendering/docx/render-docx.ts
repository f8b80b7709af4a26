import { Paragraph, TextRun } from 'docx';
import { readPalette } from '../palette.ts';
import { printWords } from '../print-words.ts';
import type { IssueView } from '../view.ts';
import { contentsOf, coverOf } from './cover.ts';
import { sectionOf } from './news.ts';
import { packDocx, type WordAbout } from './pack-docx.ts';
import { stylesOf } from './styles.ts';

/** The issue as a Word document that can be edited: real headings, links, a contents of live page references. Same view, same bytes. */
export function renderDocx(view: IssueView, { pageOf, stamp }: WordAbout): Promise<Uint8Array> {
  const [words, colours] = [printWords(), readPalette().light];
  const contents = view.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => ({ ...item, label: `${item.number}.` })),
  }));
  return packDocx({
    heading: view.heading,
    subject: view.masthead.opening,
    creator: view.masthead.publisher,
    at: view.approvedAt,
    styles: stylesOf(colours),
    stamp,
    cover: [],
    children: [
      ...coverOf({ view, words, colours, stamp }),
      ...contentsOf(contents, pageOf),
      ...view.sections.flatMap((section) => sectionOf(section, words)),
      editorLine(words.editor, view.editorName),
    ],
  });
}

/** The line at the very end: the editor of the issue. */
export function editorLine(label: string, name: string): Paragraph {
  return new Paragraph({
    spacing: { before: 200 },
    children: [new TextRun({ text: `${label} `, italics: true }), new TextRun({ text: name, bold: true })],
  });
}
