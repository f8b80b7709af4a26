/** Columns of the text part: readable in a narrow window and short enough for every gateway. */
export const TEXT_COLUMNS = 76;

/**
 * `text` in lines of at most {@link TEXT_COLUMNS}, broken at spaces only: an address is never broken.
 * `first` and `rest` stand before the first and the other lines and count as columns.
 */
export function wrapped(text: string, indent: { readonly first: string; readonly rest: string }): string {
  const lines: string[] = [];
  let line = indent.first;
  let isEmpty = true;
  for (const word of text.split(/\s+/u).filter((part) => part !== '')) {
    if (!isEmpty && line.length + 1 + word.length > TEXT_COLUMNS) {
      lines.push(line);
      line = indent.rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}
