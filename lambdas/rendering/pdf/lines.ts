/** A stretch of text in one style that is not broken unless it must be. */
export interface Piece<Style> {
  readonly text: string;
  readonly style: Style;
  readonly width: number;
}

/** A word: pieces that touch. */
export interface Word<Style> {
  readonly pieces: readonly Piece<Style>[];
  readonly width: number;
}

/** Words that stand on one line. */
export type Line<Style> = readonly Word<Style>[];

/** A run of text in one style, as it comes. */
export interface StyledText<Style> {
  readonly text: string;
  readonly style: Style;
}

/** Width of a text in a style, in points. */
export type Measure<Style> = (text: string, style: Style) => number;

/** Splits runs at their spaces; runs that meet inside a word stay one word. A space is U+0020, nothing else breaks. */
export function wordsOf<Style>(runs: readonly StyledText<Style>[], measure: Measure<Style>): Word<Style>[] {
  const words: Piece<Style>[][] = [];
  let isOpen = false;
  for (const { text, style } of runs) {
    for (const [index, part] of text.split(' ').entries()) {
      if (index > 0) isOpen = false;
      if (part === '') continue;
      const piece = { text: part, style, width: measure(part, style) };
      const last = isOpen ? words.at(-1) : undefined;
      if (last) last.push(piece);
      else words.push([piece]);
      isOpen = true;
    }
  }
  return words.map(wordOf);
}

/** Breaks words into lines, first come first set; a word wider than a line is broken between its characters. */
export function linesOf<Style>(
  words: readonly Word<Style>[],
  room: { readonly width: number; readonly indent: number; readonly space: number; readonly measure: Measure<Style> },
): Line<Style>[] {
  const lines: Word<Style>[][] = [[]];
  let left = room.width - room.indent;
  for (const word of words.flatMap((each) => fitting(each, room.width - room.indent, room.measure))) {
    const line = lines.at(-1) ?? [];
    const needed = word.width + (line.length > 0 ? room.space : 0);
    if (line.length > 0 && needed > left) {
      lines.push([word]);
      left = room.width - word.width;
    } else {
      line.push(word);
      left -= needed;
    }
  }
  return lines.filter((line) => line.length > 0);
}

/** The word itself, or where it is wider than a line its parts. */
function fitting<Style>(word: Word<Style>, width: number, measure: Measure<Style>): Word<Style>[] {
  if (word.width <= width) return [word];
  return word.pieces.flatMap(({ text, style }) =>
    cut(text, (part) => measure(part, style) <= width).map((part) =>
      wordOf([{ text: part, style, width: measure(part, style) }]),
    ),
  );
}

/** Cuts a text into the longest parts that fit, at least one character each. */
function cut(text: string, fits: (part: string) => boolean): string[] {
  const characters = [...text];
  const parts: string[] = [];
  let start = 0;
  while (start < characters.length) {
    const length = longest(characters.length - start, (count) => fits(characters.slice(start, start + count).join('')));
    parts.push(characters.slice(start, start + length).join(''));
    start += length;
  }
  return parts;
}

/** Largest count from 1 to `most` that fits, found in steps that double: a line is short, the text may be long. */
function longest(most: number, fits: (count: number) => boolean): number {
  let high = 1;
  while (high < most && fits(Math.min(high * 2, most))) high = Math.min(high * 2, most);
  let [low, top] = [high, Math.min(high * 2, most)];
  while (low < top) {
    const middle = Math.ceil((low + top) / 2);
    if (fits(middle)) low = middle;
    else top = middle - 1;
  }
  return low;
}

function wordOf<Style>(pieces: readonly Piece<Style>[]): Word<Style> {
  return { pieces, width: pieces.reduce((sum, piece) => sum + piece.width, 0) };
}
