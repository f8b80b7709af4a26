import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  InternalHyperlink,
  LeaderType,
  Paragraph,
  ShadingType,
  SimpleField,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import type { Palette } from '../palette.ts';
import { filled, type PrintWords } from '../print-words.ts';
import type { IssueView } from '../view.ts';
import { NUMBER_TAB, TYPE } from './sheet.ts';
import { plain, STYLES } from './styles.ts';

/** Bookmark at the top of the contents. */
export const CONTENTS = 'muc-luc';

/** What the front of the document is made of. */
export interface Front {
  readonly view: IssueView;
  readonly words: PrintWords;
  readonly colours: Palette['light'];
  /** Across the head of a draft; null for an issue. */
  readonly stamp: string | null;
}

/** The cover block of the printed bulletin. */
export function coverOf({ view, words, colours, stamp }: Front): Paragraph[] {
  const { masthead } = view;
  const red = plain(colours.red);
  const line = (run: TextRun, before = 0): Paragraph => new Paragraph({ spacing: { before }, children: [run] });
  const centred = (run: TextRun, before = 0): Paragraph =>
    new Paragraph({ style: STYLES.cover, spacing: { before }, children: [run] });
  const weekday = { type: ShadingType.CLEAR, fill: red, color: 'auto' };
  return [
    ...(stamp === null
      ? []
      : [
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            children: [new TextRun({ text: stamp, bold: true, size: TYPE.name, color: red })],
          }),
        ]),
    line(new TextRun({ text: filled(words.year, view.year), bold: true })),
    line(new TextRun({ text: ` ${view.weekday} `, bold: true, color: 'FFFFFF', shading: weekday }), 60),
    line(new TextRun({ text: filled(words.issued, view.date) }), 60),
    // The name stands off from the date, as on the printed page.
    centred(new TextRun({ text: masthead.bulletin, bold: true, size: TYPE.name, color: plain(colours.navy) }), 280),
    centred(new TextRun({ text: masthead.subject, bold: true, size: TYPE.subject, color: red })),
    new Paragraph({
      style: STYLES.cover,
      spacing: { after: 200 },
      border: { bottom: { style: BorderStyle.THIN_THICK_SMALL_GAP, size: 18, space: 6, color: plain(colours.navy) } },
      children: [new TextRun({ text: masthead.frequency, italics: true, color: plain(colours.muted) })],
    }),
    ...view.notices.map((notice) => line(new TextRun({ text: notice, color: red }))),
    line(new TextRun({ text: masthead.opening, bold: true, italics: true })),
  ];
}

/** A section of the contents; `label` stands before the title of an item: its number or a bullet. */
export interface ContentsSection {
  readonly anchor: string;
  readonly title: string;
  readonly items: readonly { readonly anchor: string; readonly title: string; readonly label: string }[];
}

/** The contents: every line a link, dots to a page number that Word and LibreOffice keep right; `pageOf` is what it shows first. */
export function contentsOf(sections: readonly ContentsSection[], pageOf: (name: string) => number): Paragraph[] {
  const row = (name: string, text: readonly (string | Tab)[], style: string): Paragraph =>
    new Paragraph({
      style,
      tabStops: [{ type: TabStopType.RIGHT, position: NUMBER_TAB, leader: LeaderType.DOT }],
      children: [
        new InternalHyperlink({ anchor: name, children: [new TextRun({ children: text })] }),
        new TextRun({ children: [new Tab()] }),
        new SimpleField(`PAGEREF ${name} \\h`, String(pageOf(name))),
      ],
    });
  const rows = sections.flatMap(({ anchor, title, items }) => [
    row(anchor, [title], STYLES.contentsSection),
    // The tab ends at the hanging indent, so that a wrapped title goes on under its own beginning.
    ...items.map((item) => row(item.anchor, [`${item.label} `, new Tab(), item.title], STYLES.contentsItem)),
  ]);
  return [new Paragraph({ children: [new Bookmark({ id: CONTENTS, children: [] })] }), ...rows];
}
