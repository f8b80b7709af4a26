import { createHash, randomBytes } from 'node:crypto';
import type { MailSettings } from '../../core/mailing/mail-settings.ts';
import { mayReach } from '../../core/mailing/reach.ts';
import { normaliseAddress } from '../../core/subscriptions/address.ts';
import { formCounts, mailCount } from '../../core/subscriptions/asks.ts';
import type { Editions, Subscriber } from '../../core/subscriptions/subscriber.ts';
import { subscriberId } from '../../core/subscriptions/subscriber-id.ts';
import { signToken, type TokenPurpose, verifyToken } from '../../core/subscriptions/token.ts';
import { confirm, leave, notAsked, request } from '../../core/subscriptions/transitions.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Mailer, SendOutcome } from '../../ports/mailer.ts';
import type { SubscriberBook } from '../../ports/subscriber-book.ts';
import { confirmationMail } from '../../rendering/confirmation-mail.ts';
import { buildLetter } from '../../rendering/mime.ts';
import { changeSubscriber } from './change-subscriber.ts';

/** What subscribing and leaving need of the world. */
export interface SubscribePorts {
  readonly clock: Clock;
  readonly subscribers: SubscriberBook;
  readonly mailer: Mailer;
}

/** Tag `issue` of a confirmation mail: its events find no row in the ledger, but a bounce still suppresses the address. */
export const CONFIRMATION = 'confirmation';

/** What a person agreed to; kept with their consent. */
const AGREED: Readonly<Record<Editions[number], string>> = {
  daily: 'the daily press review',
  monthly: 'the monthly bulletin',
};

/**
 * `accepted` says nothing of the address's state: whoever asks must not learn who reads the bulletin. `busy` says nothing of
 * it either: too many forms came from this network, or from everywhere, and nobody looked at the address.
 */
export type RequestOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'busy'; readonly where: 'network' | 'everywhere' };

/** A form as it was sent. */
export interface SubscriptionForm {
  readonly address: string;
  readonly editions: Editions;
  /** Ids of sections; left out: all. */
  readonly sections?: readonly string[] | null;
  /** As `networkOf` tells it: kept with the consent, and as a keyed hash for an hour's count. */
  readonly network?: string;
}

/** Where the form is; kept with the consent. */
const FORM_PAGE = 'page /subscriptions';

/** Somebody typed an address: writes the confirmation mail where one is due, and no more of them than the limits allow. */
export async function requestSubscription(
  ports: SubscribePorts,
  settings: MailSettings,
  typed: SubscriptionForm,
): Promise<RequestOutcome> {
  const { editions, sections = null, network = 'unknown' } = typed;
  const normalised = normaliseAddress(typed.address);
  if (normalised.kind === 'refused' || editions.length === 0) return { kind: 'refused' };
  const agreed = editions.map((edition) => AGREED[edition]).join(' and ');
  const basis = `form: ${agreed} by e-mail, confirmed by a mail to the address`;
  const { address } = normalised;
  const id = subscriberId(address, settings.keyring);
  const now = ports.clock.now();
  if (!mayReach(address, settings.allowList)) return { kind: 'accepted' };
  const [fromNetwork, fromEverywhere] = formCounts(network, now, settings.keyring);
  if (!(await ports.subscribers.count(fromNetwork))) return { kind: 'busy', where: 'network' };
  if (!(await ports.subscribers.count(fromEverywhere))) return { kind: 'busy', where: 'everywhere' };
  const { secret, hash } = newSecret();
  const wish = { id, address, editions, sections, basis, from: FORM_PAGE, network, hash, now };
  const isDue = request(await ports.subscribers.get(id), wish).kind === 'ask';
  if (!isDue || !(await ports.subscribers.count(mailCount(address, now, settings.keyring))))
    return { kind: 'accepted' };
  // The row first: a mail whose row is missing could not be confirmed, a row whose mail is missing only waits a day.
  const toAsk = await changeSubscriber(ports.subscribers, id, (present) => {
    const outcome = request(present, wish);
    const row = outcome.kind === 'ask' ? outcome.subscriber : null;
    return { row, answer: row };
  });
  if (toAsk !== null) await askToConfirm(ports, settings, { subscriber: toAsk, secret });
  return { kind: 'accepted' };
}

/** The random part of the link of one confirmation mail, and the hash by which its row will know it. */
export function newSecret(): { readonly secret: string; readonly hash: string } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { secret, hash: hashOf(secret) };
}

/** A row that was written, and what its owner is to be sent. */
export interface Asking {
  readonly subscriber: Subscriber;
  /** In the link alone; the row has its hash. */
  readonly secret: string;
}

/** Sends the confirmation mail of a row; where it certainly was not sent, the row says so and may be asked for again. */
export async function askToConfirm(
  ports: SubscribePorts,
  settings: MailSettings,
  asking: Asking,
): Promise<SendOutcome['kind']> {
  const answer = await sendConfirmation(ports, settings, asking);
  // One try: a row that somebody moved on while the mail was refused says more than this does.
  if (answer.kind === 'not-accepted' || answer.kind === 'permanent')
    await ports.subscribers.advance(notAsked(asking.subscriber, ports.clock.now()));
  return answer.kind;
}

async function sendConfirmation(
  ports: SubscribePorts,
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

/** Of the random part of a confirmation link: 128 bits, 22 letters. */
const SECRET_BYTES = 16;

const WITH_SECRET = /^(.+)\.([A-Za-z0-9_-]{22})$/;

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** The signed part of a link and the hash of its secret; links from before there were secrets have none. */
function partsOf({ purpose, token }: Link): { readonly signed: string; readonly hash: string | null } {
  const [, signed, secret] = (purpose === 'confirm' && WITH_SECRET.exec(token)) || [];
  return signed === undefined || secret === undefined
    ? { signed: token, hash: null }
    : { signed, hash: hashOf(secret) };
}

/** A link of a mail or a page of ours. */
interface Link {
  readonly purpose: TokenPurpose;
  readonly token: string;
}

/** Whether a link may be acted on, without acting: what a page with a button is shown by. */
export function checkLink(
  ports: Pick<SubscribePorts, 'clock'>,
  settings: Pick<MailSettings, 'keyring'>,
  link: Link,
): 'valid' | 'invalid' | 'expired' {
  return verifyToken(settings.keyring, partsOf(link).signed, { purpose: link.purpose, now: ports.clock.now() }).kind;
}

/** Confirms by a token of a confirmation mail; repeating it changes nothing. */
export async function confirmSubscription(
  ports: SubscribePorts,
  settings: Pick<MailSettings, 'keyring'>,
  token: string,
): Promise<{ readonly kind: 'confirmed' | 'invalid' | 'expired' }> {
  const now = ports.clock.now();
  const { signed, hash } = partsOf({ purpose: 'confirm', token });
  const grant = verifyToken(settings.keyring, signed, { purpose: 'confirm', now });
  if (grant.kind !== 'valid') return grant;
  return changeSubscriber(ports.subscribers, grant.subscriberId, (present) => {
    const outcome = confirm(present, { now, hash });
    const row = outcome.kind === 'confirmed' ? outcome.subscriber : null;
    return { row, answer: { kind: outcome.kind === 'refused' ? 'invalid' : 'confirmed' } };
  });
}

/** Leaves one edition, or all (null), by a token of any mail ever sent; repeating it changes nothing. */
export async function leaveSubscription(
  ports: SubscribePorts,
  settings: Pick<MailSettings, 'keyring'>,
  { token, edition = null }: { readonly token: string; readonly edition?: Editions[number] | null },
): Promise<{ readonly kind: 'left' | 'invalid' }> {
  const now = ports.clock.now();
  const grant = verifyToken(settings.keyring, token, { purpose: 'leave', now });
  if (grant.kind !== 'valid') return { kind: 'invalid' };
  return changeSubscriber(ports.subscribers, grant.subscriberId, (present) => ({
    row: leave(present, now, edition),
    answer: { kind: 'left' },
  }));
}
