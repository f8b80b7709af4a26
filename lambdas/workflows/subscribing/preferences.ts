import type { Instant } from '../../core/calendar/instant.ts';
import type { Keyring } from '../../core/subscriptions/keyring.ts';
import { type Choice, choose, comeBack } from '../../core/subscriptions/preferences.ts';
import type { Editions, Subscriber } from '../../core/subscriptions/subscriber.ts';
import { signToken, type TokenPurpose, verifyToken } from '../../core/subscriptions/token.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SubscriberBook } from '../../ports/subscriber-book.ts';
import { changeSubscriber } from './change-subscriber.ts';

/** What a reader's own choices need of the world. */
export interface PreferencePorts {
  readonly clock: Clock;
  readonly subscribers: SubscriberBook;
}

type Keys = { readonly keyring: Keyring };

/**
 * A token for a page of ours, made of the link in a mail: that link lasts for ever and only leaves, so what can do more
 * begins there and lasts a day. Null where the link is not ours.
 */
export function pageToken(
  { clock }: Pick<PreferencePorts, 'clock'>,
  { keyring }: Keys,
  { leaveToken, purpose }: { readonly leaveToken: string; readonly purpose: TokenPurpose },
): string | null {
  const now = clock.now();
  const grant = verifyToken(keyring, leaveToken, { purpose: 'leave', now });
  return grant.kind === 'valid' ? signToken(keyring, { purpose, subscriberId: grant.subscriberId, at: now }) : null;
}

/** The choices as they are; `invalid` also for somebody who is no reader any more. */
export async function readPreferences(
  ports: PreferencePorts,
  { keyring }: Keys,
  token: string,
): Promise<
  { readonly kind: 'reader'; readonly reader: Subscriber } | { readonly kind: 'invalid' } | { readonly kind: 'expired' }
> {
  const grant = verifyToken(keyring, token, { purpose: 'prefer', now: ports.clock.now() });
  if (grant.kind !== 'valid') return grant;
  const reader = await ports.subscribers.get(grant.subscriberId);
  return reader?.state === 'active' ? { kind: 'reader', reader } : { kind: 'invalid' };
}

/** Keeps what a reader chose; repeating it changes nothing. */
export function savePreferences(
  ports: PreferencePorts,
  keys: Keys,
  { token, choice }: { readonly token: string; readonly choice: Choice },
): Promise<{ readonly kind: 'done' | 'invalid' | 'expired' }> {
  return change(ports, keys, {
    token,
    purpose: 'prefer',
    decide: (present, now) => ({ row: choose(present, choice, now), isDone: present?.state === 'active' }),
  });
}

/** Takes back that somebody left a moment ago; repeating it changes nothing. */
export function returnToSubscription(
  ports: PreferencePorts,
  keys: Keys,
  { token, edition }: { readonly token: string; readonly edition: Editions[number] | null },
): Promise<{ readonly kind: 'done' | 'invalid' | 'expired' }> {
  return change(ports, keys, {
    token,
    purpose: 'return',
    decide: (present, now) => {
      const row = comeBack(present, edition, now);
      return { row, isDone: row !== null || present?.state === 'active' };
    },
  });
}

interface Change {
  readonly token: string;
  readonly purpose: TokenPurpose;
  readonly decide: (present: Subscriber | null, now: Instant) => { row: Subscriber | null; isDone: boolean };
}

async function change(
  ports: PreferencePorts,
  { keyring }: Keys,
  { token, purpose, decide }: Change,
): Promise<{ readonly kind: 'done' | 'invalid' | 'expired' }> {
  const now = ports.clock.now();
  const grant = verifyToken(keyring, token, { purpose, now });
  if (grant.kind !== 'valid') return { kind: grant.kind };
  return changeSubscriber(ports.subscribers, grant.subscriberId, (present) => {
    const { row, isDone } = decide(present, now);
    return { row, answer: { kind: isDone ? 'done' : 'invalid' } };
  });
}
