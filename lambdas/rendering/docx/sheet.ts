/** Twentieths of a point a millimetre, the unit of WordprocessingML. */
const MM = 1440 / 25.4;

/** A4 with the margins of a state document; all in twentieths of a point. */
export const SHEET = {
  width: Math.round(210 * MM),
  height: Math.round(297 * MM),
  top: Math.round(20 * MM),
  right: Math.round(20 * MM),
  bottom: Math.round(20 * MM),
  left: Math.round(30 * MM),
  indent: Math.round(10 * MM),
} as const;

/** Where the page numbers of the contents end. */
export const NUMBER_TAB = SHEET.width - SHEET.left - SHEET.right;

/** Sizes in half points, as the PDF has them. */
export const TYPE = { text: 26, note: 22, foot: 20, title: 28, section: 28, name: 36, subject: 52 } as const;

/** The face every Word has; where it is missing, a face of its widths stands in. */
export const FONT = 'Times New Roman';
