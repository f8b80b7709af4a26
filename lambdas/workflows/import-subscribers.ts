import { z } from 'zod';
import { instantSchema } from '../core/calendar/instant.ts';
import { normaliseAddress } from '../core/subscriptions/address.ts';
import type { Keyring } from '../core/subscriptions/keyring.ts';
import { isForgotten } from '../core/subscriptions/retention.ts';
import type { Subscriber } from '../core/subscriptions/subscriber.ts';
import { subscriberId } from '../core/subscriptions/subscriber-id.ts';
import type { SubscriberBook } from '../ports/subscriber-book.ts';

/** A list an operator hands over: who, for what, and on what ground; invoked directly, there is no public way in. */
export const subscriberImportSchema = z.object({
  kind: z.literal('import'),
  consent: z.object({ at: instantSchema, basis: z.string().min(1), from: z.string().optional() }),
  editions: z.array(z.enum(['daily', 'monthly'])).min(1),
  addresses: z.array(z.string()),
});
/** See {@link subscriberImportSchema}. */
export type SubscriberImport = z.infer<typeof subscriberImportSchema>;

/** What an import came to; `refused` holds places in the list (1 is the first), never addresses. */
export interface ImportOutcome {
  readonly added: number;
  /** Known already, in whatever state: nobody who left is brought back. */
  readonly known: number;
  readonly refused: readonly number[];
}

/** Adds the addresses of a list as active subscribers; running it again adds nobody. */
export async function importSubscribers(
  ports: { readonly subscribers: SubscriberBook },
  settings: { readonly keyring: Keyring },
  list: SubscriberImport,
): Promise<ImportOutcome> {
  const refused: number[] = [];
  let added = 0;
  let known = 0;
  for (const [index, typed] of list.addresses.entries()) {
    const normalised = normaliseAddress(typed);
    if (normalised.kind === 'refused') {
      refused.push(index + 1);
      continue;
    }
    const id = subscriberId(normalised.address, settings.keyring);
    const { consent, editions } = list;
    const changed = { at: consent.at, why: consent.basis };
    const { address } = normalised;
    const row = { version: 1, id, address, state: 'active', editions, consent, changed, turn: 1 } as const;
    // Turn 1 is written only where there is nothing, so somebody who leaves at this moment is not brought back either.
    if ((await ports.subscribers.advance(row)) || (await isTaken(ports.subscribers, row))) added += 1;
    else known += 1;
  }
  return { added, known, refused };
}

/** What is left of a request that nobody confirmed stands in nobody's way. */
async function isTaken(subscribers: SubscriberBook, row: Subscriber): Promise<boolean> {
  const present = await subscribers.get(row.id);
  return present !== null && isForgotten(present) && subscribers.advance({ ...row, turn: present.turn + 1 });
}
