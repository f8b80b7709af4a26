import PDFDocument from 'pdfkit';
import { expect, it } from 'vitest';
import { createPen, type Setting, type Style } from '../../../lambdas/rendering/pdf/pen.ts';
import { LEADING, TEXT_END, TEXT_WIDTH } from '../../../lambdas/rendering/pdf/sheet.ts';

const STYLE: Style = { face: 'regular', size: 10, colour: '#000000' };
const HEIGHT = STYLE.size * LEADING;

/** Lines of a paragraph on the page where `room` lines are left, and on the next ones. */
function parted(count: number, room: number, setting: Partial<Setting> = {}): number[] {
  const perPage = [0];
  const pen = createPen(new PDFDocument(), {
    isDry: true,
    measure: (text) => (text === ' ' ? 1 : TEXT_WIDTH),
    turned: () => {},
  });
  pen.y = TEXT_END - room * HEIGHT - 1;
  pen.draw = () => {
    perPage[pen.page - 1] = (perPage[pen.page - 1] ?? 0) + 1;
  };
  const text = Array.from({ length: count }, (_, index) => `dòng${index}`).join(' ');
  pen.paragraph([{ text, style: STYLE }], { align: 'left', ...setting });
  return perPage;
}

it.each([
  [2, 1, [0, 2]],
  [2, 2, [2]],
  [3, 1, [0, 3]],
  [3, 2, [0, 3]],
  [3, 3, [3]],
  [4, 2, [2, 2]],
  [4, 3, [2, 2]],
  [5, 4, [3, 2]],
])('a paragraph of %i lines with room for %i leaves no line alone', (count, room, expected) => {
  expect(parted(count, room)).toEqual(expected);
});

it.each([
  [1, 2],
  [2, 3],
  [3, 4],
])('a heading of %i lines with room for %i goes to the next page whole with what follows', (count, room) => {
  expect(parted(count, room, { keep: 2 })).toEqual([0, count]);
  expect(parted(count, room)).toEqual([count]);
});

it('a heading longer than any parts', () => {
  expect(parted(12, 5, { keep: 2 })).toEqual([5, 7]);
});

it.each([
  [5, 5, [3, 2]],
  [5, 6, [5]],
  [3, 3, [0, 3]],
  [1, 1, [0, 1]],
  [8, 9, [8]],
])(
  'a paragraph of %i lines with room for %i takes two lines along with what must follow it',
  (count, room, expected) => {
    expect(parted(count, room, { tail: HEIGHT })).toEqual(expected);
    // Without the tail it fits: that is how a line came to stand alone on the last page.
    expect(parted(count, room)).toEqual([count]);
  },
);
