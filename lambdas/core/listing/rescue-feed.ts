/** How the items of an XML feed are marked, and what closes the feed after them. */
const SHAPES = [
  { root: /<rdf:RDF/i, item: 'item', closing: '</rdf:RDF>' },
  { root: /<rss/i, item: 'item', closing: '</channel></rss>' },
  { root: /<feed/i, item: 'entry', closing: '</feed>' },
] as const;

/** What a feed says of itself is short; the head is parsed once an item. */
const LONGEST_HEAD = 20_000;

/**
 * Takes a broken XML feed apart: one small feed an item, each with the head of the whole. Stray tags between the items,
 * a broken item and an end that was cut off then cost themselves alone. Empty for what is no XML feed.
 */
export function singleItemFeeds(text: string): string[] {
  const shape = SHAPES.find(({ root }) => root.test(text));
  if (shape === undefined) return [];
  const start = text.search(new RegExp(`<${shape.item}[\\s>]`, 'i'));
  if (start < 0 || start > LONGEST_HEAD) return [];
  const head = text.slice(0, start);
  return chunks(text.slice(start), shape.item).map((chunk) => head + chunk + shape.closing);
}

/** The closed elements `name` of a text, in order; linear in its length whatever it holds. */
function chunks(text: string, name: string): string[] {
  const closing = new RegExp(`</${name}\\s*>`, 'gi');
  const opening = new RegExp(`<${name}[\\s>]`, 'gi');
  const found: string[] = [];
  let open = opening.exec(text);
  for (const close of text.matchAll(closing)) {
    if (open === null) break;
    if (open.index > close.index) continue;
    const end = close.index + close[0].length;
    found.push(text.slice(open.index, end));
    opening.lastIndex = end;
    open = opening.exec(text);
  }
  return found;
}
