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
  /** As it stands in the wire; see `encodeBody`. */
  readonly text: string;
  /** As it stands in the wire. */
  readonly html: string;
}

/** A mail cut where a recipient's own parts go: literal pieces and, between them, what belongs there. */
export type Frame = readonly (string | { readonly own: keyof OwnParts })[];

/** In the order they are cut out: the long ones first. */
const OWN = ['html', 'text', 'to', 'messageName', 'date', 'unsubscribeUrl', 'boundary'] as const;

/** The boundary of a message, as its composer is told. */
export function boundaryOf(messageId: string): string {
  return createHash('sha256').update(messageId).digest('hex').slice(0, 32);
}

/** Cuts `raw`, a mail composed with the stand-ins `own`; null where one of them does not stand in it as it should. */
export function cutFrame(raw: Uint8Array, own: OwnParts): Frame | null {
  let frame: Frame = [Buffer.from(raw).toString('latin1')];
  for (const name of OWN) {
    frame = frame.flatMap((piece) => (typeof piece === 'string' ? cutAt(piece, own[name], name) : [piece]));
  }
  const isWhole = OWN.every((name) => {
    const times = frame.filter((piece) => typeof piece !== 'string' && piece.own === name).length;
    return name === 'boundary' ? times > 0 : times === 1;
  });
  return isWhole ? frame : null;
}

/** The mail of one recipient; the same bytes as if it had been composed for them. */
export function spliceFrame(frame: Frame, own: OwnParts): Uint8Array {
  const wire = frame.map((piece) => (typeof piece === 'string' ? piece : own[piece.own])).join('');
  const bytes = Buffer.from(wire, 'latin1');
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function cutAt(piece: string, wire: string, own: keyof OwnParts): Frame {
  return piece.split(wire).flatMap((part, index): Frame => (index === 0 ? [part] : [{ own }, part]));
}
