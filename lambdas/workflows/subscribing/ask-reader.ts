import type { MailSettings } from '../../core/mailing/mail-settings.ts';
import { mayReach } from '../../core/mailing/reach.ts';
import {
  type ClaimOutcome,
  claim,
  hashOf,
  isTooLate,
  notTaken,
  secretOf,
  taken,
} from '../../core/subscriptions/asking.ts';
import { mailCount } from '../../core/subscriptions/asks.ts';
import { LIMITS } from '../../core/subscriptions/limits.ts';
import type { Editions } from '../../core/subscriptions/subscriber.ts';
import { subscriberId } from '../../core/subscriptions/subscriber-id.ts';
import { notAsked, type Request } from '../../core/subscriptions/transitions.ts';
import type { Ask } from '../../ports/work-queue.ts';
import { changeSubscriber } from './change-subscriber.ts';
import { type Asking, type AskPorts, sendConfirmation } from './confirmation.ts';

/**
 * What became of a form. `later`: the message is to be handed out again, because another worker may have it in hand, the mail was
 * certainly not taken, or nobody knows whether it was.
 */
export type AskOutcome =
  | { readonly kind: 'asked' }
  | { readonly kind: 'later'; readonly why: 'in-hand' | 'not-sent' | 'uncertain' }
  | {
      readonly kind: 'nothing';
      readonly why:
        | Extract<ClaimOutcome, { kind: 'nothing' }>['why']
        | 'not-on-allow-list'
        | 'too-late'
        | 'too-often'
        | 'unsendable';
    };

/** What a person agreed to; kept with their consent. */
const AGREED: Readonly<Record<Editions[number], string>> = {
  daily: 'the daily press review',
  monthly: 'the monthly bulletin',
};

/** Where the form is; kept with the consent. */
const FORM_PAGE = 'page /subscriptions';

/**
 * Does what a form asks for: the row and the confirmation mail where one is due, and no more of them than the limits allow.
 *
 * A message may come again after a death at any effect. The mail is counted under the form's own name, so that it counts once. The
 * row comes before the mail and says that it was begun; it is this form's by the hash of a secret that the form's random id and the
 * keyring make again, so the next worker knows its row and sends what was not sent. What dies right at the mail cannot be known to
 * have sent it: one more is sent, counted too, and never a third.
 */
export async function askReader(ports: AskPorts, settings: MailSettings, ask: Ask): Promise<AskOutcome> {
  const now = ports.clock.now();
  const { address } = ask;
  if (isTooLate({ at: ask.at, now, hours: LIMITS.askWithinHours })) return { kind: 'nothing', why: 'too-late' };
  if (!mayReach(address, settings.allowList)) return { kind: 'nothing', why: 'not-on-allow-list' };
  const id = subscriberId(address, settings.keyring);
  const secret = secretOf(settings.keyring, { id: ask.id, subscriberId: id });
  const wish = wishOf(ask, { id, hash: hashOf(secret), now });
  const expected = claim(await ports.subscribers.get(id), wish);
  if (expected.kind !== 'mail') return told(expected);
  const counted = mailCount({ address, of: `${ask.id}.${expected.begun}` }, now, settings.keyring);
  if (!(await ports.subscribers.count(counted))) return { kind: 'nothing', why: 'too-often' };
  // The row first: a mail whose row is missing could not be confirmed.
  const claimed = await changeSubscriber(ports.subscribers, id, (present) => {
    const outcome = claim(present, wish);
    return { row: outcome.kind === 'mail' ? outcome.subscriber : null, answer: outcome };
  });
  return claimed.kind === 'mail'
    ? sendAndRecord(ports, settings, { subscriber: claimed.subscriber, secret })
    : told(claimed);
}

function wishOf(ask: Ask, made: Pick<Request, 'id' | 'hash' | 'now'>): Request {
  const { address, editions, sections, network } = ask;
  const agreed = editions.map((edition) => AGREED[edition]).join(' and ');
  const basis = `form: ${agreed} by e-mail, confirmed by a mail to the address`;
  return { ...made, address, editions, sections, basis, from: FORM_PAGE, network };
}

function told(outcome: Exclude<ClaimOutcome, { kind: 'mail' }>): AskOutcome {
  return outcome.kind === 'in-hand' ? { kind: 'later', why: 'in-hand' } : outcome;
}

/** One try to write each: a row that somebody moved on meanwhile says more than this does. */
async function sendAndRecord(ports: AskPorts, settings: MailSettings, asking: Asking): Promise<AskOutcome> {
  const { subscriber } = asking;
  const answer = await sendConfirmation(ports, settings, asking);
  switch (answer.kind) {
    case 'accepted':
      await ports.subscribers.advance(taken(subscriber));
      return { kind: 'asked' };
    case 'not-accepted':
      await ports.subscribers.advance(notTaken(subscriber));
      return { kind: 'later', why: 'not-sent' };
    case 'permanent':
      await ports.subscribers.advance(notAsked(subscriber, ports.clock.now()));
      return { kind: 'nothing', why: 'unsendable' };
    case 'unknown':
      return { kind: 'later', why: 'uncertain' };
  }
}
