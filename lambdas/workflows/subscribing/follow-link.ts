import type { MailSettings } from '../../core/mailing/mail-settings.ts';
import { hashOf } from '../../core/subscriptions/asking.ts';
import type { Editions } from '../../core/subscriptions/subscriber.ts';
import { type TokenPurpose, verifyToken } from '../../core/subscriptions/token.ts';
import { confirm, leave } from '../../core/subscriptions/transitions.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SubscriberBook } from '../../ports/subscriber-book.ts';
import { changeSubscriber } from './change-subscriber.ts';

/** What acting on a link of a mail needs of the world. */
export interface LinkPorts {
  readonly clock: Clock;
  readonly subscribers: SubscriberBook;
}

const WITH_SECRET = /^(.+)\.([A-Za-z0-9_-]{22})$/;

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
  ports: Pick<LinkPorts, 'clock'>,
  settings: Pick<MailSettings, 'keyring'>,
  link: Link,
): 'valid' | 'invalid' | 'expired' {
  return verifyToken(settings.keyring, partsOf(link).signed, { purpose: link.purpose, now: ports.clock.now() }).kind;
}

/** Confirms by a token of a confirmation mail; repeating it changes nothing. */
export async function confirmSubscription(
  ports: LinkPorts,
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
  ports: LinkPorts,
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
