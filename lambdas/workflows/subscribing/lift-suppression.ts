import type { MailSettings } from '../../core/mailing/mail-settings.ts';
import { mayReach } from '../../core/mailing/reach.ts';
import { normaliseAddress } from '../../core/subscriptions/address.ts';
import { hasComplained, type LiftOutcome, lift } from '../../core/subscriptions/lift.ts';
import type { Subscriber } from '../../core/subscriptions/subscriber.ts';
import { subscriberId } from '../../core/subscriptions/subscriber-id.ts';
import { changeSubscriber } from './change-subscriber.ts';
import { type AskPorts, askToConfirm, newSecret } from './confirmation.ts';

/** What a person at the desk asks for, on the word of the address's owner. */
export interface LiftWish {
  readonly address: string;
  /** Id of the person at the desk. */
  readonly by: string;
  /** Whether that person may lift what came of a complaint. */
  readonly mayLiftComplaints: boolean;
}

/**
 * `asked`: the mail service took the confirmation mail; `uncertain`: its answer was lost; `not-sent`: it certainly was not
 * sent, and may be tried again. All others: nothing was written and nothing sent.
 */
export type LiftAnswer =
  | 'asked'
  | 'uncertain'
  | 'not-sent'
  | 'not-an-address'
  | 'not-on-allow-list'
  | 'administrator'
  | Extract<LiftOutcome, { kind: 'nothing' }>['why'];

/** Asks the owner of a suppressed address, by the usual confirmation mail, whether they are to be a reader again. */
export async function liftSuppression(
  ports: AskPorts,
  settings: MailSettings,
  { address: typed, by, mayLiftComplaints }: LiftWish,
): Promise<LiftAnswer> {
  const normal = normaliseAddress(typed);
  if (normal.kind === 'refused') return 'not-an-address';
  const { address } = normal;
  if (!mayReach(address, settings.allowList)) return 'not-on-allow-list';
  const { secret, hash } = newSecret();
  const wish = { address, by, hash, now: ports.clock.now() };
  const decided = await changeSubscriber<Subscriber | LiftAnswer>(
    ports.subscribers,
    subscriberId(address, settings.keyring),
    (present) => {
      // Our own row, whose writing was answered to nobody: nobody else has this secret.
      if (present?.asked?.hash === hash) return { row: null, answer: present };
      const outcome = lift(present, wish);
      if (outcome.kind === 'nothing') return { row: null, answer: outcome.why };
      if (!mayLiftComplaints && hasComplained(outcome.subscriber)) return { row: null, answer: 'administrator' };
      return { row: outcome.subscriber, answer: outcome.subscriber };
    },
  );
  if (typeof decided === 'string') return decided;
  const answer = await askToConfirm(ports, settings, { subscriber: decided, secret });
  return ANSWERS[answer];
}

const ANSWERS = { accepted: 'asked', 'not-accepted': 'not-sent', permanent: 'not-sent', unknown: 'uncertain' } as const;
