import {
  AlignmentType,
  BuilderElement,
  ExternalHyperlink,
  type FileChild,
  HeadingLevel,
  ImageRun,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx';
import { blockOf, headingOf } from '../../docx/news.ts';
import { NUMBER_TAB, TYPE } from '../../docx/sheet.ts';
import { filled, type PrintWords } from '../../print-words.ts';
import type { MonthlyViewBlock, ViewArticle, ViewPicture } from '../article-view.ts';
import { type Bytes, captionText, onPaper } from '../figure.ts';
import type { MonthlyView } from '../monthly-view.ts';
import { MONTHLY_STYLES } from './styles.ts';

/** CSS pixels, the library's unit of pictures, a twentieth of a point. */
const PIXELS = 96 / 1440;
/** Width of the text, and the tallest a picture stands. */
const ROOM = { width: NUMBER_TAB * PIXELS, height: 380 };
const POINTS = 96 / 72;

/** What an article is set with. */
export interface Setting {
  readonly bytesOf: Bytes;
  readonly words: PrintWords;
}

/** An article: heading, who signs it, lead, body with its pictures, byline, where it is from. */
export function articleOf(article: ViewArticle, setting: Setting): FileChild[] {
  return [
    headingOf(HeadingLevel.HEADING_2, article.anchor, { text: article.title }),
    ...(article.author === null ? [] : [authorOf(article.author, article.number)]),
    ...(article.sapo === null ? [] : [new Paragraph({ style: MONTHLY_STYLES.sapo, text: article.sapo })]),
    ...article.blocks.flatMap((block, index) => pieceOf(block, article.number * 1000 + index, setting)),
    ...closingOf(article, setting.words),
  ];
}

/** The footnotes of all contributions, by the number of the article. */
export function footnotesOf(view: MonthlyView): Record<string, { children: Paragraph[] }> {
  const signed = view.sections.flatMap(({ items }) => items).filter(({ affiliation }) => affiliation !== null);
  return Object.fromEntries(
    signed.map(({ number, affiliation }) => {
      const text = new TextRun({ text: ` ${affiliation ?? ''}`, size: TYPE.note });
      return [String(number), { children: [new Paragraph({ children: [text] })] }];
    }),
  );
}

/** Who signs, and in brackets a reference to the footnote, which shows `*`. */
function authorOf(author: string, footnote: number): Paragraph {
  const reference = new BuilderElement({
    name: 'w:footnoteReference',
    attributes: { id: { key: 'w:id', value: footnote } },
  });
  return new Paragraph({
    keepNext: true,
    spacing: { after: 80 },
    children: [`${author} (`.trimStart(), reference, ')'].map(
      (child) => new TextRun({ children: [child], bold: true }),
    ),
  });
}

function pieceOf(block: MonthlyViewBlock, id: number, setting: Setting): FileChild[] {
  if (block.kind === 'picture') return figureOf(block, id, setting.bytesOf);
  if (block.kind !== 'heading') return blockOf(block);
  return [new Paragraph({ heading: HeadingLevel.HEADING_3, text: block.runs.map(({ text }) => text).join('') })];
}

function figureOf(picture: ViewPicture, id: number, bytesOf: Bytes): Paragraph[] {
  const extent = onPaper(picture.print, { width: ROOM.width / POINTS, height: ROOM.height / POINTS });
  const image = new ImageRun({
    type: 'jpg',
    data: bytesOf(picture),
    transformation: { width: extent.width * POINTS, height: extent.height * POINTS },
    altText: { id: String(id), name: picture.id, description: picture.alt },
  });
  const caption = captionText(picture);
  const hasCaption = caption !== '';
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: hasCaption,
      spacing: { before: 120, after: hasCaption ? 0 : 120 },
      children: [image],
    }),
    ...(hasCaption ? [new Paragraph({ style: MONTHLY_STYLES.caption, text: caption })] : []),
  ];
}

function closingOf(article: ViewArticle, words: PrintWords): Paragraph[] {
  const line = (child: ParagraphChild): Paragraph =>
    new Paragraph({ style: MONTHLY_STYLES.closing, children: [child] });
  const linked = (run: TextRun): ParagraphChild =>
    article.url === null ? run : new ExternalHyperlink({ link: article.url, children: [run] });
  const readAt = { text: filled(words.readAt, article.site ?? ''), style: 'Hyperlink', size: TYPE.note };
  return [
    ...(article.withdrawn === null ? [] : [line(new TextRun(article.withdrawn))]),
    ...(article.byline === null ? [] : [line(new TextRun({ text: article.byline, bold: true }))]),
    ...article.sources.map((text) => line(linked(new TextRun(text)))),
    ...(article.isAbridged ? [line(linked(new TextRun(readAt)))] : []),
  ];
}
