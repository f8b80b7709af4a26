/** Points a millimetre. */
const MM = 72 / 25.4;

/** A4 with the margins of a Vietnamese state document (Decree 30/2020/NĐ-CP, appendix I); all in points. */
export const SHEET = {
  width: 210 * MM,
  height: 297 * MM,
  top: 20 * MM,
  right: 20 * MM,
  bottom: 20 * MM,
  left: 30 * MM,
  /** First line of a paragraph. */
  indent: 10 * MM,
} as const;

/** Width of a line of text. */
export const TEXT_WIDTH = SHEET.width - SHEET.left - SHEET.right;

/** Where the text of a page ends. */
export const TEXT_END = SHEET.height - SHEET.bottom;

/** Sizes of type in points; the text is within the 13–14 of the decree. */
export const TYPE = { text: 13, note: 11, foot: 10, title: 14, section: 14, name: 18, subject: 26 } as const;

/** Between the text and the line of the editor. */
export const EDITOR_GAP = 10;

/** Height of a line as a multiple of its size. */
export const LEADING = 1.3;
