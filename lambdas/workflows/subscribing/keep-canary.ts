import { z } from 'zod';
import { normaliseAddress } from '../../core/subscriptions/address.ts';
import type { Keyring } from '../../core/subscriptions/keyring.ts';
import type { Subscriber } from '../../core/subscriptions/subscriber.ts';
import { subscriberId } from '../../core/subscriptions/subscriber-id.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SubscriberBook } from '../../ports/subscriber-book.ts';
import { changeSubscriber } from './change-subscriber.ts';

/** An operator names an address of the house's own; invoked directly, there is no public way in. */
export const canaryWishSchema = z.object({ kind: z.literal('canary'), address: z.string() });

/** `present`: it stood on every list already; `somebodys`: a reader is or was known by it; `refused`: no address. */
export interface CanaryOutcome {
  readonly kind: 'added' | 'present' | 'somebodys' | 'refused';
}

/** Why the row is there, where readers have what they agreed to. */
const BASIS = 'canary';

/**
 * Puts an address of the house's own on every list, also where it had left or come back: a gateway that presses links must not
 * take the house's ear away for good. Running it again changes nothing, and a reader's row is never written over: a slip of the
 * operator's would bring back somebody who left.
 */
export async function keepCanary(
  { subscribers, clock }: { readonly subscribers: SubscriberBook; readonly clock: Clock },
  { keyring }: { readonly keyring: Keyring },
  wish: z.infer<typeof canaryWishSchema>,
): Promise<CanaryOutcome> {
  const normal = normaliseAddress(wish.address);
  if (normal.kind === 'refused') return { kind: 'refused' };
  const { address } = normal;
  const id = subscriberId(address, keyring);
  const at = clock.now();
  return changeSubscriber<CanaryOutcome>(subscribers, id, (present) => {
    if (present !== null && isKept(present)) return { row: null, answer: { kind: 'present' } };
    if (present !== null && present.canary !== true) return { row: null, answer: { kind: 'somebodys' } };
    const why = { consent: { at, basis: BASIS }, changed: { at, why: BASIS } };
    const reads = { state: 'active', editions: ['daily', 'monthly'], canary: true } as const;
    const row: Subscriber = {
      ...{ version: 1, id, address, ...why, turn: (present?.turn ?? 0) + 1 },
      ...{ ...reads, editions: [...reads.editions] },
    };
    return { row, answer: { kind: 'added' } };
  });
}

function isKept({ canary, state, editions, sections, pausedUntil }: Subscriber): boolean {
  return (
    canary === true &&
    state === 'active' &&
    editions.length === 2 &&
    sections === undefined &&
    pausedUntil === undefined
  );
}
