import { randomBytes } from 'node:crypto';
import type { MailSettings } from '../../core/mailing/mail-settings.ts';
import { CONFIRMATION, hashOf } from '../../core/subscriptions/asking.ts';
import type { Subscriber } from '../../core/subscriptions/subscriber.ts';
import { signToken } from '../../core/subscriptions/token.ts';
import { notAsked } from '../../core/subscriptions/transitions.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Mailer, SendOutcome } from '../../ports/mailer.ts';
import type { SubscriberBook } from '../../ports/subscriber-book.ts';
import { confirmationMail } from '../../rendering/confirmation-mail.ts';
import { buildLetter } from '../../rendering/mime.ts';

/** What asking somebody by mail needs of the world. */
export interface AskPorts {
  readonly clock: Clock;
  readonly subscribers: SubscriberBook;
  readonly mailer: Mailer;
}

/** The random part of the link of one confirmation mail, and the hash by which its row will know it. */
export function newSecret(): { readonly secret: string; readonly hash: string } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { secret, hash: hashOf(secret) };
}

/** Of the random part of a confirmation link: 128 bits, 22 letters. */
const SECRET_BYTES = 16;

/** A row that was written, and what its owner is to be sent. */
export interface Asking {
  readonly subscriber: Subscriber;
  /** In the link alone; the row has its hash. */
  readonly secret: string;
}

/** Sends the confirmation mail of a row; where it certainly was not sent, the row says so and may be asked for again. */
export async function askToConfirm(
  ports: AskPorts,
  settings: MailSettings,
  asking: Asking,
): Promise<SendOutcome['kind']> {
  const answer = await sendConfirmation(ports, settings, asking);
  // One try: a row that somebody moved on while the mail was refused says more than this does.
  if (answer.kind === 'not-accepted' || answer.kind === 'permanent')
    await ports.subscribers.advance(notAsked(asking.subscriber, ports.clock.now()));
  return answer.kind;
}

/** Sends the confirmation mail of a row, and writes nothing of what came of it. */
export async function sendConfirmation(
  ports: Pick<AskPorts, 'clock' | 'mailer'>,
  settings: MailSettings,
  { subscriber: { id, address }, secret }: Asking,
): Promise<SendOutcome> {
  const now = ports.clock.now();
  const { from, replyTo } = settings;
  const token = signToken(settings.keyring, { purpose: 'confirm', subscriberId: id, at: now });
  const mail = confirmationMail({
    confirmUrl: `${settings.publicAddress}/subscriptions/confirm?token=${token}.${secret}`,
    publicAddress: settings.publicAddress,
  });
  const messageName = `${CONFIRMATION}.${id}.${token.split('.')[2] ?? ''}`;
  // No List-Unsubscribe: this is no list, and a gateway that unsubscribes by itself would undo what the reader asks for.
  const mime = await buildLetter({ ...mail, from, replyTo, to: address, messageName, now, headers: {} });
  if (mime.kind === 'unsendable') return { kind: 'permanent', detail: mime.detail };
  const tags = { issue: CONFIRMATION, shard: '0', recipient: id };
  return ports.mailer.send({ from: from.address, to: address, raw: mime.raw, tags });
}
