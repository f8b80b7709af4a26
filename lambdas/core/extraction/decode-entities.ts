import { Parser } from 'htmlparser2';

/** A text as it is read: `&agrave;`, `&#224;`, `&#xe0;` and their like decoded once, as in a sentence. */
export function decodeText(text: string): string {
  const parts: string[] = [];
  const parser = new Parser({ ontext: (part) => parts.push(part) });
  // In a title nothing is a tag, only entities are decoded.
  parser.end(`<title>${text}`);
  return parts.join('');
}

/** The same for an attribute's value, where `&copy=2` is part of an address; a value in both quotation marks stays. */
export function decodeAttribute(value: string): string {
  const quote = value.includes('"') ? "'" : '"';
  if (value.includes(quote)) return value;
  let decoded = value;
  const parser = new Parser({
    onopentag: (_name, attribs) => {
      decoded = attribs.v ?? value;
    },
  });
  parser.end(`<v v=${quote}${value}${quote}>`);
  return decoded;
}
