import { UNSUBSCRIBE_PLACEHOLDER } from '../core/mailing/mailing.ts';

/** Letters of a line of base64: RFC 2045 §6.8. */
const LINE = 76;

/** Bytes that hold an address of a reader: from one place where base64 begins anew to another. */
interface Window {
  readonly bytes: Buffer;
  /** Where in `bytes` the address begins, each time. */
  readonly at: readonly number[];
  /** Place of the first letter in the base64 of the whole, without ends of lines. */
  readonly letter: number;
}

/**
 * A body of a mail in the form of the wire, base64 in lines, with windows where the address of a reader stands. All addresses
 * of a mailing are of one length, so nothing else of it differs, and nothing else is encoded again.
 */
export type EncodedBody = readonly (string | Window)[];

/** Encodes `template` for addresses of `length` ASCII letters in place of {@link UNSUBSCRIBE_PLACEHOLDER}. */
export function encodeBody(template: string, length: number): EncodedBody {
  const bytes = Buffer.from(template.replaceAll(UNSUBSCRIBE_PLACEHOLDER, 'x'.repeat(length)), 'utf8');
  const letters = bytes.toString('base64');
  const body: (string | Window)[] = [];
  let done = 0;
  for (const { from, to, places } of windowsOf(placesOf(template, length), length)) {
    const end = Math.min(to, bytes.length);
    const letter = lettersBefore(from);
    body.push(folded(letters.slice(done, letter), done));
    body.push({ bytes: bytes.subarray(from, end), at: places.map((place) => place - from), letter });
    done = end === bytes.length ? letters.length : lettersBefore(end);
  }
  return [...body, folded(letters.slice(done), done)];
}

/** The body of one reader; `address` must have the length it was encoded for. */
export function spliceBody(body: EncodedBody, address: string): string {
  return body.map((piece) => (typeof piece === 'string' ? piece : lettersOf(piece, address))).join('');
}

function lettersOf({ bytes, at, letter }: Window, address: string): string {
  const own = Buffer.from(bytes);
  for (const place of at) own.write(address, place, 'latin1');
  return folded(own.toString('base64'), letter);
}

/** Bytes before each address. */
function placesOf(template: string, length: number): number[] {
  const places: number[] = [];
  let before = 0;
  for (const part of template.split(UNSUBSCRIBE_PLACEHOLDER).slice(0, -1)) {
    before += Buffer.byteLength(part, 'utf8');
    places.push(before);
    before += length;
  }
  return places;
}

interface Span {
  readonly from: number;
  to: number;
  readonly places: number[];
}

/** Spans of three bytes each around the addresses; those that touch are one. */
function windowsOf(places: readonly number[], length: number): Span[] {
  const spans: Span[] = [];
  for (const place of places) {
    const from = Math.floor(place / 3) * 3;
    const to = Math.ceil((place + length) / 3) * 3;
    const last = spans.at(-1);
    if (last === undefined || from >= last.to) spans.push({ from, to, places: [place] });
    else {
      last.places.push(place);
      last.to = to;
    }
  }
  return spans;
}

function lettersBefore(byte: number): number {
  return (byte / 3) * 4;
}

/** Lines of 76 letters; `first` is the place of the first letter in the whole. An end of line stands before its line. */
function folded(letters: string, first: number): string {
  const lines: string[] = [];
  let from = 0;
  for (let place = first; from < letters.length; ) {
    const rest = LINE - (place % LINE);
    if (place > 0 && place % LINE === 0) lines.push('\r\n');
    lines.push(letters.slice(from, from + rest));
    from += rest;
    place += rest;
  }
  return lines.join('');
}
