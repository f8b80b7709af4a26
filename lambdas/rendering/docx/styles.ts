import { AlignmentType, type IStylesOptions } from 'docx';
import type { Palette } from '../palette.ts';
import { FONT, SHEET, TYPE } from './sheet.ts';

/** Names of the styles that Word shows in its list. */
export const STYLES = {
  text: 'ClippingText',
  contentsSection: 'TOC1',
  contentsItem: 'TOC2',
  cover: 'Cover',
} as const;

/** Real heading styles, so that Word's own navigation and contents work; the text is justified with an indented first line. */
export function stylesOf(colours: Palette['light']): IStylesOptions {
  const heading = (size: number, colour: string, before: number) => ({
    run: { font: FONT, size, bold: true, color: plain(colour) },
    paragraph: { spacing: { before, after: 80 }, keepNext: true },
  });
  return {
    default: {
      document: { run: { font: FONT, size: TYPE.text, language: { value: 'vi-VN' } } },
      heading1: heading(TYPE.section, colours.red, 280),
      heading2: heading(TYPE.title, colours.navy, 200),
      hyperlink: { run: { color: plain(colours.navy) } },
    },
    paragraphStyles: [
      {
        id: STYLES.text,
        name: 'Clipping text',
        basedOn: 'Normal',
        quickFormat: true,
        paragraph: {
          alignment: AlignmentType.BOTH,
          indent: { firstLine: SHEET.indent },
          spacing: { after: 80, line: 300 },
        },
      },
      {
        id: STYLES.contentsSection,
        name: 'toc 1',
        basedOn: 'Normal',
        run: { bold: true, color: plain(colours.navy) },
        paragraph: { spacing: { before: 60 } },
      },
      {
        id: STYLES.contentsItem,
        name: 'toc 2',
        basedOn: 'Normal',
        paragraph: { indent: { left: 640, hanging: 480 } },
      },
      { id: STYLES.cover, name: 'Cover', basedOn: 'Normal', paragraph: { alignment: AlignmentType.CENTER } },
    ],
  };
}

/** A colour as WordprocessingML writes it. */
export function plain(colour: string): string {
  return colour.slice(1).toUpperCase();
}
