import { createHash } from 'node:crypto';

/** What differs from one recipient's copy of a mail to the next. */
export interface OwnParts {
  readonly to: string;
  /** Left of the `@` of the Message-ID. */
  readonly messageName: string;
  /** As in the header `Date`. */
  readonly date: string;
  readonly unsubscribeUrl: string;
  readonly boundary: string;
  readonly text: string;
  readonly html: string;
}

/** A mail cut where a recipient's own parts go: literal pieces and, between them, what belongs there. */
export type Frame = readonly (string | { readonly own: keyof OwnParts })[];

/** In the order they are cut out: the long ones first. */
const OWN = ['html', 'text', 'to', 'messageName', 'date', 'unsubscribeUrl', 'boundary'] as const;

/** Letters of a line of base64: RFC 2045 §6.8. */
const LINE = 76;

/** Parts that are base64 in the wire form. */
const ENCODED: ReadonlySet<keyof OwnParts> = new Set(['text', 'html']);

/** The boundary of a message, as its composer is told. */
export function boundaryOf(messageId: string): string {
  return createHash('sha256').update(messageId).digest('hex').slice(0, 32);
}

/** Cuts `raw`, a mail composed with the stand-ins `own`; null where one of them does not stand in it as it should. */
export function cutFrame(raw: Uint8Array, own: OwnParts): Frame | null {
  const wires = OWN.map((name) => ({ name, wire: wireOf(name, own[name]) }));
  let frame: Frame = [Buffer.from(raw).toString('latin1')];
  for (const { name, wire } of wires) {
    frame = frame.flatMap((piece) => (typeof piece === 'string' ? cutAt(piece, wire, name) : [piece]));
  }
  const isWhole = wires.every(({ name }) => {
    const times = frame.filter((piece) => typeof piece !== 'string' && piece.own === name).length;
    return name === 'boundary' ? times > 0 : times === 1;
  });
  return isWhole ? frame : null;
}

/** The mail of one recipient; the same bytes as if it had been composed for them. */
export function spliceFrame(frame: Frame, own: OwnParts): Uint8Array {
  const wire = frame.map((piece) => (typeof piece === 'string' ? piece : wireOf(piece.own, own[piece.own]))).join('');
  return new Uint8Array(Buffer.from(wire, 'latin1'));
}

function cutAt(piece: string, wire: string, own: keyof OwnParts): Frame {
  return piece.split(wire).flatMap((part, index): Frame => (index === 0 ? [part] : [{ own }, part]));
}

function wireOf(name: keyof OwnParts, value: string): string {
  if (!ENCODED.has(name)) return value;
  return folded(Buffer.from(value, 'utf8').toString('base64'));
}

/** Lines of 76 letters; cut, not matched: it is done for every copy of a mail. */
function folded(text: string): string {
  const lines: string[] = [];
  for (let from = 0; from < text.length; from += LINE) lines.push(text.slice(from, from + LINE));
  return lines.join('\r\n');
}
