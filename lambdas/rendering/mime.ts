import MailComposer from 'nodemailer/lib/mail-composer';
import { type Instant, toMillis } from '../core/calendar/instant.ts';
import { editionOf } from '../core/issue/issue-key.ts';
import { domainOf, hasControl, type Mailbox } from '../core/mailing/mailbox.ts';
import { type Message, UNSUBSCRIBE_PLACEHOLDER } from '../core/mailing/mailing.ts';
import { isPlainAddress } from '../core/subscriptions/address.ts';
import { type EncodedBody, encodeBody, spliceBody } from './splice-body.ts';
import { boundaryOf, cutFrame, type Frame, type OwnParts, spliceFrame } from './splice-mime.ts';

/** Longest unfolded header line, in octets: RFC 5322 §2.1.1. */
const LONGEST_LINE = 998;

/** A message ready for the mail service, or why this one can never be sent; the reason holds no address. */
export type MimeOutcome =
  | { readonly kind: 'mail'; readonly raw: Uint8Array }
  | { readonly kind: 'unsendable'; readonly detail: string };

/** What every mail of the house has. */
export interface Letter {
  readonly from: Mailbox;
  readonly replyTo: string;
  /** One plain address. */
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Left of the `@` of the Message-ID: letters, digits, `-`, `.`, `_`. */
  readonly messageName: string;
  readonly now: Instant;
  /** Written as they stand, each on one line: a folded `List-Unsubscribe` breaks signatures at some receivers. */
  readonly headers: Readonly<Record<string, string>>;
}

/** One recipient's copy of an issue's mail. */
export interface Copy {
  readonly message: Message;
  readonly subscriberId: string;
  readonly to: string;
  /** 1, or 2 after a request whose answer was lost. */
  readonly attempt: number;
  readonly from: Mailbox;
  readonly replyTo: string;
  /** The recipient's own, https. */
  readonly unsubscribeUrl: string;
  readonly now: Instant;
}

/** RFC 3834, and its like for Exchange, which most offices have: nobody who is away answers a bulletin. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' } as const;

/** Longest address whose line is certainly not folded; a longer one is composed by itself. */
const LONGEST_SPLICED = 60;

/** A letter without its words. */
type Envelope = Omit<Letter, 'html' | 'text'>;

/** A frame, or null where it cannot be cut, and what it depends on beside its message. */
interface KnownFrame {
  readonly from: Mailbox;
  readonly replyTo: string;
  /** The name's length decides whether its line is folded. */
  readonly nameLength: number;
  readonly frame: Frame | null;
}

/** A mail that was composed: its frames, and its bodies by the length of a reader's address. */
interface Composed {
  readonly message: Message;
  readonly frames: KnownFrame[];
  readonly bodies: Map<number, Readonly<Record<'text' | 'html', EncodedBody>>>;
}

/** The mails this process met last, newest first: a worker reads the same mail anew for every shard it is handed. */
const composed: Composed[] = [];
/** A daily and a monthly at the same time. */
const KEPT = 2;

/**
 * The MIME message of one recipient: RFC 2369, RFC 2919 and RFC 8058 headers, and nobody else's address or token. Composed
 * once an issue with stand-ins, and spliced for each recipient into the very bytes that composing it anew would give.
 */
export async function buildMime(copy: Copy): Promise<MimeOutcome> {
  const envelope = envelopeOf(copy);
  if ('kind' in envelope) return envelope;
  const fault = ownFaultOf(envelope);
  if (fault !== null) return unsendable(fault);
  // What all readers have in common was looked at when the frame was composed; without one it is looked at now.
  const frame = envelope.to.length > LONGEST_SPLICED ? null : await frameOf(copy, envelope);
  if (frame === null) return buildLetter(letterOf(copy, envelope));
  return { kind: 'mail', raw: spliceFrame(frame, ownParts(copy, envelope)) };
}

async function frameOf(copy: Copy, { from, replyTo, messageName }: Envelope): Promise<Frame | null> {
  const { frames } = composedOf(copy.message);
  const nameLength = messageName.length;
  const present = frames.find(
    (known) => known.nameLength === nameLength && known.replyTo === replyTo && isSameMailbox(known.from, from),
  );
  if (present !== undefined) return present.frame;
  const frame = await composeFrame(copy, nameLength);
  frames.push({ from, replyTo, nameLength, frame });
  return frame;
}

function isSameMailbox(a: Mailbox, b: Mailbox): boolean {
  return a === b || (a.name === b.name && a.address === b.address);
}

function composedOf(message: Message): Composed {
  const present = composed.find((each) => isSameMail(each.message, message));
  if (present !== undefined) return present;
  const made: Composed = { message, frames: [], bodies: new Map() };
  composed.unshift(made);
  composed.splice(KEPT);
  return made;
}

function isSameMail(a: Message, b: Message): boolean {
  if (a === b) return true;
  return a.issueKey === b.issueKey && a.subject === b.subject && a.html === b.html && a.text === b.text;
}

async function composeFrame(copy: Copy, nameLength: number): Promise<Frame | null> {
  const to = 'stand-in@splice.invalid';
  const standIn: Copy = { ...copy, to, unsubscribeUrl: 'https://splice.invalid/own', now: '1999-12-31T12:34:56+07:00' };
  const envelope = envelopeOf(standIn);
  if ('kind' in envelope) return null;
  const named = { ...envelope, messageName: 'splice-stand-in-'.padEnd(nameLength, 'x') };
  const mail = await buildLetter(letterOf(standIn, named));
  return mail.kind === 'mail' ? cutFrame(mail.raw, ownParts(standIn, named)) : null;
}

function ownParts(copy: Copy, { to, messageName, from, now }: Envelope): OwnParts {
  const boundary = boundaryOf(`<${messageName}@${domainOf(from.address)}>`);
  const date = new Date(toMillis(now)).toUTCString().replace('GMT', '+0000');
  const { message, unsubscribeUrl } = copy;
  const bodies = bodiesOf(message, unsubscribeUrl.length);
  const text = spliceBody(bodies.text, unsubscribeUrl);
  const html = spliceBody(bodies.html, unsubscribeUrl);
  return { to, messageName, date, unsubscribeUrl, boundary, text, html };
}

/** Lengths of addresses that are remembered; a mailing has one, and its stand-in's. */
const LENGTHS = 4;

function bodiesOf(message: Message, length: number) {
  const { bodies } = composedOf(message);
  const present = bodies.get(length);
  if (present !== undefined) return present;
  const made = { text: encodeBody(message.text, length), html: encodeBody(message.html, length) };
  if (bodies.size >= LENGTHS) bodies.clear();
  bodies.set(length, made);
  return made;
}

function letterOf({ message, unsubscribeUrl }: Copy, envelope: Envelope): Letter {
  return {
    ...envelope,
    html: message.html.replaceAll(UNSUBSCRIBE_PLACEHOLDER, unsubscribeUrl),
    text: message.text.replaceAll(UNSUBSCRIBE_PLACEHOLDER, unsubscribeUrl),
  };
}

function envelopeOf(copy: Copy): Envelope | Extract<MimeOutcome, { kind: 'unsendable' }> {
  const { message, unsubscribeUrl } = copy;
  if (!message.html.includes(UNSUBSCRIBE_PLACEHOLDER) || !message.text.includes(UNSUBSCRIBE_PLACEHOLDER)) {
    return { kind: 'unsendable', detail: 'the mail has no place for the unsubscribe address' };
  }
  if (!/^https?:\/\/[\w.~:/?=-]+$/.test(unsubscribeUrl)) {
    return { kind: 'unsendable', detail: 'the unsubscribe address is not usable' };
  }
  const domain = domainOf(copy.from.address);
  // A list an edition: who filters or leaves one in the mail program keeps the other.
  const edition = editionOf(message.issueKey);
  return {
    from: copy.from,
    replyTo: copy.replyTo,
    to: copy.to,
    subject: message.subject,
    messageName: `${message.issueKey}.${copy.subscriberId}.${copy.attempt}`,
    now: copy.now,
    headers: {
      'List-Id': `<${edition}.${domain}>`,
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Feedback-ID': `${message.issueKey}:${edition}:bulletin:${domain.replaceAll('.', '-')}`,
    },
  };
}

/** A mail of one text in two shapes; the same letter gives the same bytes. */
export async function buildLetter(letter: Letter): Promise<MimeOutcome> {
  const fault = faultOf(letter);
  if (fault !== null) return unsendable(fault);
  const messageId = `<${letter.messageName}@${domainOf(letter.from.address)}>`;
  const boundary = boundaryOf(messageId);
  const composer = new MailComposer({
    from: { name: letter.from.name, address: letter.from.address },
    to: letter.to,
    replyTo: letter.replyTo,
    subject: letter.subject,
    messageId,
    date: new Date(toMillis(letter.now)),
    text: letter.text,
    html: letter.html,
    // Base64 keeps every line short and survives gateways that rewrite the ends of lines.
    textEncoding: 'base64',
    baseBoundary: boundary,
    boundaryPrefix: 'part',
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: prepared({ ...AUTOMATIC, ...letter.headers }),
  });
  return { kind: 'mail', raw: new Uint8Array(await composer.compile().build()) };
}

function faultOf(letter: Envelope): string | null {
  if (!isPlainAddress(letter.replyTo) || !isPlainAddress(letter.from.address)) return 'the sender is not usable';
  if (hasControl(letter.from.name) || hasControl(letter.subject)) return 'a control character in a header';
  return ownFaultOf(letter);
}

/** Looks at what one recipient's letter alone has. */
function ownFaultOf(letter: Envelope): string | null {
  if (!isPlainAddress(letter.to)) return 'the address is not one plain address';
  if (!/^[\w.-]+$/.test(letter.messageName)) return 'the message name is not usable';
  const bad = Object.entries(letter.headers).find(([name, value]) => !isHeader(name, value));
  return bad === undefined ? null : `the header ${JSON.stringify(bad[0])} is not usable`;
}

function isHeader(name: string, value: string): boolean {
  return /^[\w-]+$/.test(name) && /^[\x20-\x7e]+$/.test(value) && name.length + 2 + value.length <= LONGEST_LINE;
}

function prepared(headers: Readonly<Record<string, string>>): Record<string, { prepared: boolean; value: string }> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { prepared: true, value }]));
}

async function unsendable(detail: string): Promise<MimeOutcome> {
  return { kind: 'unsendable', detail };
}
