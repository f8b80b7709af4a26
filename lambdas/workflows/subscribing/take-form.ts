import { randomBytes } from 'node:crypto';
import { normaliseAddress } from '../../core/subscriptions/address.ts';
import { formCounts } from '../../core/subscriptions/asks.ts';
import type { Keyring } from '../../core/subscriptions/keyring.ts';
import type { Editions } from '../../core/subscriptions/subscriber.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SubscriberBook } from '../../ports/subscriber-book.ts';
import type { Ask, WorkQueue } from '../../ports/work-queue.ts';

/** What taking a form needs of the world. No row is among it: it may count, and nothing else of the book. */
export interface FormPorts {
  readonly clock: Clock;
  readonly subscribers: Pick<SubscriberBook, 'count'>;
  readonly asks: WorkQueue<Ask>;
}

/**
 * `accepted` says nothing of the address's state: whoever asks must not learn who reads the bulletin. `busy` says nothing of
 * it either: too many forms came from this network, or from everywhere, and nobody looked at the address.
 */
export type FormOutcome =
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

/** Of a form's id: 128 bits. */
const ID_BYTES = 16;

/**
 * Somebody typed an address: two counts and one message, whatever is known of the address, so that neither answer nor time tells
 * anything of it. What depends on the address is done by `askReader`, when the answer has been given.
 */
export async function takeForm(
  ports: FormPorts,
  { keyring }: { readonly keyring: Keyring },
  typed: SubscriptionForm,
): Promise<FormOutcome> {
  const { editions, sections = null, network = 'unknown' } = typed;
  const normalised = normaliseAddress(typed.address);
  if (normalised.kind === 'refused' || editions.length === 0) return { kind: 'refused' };
  const at = ports.clock.now();
  const [fromNetwork, fromEverywhere] = formCounts(network, at, keyring);
  if (!(await ports.subscribers.count(fromNetwork))) return { kind: 'busy', where: 'network' };
  if (!(await ports.subscribers.count(fromEverywhere))) return { kind: 'busy', where: 'everywhere' };
  const id = randomBytes(ID_BYTES).toString('base64url');
  const { address } = normalised;
  await ports.asks.send({ version: 1, id, address, editions, sections: sections && [...sections], network, at });
  return { kind: 'accepted' };
}
