import { z } from 'zod';
import { instantSchema } from '../../core/calendar/instant.ts';
import { normaliseAddress } from '../../core/subscriptions/address.ts';
import type { Keyring } from '../../core/subscriptions/keyring.ts';
import type { ListLine, Place } from '../../core/subscriptions/list-file.ts';
import { isForgotten } from '../../core/subscriptions/retention.ts';
import type { Subscriber, SubscriberState } from '../../core/subscriptions/subscriber.ts';
import { subscriberId } from '../../core/subscriptions/subscriber-id.ts';
import type { SubscriberBook } from '../../ports/subscriber-book.ts';

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
    const standing = await addReader(ports.subscribers, rowOf(normalised.address, list, settings.keyring));
    if (standing === 'added') added += 1;
    else known += 1;
  }
  return { added, known, refused };
}

/** What became of one line: `added`, or the state in which the address stands and stays, or what was wrong with the line. */
export type ImportedLine =
  | Exclude<ListLine, { kind: 'address' }>
  | (Place & { readonly kind: 'added' | SubscriberState });

/** Writes at once; the book answers one in some milliseconds. */
const AT_ONCE = 20;

/** Adds the readers of a list of any length, some at once, and tells of every line in its order. */
export async function* importLines(
  subscribers: SubscriberBook,
  lines: Iterable<ListLine>,
  { keyring, ...wish }: Pick<SubscriberImport, 'consent' | 'editions'> & { readonly keyring: Keyring },
): AsyncGenerator<ImportedLine> {
  const serve = async (line: ListLine): Promise<ImportedLine> => {
    if (line.kind !== 'address') return line;
    const { address, ...place } = line;
    return { ...place, kind: await addReader(subscribers, rowOf(address, wish, keyring)) };
  };
  const inHand: Promise<ImportedLine>[] = [];
  for (const line of lines) {
    inHand.push(serve(line));
    if (inHand.length === AT_ONCE) for (const each of await Promise.all(inHand.splice(0))) yield each;
  }
  for (const each of await Promise.all(inHand)) yield each;
}

function rowOf(
  address: string,
  { consent, editions }: Pick<SubscriberImport, 'consent' | 'editions'>,
  keyring: Keyring,
): Subscriber {
  const changed = { at: consent.at, why: consent.basis };
  const id = subscriberId(address, keyring);
  return { version: 1, id, address, state: 'active', editions, consent, changed, turn: 1 };
}

/** Turn 1 is written only where there is nothing, so somebody who leaves at this moment is not brought back either. */
async function addReader(subscribers: SubscriberBook, row: Subscriber): Promise<'added' | SubscriberState> {
  if (await subscribers.advance(row)) return 'added';
  const present = await subscribers.get(row.id);
  // What is left of a request that nobody confirmed stands in nobody's way.
  const isFree = present !== null && isForgotten(present);
  if (isFree && (await subscribers.advance({ ...row, turn: present.turn + 1 }))) return 'added';
  return present?.state ?? 'pending';
}
