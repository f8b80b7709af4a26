import { AlignmentType, type IStylesOptions } from 'docx';
import { FONT, TYPE } from '../../docx/sheet.ts';
import { plain, stylesOf } from '../../docx/styles.ts';
import type { Palette } from '../../palette.ts';

/** Names of the styles a monthly has beside those of the daily. */
export const MONTHLY_STYLES = {
  caption: 'Caption',
  closing: 'ArticleClosing',
  contentsHeading: 'ContentsHeading',
  sapo: 'Sapo',
} as const;

/** The daily's styles, and those of a cover, pictures, sub-headings and closing lines. */
export function monthlyStylesOf(colours: Palette['light']): IStylesOptions {
  const { default: defaults, paragraphStyles = [] } = stylesOf(colours);
  return {
    default: {
      ...defaults,
      heading3: {
        run: { font: FONT, size: TYPE.text, bold: true, color: plain(colours.ink) },
        paragraph: { spacing: { before: 120, after: 60 }, keepNext: true },
      },
      footnoteText: { run: { font: FONT, size: TYPE.note } },
    },
    paragraphStyles: [
      ...paragraphStyles,
      {
        id: MONTHLY_STYLES.contentsHeading,
        name: 'Contents heading',
        basedOn: 'Normal',
        run: { bold: true, size: TYPE.name, color: plain(colours.red) },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 240 } },
      },
      {
        id: MONTHLY_STYLES.sapo,
        name: 'Sapo',
        basedOn: 'ClippingText',
        quickFormat: true,
        run: { bold: true },
      },
      {
        id: MONTHLY_STYLES.caption,
        name: 'caption',
        basedOn: 'Normal',
        quickFormat: true,
        run: { italics: true, size: TYPE.note, color: plain(colours.muted) },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 60, after: 160 } },
      },
      {
        id: MONTHLY_STYLES.closing,
        name: 'Article closing',
        basedOn: 'Normal',
        run: { italics: true },
        paragraph: { alignment: AlignmentType.RIGHT },
      },
    ],
  };
}
