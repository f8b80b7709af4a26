import {
  Bookmark,
  ExternalHyperlink,
  type FileChild,
  HeadingLevel,
  InternalHyperlink,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { filled, type PrintWords } from '../print-words.ts';
import type { ViewBlock, ViewItem, ViewRun, ViewSection } from '../view.ts';
import { CONTENTS } from './cover.ts';
import { TYPE } from './sheet.ts';
import { STYLES } from './styles.ts';

/** A section: its heading, then each clipping under a heading of its own. */
export function sectionOf(section: ViewSection, words: PrintWords): FileChild[] {
  return [
    headingOf(HeadingLevel.HEADING_1, section.anchor, section.title),
    ...section.items.flatMap((item) => [
      headingOf(HeadingLevel.HEADING_2, item.anchor, item.title),
      ...item.blocks.flatMap(blockOf),
      new Paragraph({ style: STYLES.text, children: closingOf(item, words) }),
    ]),
  ];
}

function headingOf(heading: (typeof HeadingLevel)[keyof typeof HeadingLevel], id: string, text: string): Paragraph {
  return new Paragraph({ heading, children: [new Bookmark({ id, children: [new TextRun({ text })] })] });
}

function blockOf(block: ViewBlock): FileChild[] {
  switch (block.kind) {
    case 'paragraph':
      return [new Paragraph({ style: STYLES.text, children: block.runs.map(runOf) })];
    case 'heading':
      return [new Paragraph({ keepNext: true, children: block.runs.map((run) => runOf({ ...run, bold: true })) })];
    case 'list':
      return block.items.map((runs, index) => {
        const label = block.ordered ? `${index + 1}. ` : '– ';
        return new Paragraph({ indent: { left: 360 }, children: [new TextRun({ text: label }), ...runs.map(runOf)] });
      });
    case 'table':
      return [tableOf(block.rows)];
  }
}

function tableOf(rows: readonly (readonly string[])[]): Table {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row) =>
        new TableRow({
          children: Array.from(
            { length: columns },
            (_, column) =>
              new TableCell({
                children: [new Paragraph({ children: [new TextRun({ text: row[column] ?? '', size: TYPE.note })] })],
              }),
          ),
        }),
    ),
  });
}

function runOf({ text, bold, italic }: ViewRun): TextRun {
  return new TextRun({ text, bold, italics: italic });
}

/** The last paragraph: text, citation, the way back to the contents, and after the last item the end mark. */
function closingOf(item: ViewItem, words: PrintWords): ParagraphChild[] {
  const space = item.closing.length > 0 ? [new TextRun({ text: ' ' })] : [];
  const citation = new TextRun({ text: item.citation, italics: true });
  const readAt = new TextRun({ text: filled(words.readAt, item.site), style: 'Hyperlink', size: TYPE.note });
  const back = new TextRun({ text: words.backToTop, style: 'Hyperlink', size: TYPE.note });
  return [
    ...item.closing.map(runOf),
    ...space,
    linked(item.url, citation),
    ...(item.titleOnly && item.url !== null ? [new TextRun({ text: ' ' }), linked(item.url, readAt)] : []),
    new TextRun({ text: ' ' }),
    new InternalHyperlink({ anchor: CONTENTS, children: [back] }),
    ...(item.isLast ? [new TextRun({ text: words.end })] : []),
  ];
}

function linked(url: string | null, run: TextRun): ParagraphChild {
  return url === null ? run : new ExternalHyperlink({ link: url, children: [run] });
}
