/** Bytes in which a label may stand: the HTML standard looks at the first 1,024, some papers are later. */
const LABEL_WINDOW = 4_096;

/**
 * The text of a fetched body, in NFC.
 *
 * Byte order mark first. Then bytes that are valid UTF-8 are UTF-8 whatever the label says (a text in another charset
 * practically never is). Then the label: `contentType` header, XML prolog, `<meta>`. Then UTF-8 with holes, or
 * windows-1258 where the holes outnumber what could be read. Never throws.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): string {
  return decode(bytes, contentType).normalize('NFC');
}

function decode(bytes: Uint8Array, contentType: string | null): string {
  const wide = wideCharset(bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  const strict = strictUtf8(bytes);
  if (strict !== null) return strict;
  const loose = new TextDecoder('utf-8').decode(bytes);
  if (isMostlyUtf8(loose)) return loose;
  const label = labelIn(contentType, bytes);
  const decoder = label === null ? null : decoderFor(label);
  return (decoder === null || decoder.encoding === 'utf-8' ? new TextDecoder('windows-1258') : decoder).decode(bytes);
}

/** UTF-16 by its byte order mark or by the zero bytes around a first `<`. */
function wideCharset(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return null;
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    // `stream`: a last character that was cut off is dropped instead of making the whole text invalid.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** A few broken bytes in a text whose other characters read well. */
function isMostlyUtf8(loose: string): boolean {
  const holes = loose.match(/\ufffd/g)?.length ?? 0;
  const read = loose.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  return holes * 4 <= read;
}

function labelIn(contentType: string | null, bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, LABEL_WINDOW));
  const found =
    /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType ?? '') ??
    /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w:.-]+)/i.exec(head) ??
    /<meta[^>]+?charset\s*=\s*["']?([\w:.-]+)/i.exec(head);
  return found?.[1] ?? null;
}

/** Null for a label nobody knows. */
function decoderFor(label: string) {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}
