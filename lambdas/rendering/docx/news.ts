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
import { filled, type PrintWords, unbroken } from '../print-words.ts';
import type { ViewBlock, ViewItem, ViewRun, ViewSection } from '../view.ts';
import { CONTENTS } from './cover.ts';
import { TYPE } from './sheet.ts';
import { STYLES } from './styles.ts';

/** A section: its heading, then each clipping under a heading of its own. */
export function sectionOf(section: ViewSection, words: PrintWords): FileChild[] {
  return [
    headingOf(HeadingLevel.HEADING_1, section.anchor, { text: section.title }),
    ...section.items.flatMap((item) => [
      headingOf(HeadingLevel.HEADING_2, item.anchor, { text: item.title }),
      ...item.blocks.flatMap(blockOf),
      new Paragraph({ style: STYLES.text, children: closingOf(item, words) }),
    ]),
  ];
}

/** A heading with a bookmark, to which the contents refer. */
export function headingOf(
  heading: (typeof HeadingLevel)[keyof typeof HeadingLevel],
  id: string,
  { text, pageBreakBefore = false }: { readonly text: string; readonly pageBreakBefore?: boolean },
): Paragraph {
  const children = [new Bookmark({ id, children: [new TextRun({ text })] })];
  return new Paragraph({ heading, ...(pageBreakBefore ? { pageBreakBefore } : {}), children });
}

/** A block of text. */
export function blockOf(block: ViewBlock): FileChild[] {
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

/** Word opens no table with more columns. */
const MOST_COLUMNS = 63;

/** A row with fewer cells than the widest ends in a wide one: filled up, a ragged table would grow with rows times columns. */
function tableOf(rows: readonly (readonly string[])[]): Table {
  const fitting = rows.map(fittingRow);
  const columns = fitting.reduce((most, row) => Math.max(most, row.length), 1);
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: fitting.map(
      (row) => new TableRow({ children: row.map((text, at) => cellOf(text, spanOf(row, at, columns))) }),
    ),
  });
}

/** What is too many columns stands in the last. */
function fittingRow(row: readonly string[]): readonly string[] {
  const last = MOST_COLUMNS - 1;
  return row.length <= MOST_COLUMNS ? row : [...row.slice(0, last), row.slice(last).join(' | ')];
}

function spanOf(row: readonly string[], at: number, columns: number): number {
  return at === row.length - 1 ? columns - at : 1;
}

function cellOf(text: string, columnSpan: number): TableCell {
  return new TableCell({
    ...(columnSpan > 1 ? { columnSpan } : {}),
    children: [new Paragraph({ children: [new TextRun({ text, size: TYPE.note })] })],
  });
}

/** A run of text. */
export function runOf({ text, bold, italic }: ViewRun): TextRun {
  return new TextRun({ text, bold, italics: italic });
}

/** The last paragraph: text, citation, the way back to the contents, and after the last item the end mark. */
function closingOf(item: ViewItem, words: PrintWords): ParagraphChild[] {
  const space = item.closing.length > 0 ? [new TextRun({ text: ' ' })] : [];
  const citation = new TextRun({ text: item.citation, italics: true });
  const readAt = new TextRun({ text: filled(words.readAt, item.site), style: 'Hyperlink', size: TYPE.note });
  const back = new TextRun({ text: unbroken(words.backToTop), style: 'Hyperlink', size: TYPE.note });
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
