import { withoutDoubleEncoding } from './double-encoding.ts';
import { withoutMarkRuns } from './normalise.ts';
import { decodeOldCharset } from './old-charsets.ts';
import { readOldLetters } from './old-letters.ts';
import { vietnameseShare } from './vietnamese-share.ts';

/** Bytes in which a label may stand: the HTML standard looks at the first 1,024, some papers are later. */
const LABEL_WINDOW = 4_096;
/** A text of which so much is Vietnamese was read rightly. */
const WELL_ENOUGH = 0.5;
/** Bytes looked at for the zero halves of UTF-16. */
const WIDE_WINDOW = 512;

/**
 * The text of a fetched body, in NFC.
 *
 * Byte order mark first, or the zero bytes of UTF-16. Then bytes that are valid UTF-8 are UTF-8 whatever the label says
 * (a text in another charset practically never is), encoded twice or once. Then the label: `contentType` header, XML
 * prolog, `<meta>`; VISCII and TCVN are known, windows-1252 is taken for windows-1258 where its letters carry tones. Then
 * UTF-8 with holes, or windows-1258 where the holes outnumber what could be read. What no label tells and does not read as
 * Vietnamese is tried in the charsets and fonts of the nineties ({@link readOldLetters}). Never throws.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): string {
  return withoutMarkRuns(decode(bytes, contentType)).normalize('NFC');
}

function decode(bytes: Uint8Array, contentType: string | null): string {
  const wide = wideCharset(bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  const strict = strictUtf8(bytes);
  if (strict !== null) {
    const once = withoutDoubleEncoding(strict);
    return readOldLetters(once) ?? once;
  }
  const label = labelIn(contentType, bytes);
  const old = label === null ? null : decodeOldCharset(bytes, label);
  if (old !== null) return old;
  const loose = new TextDecoder('utf-8').decode(bytes);
  return isMostlyUtf8(loose) ? loose : bySigns(bytes, label);
}

/** By its label, unless only a charset that nobody named makes Vietnamese of it. */
function bySigns(bytes: Uint8Array, label: string | null): string {
  const labelled = byLabel(bytes, label);
  if (vietnameseShare(labelled).share >= WELL_ENOUGH) return labelled;
  return readOldLetters(new TextDecoder('windows-1252').decode(bytes)) ?? labelled;
}

function byLabel(bytes: Uint8Array, label: string | null): string {
  const vietnamese = new TextDecoder('windows-1258').decode(bytes);
  const decoder = label === null ? null : decoderFor(label);
  if (decoder === null || /^utf-/.test(decoder.encoding)) return vietnamese;
  if (decoder.encoding === 'windows-1252' && carriesTones(vietnamese)) return vietnamese;
  return decoder.decode(bytes);
}

/** Only in Vietnamese do the bytes that are tones in windows-1258 stand behind vowels, again and again. */
function carriesTones(text: string): boolean {
  return (text.match(/[aeiouyăâêôơư][\u0300\u0301\u0303\u0309\u0323]/gi)?.length ?? 0) >= 3;
}

/** UTF-16 by its byte order mark, or by every other byte being zero in most places. */
function wideCharset(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, WIDE_WINDOW);
  const zeros = [0, 1].map((side) => start.filter((byte, index) => byte === 0 && index % 2 === side).length);
  const [even = 0, odd = 0] = zeros;
  if (odd * 4 > start.length && even * 20 < start.length) return 'utf-16le';
  return even * 4 > start.length && odd * 20 < start.length ? 'utf-16be' : null;
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
