import { describe, expect, it } from 'vitest';
import type { Subscriber, SubscriberState } from '../../lambdas/core/subscriptions/subscriber.ts';
import { signToken, type TokenPurpose } from '../../lambdas/core/subscriptions/token.ts';
import type { SubscriberBook } from '../../lambdas/ports/subscriber-book.ts';
import { recordMailEvent } from '../../lambdas/workflows/mailing/record-mail-event.ts';
import { confirmSubscription, leaveSubscription } from '../../lambdas/workflows/subscribing/follow-link.ts';
import { importSubscribers } from '../../lambdas/workflows/subscribing/import-subscribers.ts';
import { subscribeByForm } from '../support/by-form.ts';
import { interleave, ordersOfTwo } from '../support/interleaving.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { memoryDeliveryLedger } from '../support/memory/memory-delivery-ledger.ts';
import { memoryMailer } from '../support/memory/memory-mailer.ts';
import { memorySubscriberBook } from '../support/memory/memory-subscriber-book.ts';
import { HOUSE, RING, readerOf, START } from './mailing-world.ts';

const READER = readerOf(1);
const STATES = ['none', 'pending', 'active', 'unsubscribed', 'suppressed'] as const;
/** Two writers that both read and write, one of them twice because the other came between: six calls. */
const ORDERS = ordersOfTwo(6);

type Book = ReturnType<typeof memorySubscriberBook>;
type Writer = (book: SubscriberBook) => Promise<unknown>;

const WRITERS = { request, confirm, leave, suppress, bringIn } satisfies Record<string, Writer>;
type Name = keyof typeof WRITERS;
const NAMES = ['request', 'confirm', 'leave', 'suppress', 'bringIn'] as const satisfies readonly Name[];

const tokenFor = (purpose: TokenPurpose) => signToken(RING, { purpose, subscriberId: READER.id, at: START });
const portsWith = (subscribers: SubscriberBook) => ({ subscribers, clock: memoryClock(START), mailer: memoryMailer() });

function request(book: SubscriberBook) {
  return subscribeByForm(portsWith(book), HOUSE, { address: READER.address, editions: ['daily'] });
}
function confirm(book: SubscriberBook) {
  return confirmSubscription(portsWith(book), HOUSE, tokenFor('confirm'));
}
function leave(book: SubscriberBook) {
  return leaveSubscription(portsWith(book), HOUSE, { token: tokenFor('leave') });
}
function suppress(subscribers: SubscriberBook) {
  const about = { issueKey: 'confirmation', shard: 0, subscriberId: READER.id, messageId: 'm1' };
  const event = { kind: 'bounce', permanent: true, at: START, detail: 'General', ...about } as const;
  return recordMailEvent({ subscribers, ledger: memoryDeliveryLedger() }, event);
}
function bringIn(subscribers: SubscriberBook) {
  const consent = { at: START, basis: 'list' };
  return importSubscribers({ subscribers }, HOUSE, {
    kind: 'import',
    consent,
    editions: ['daily'],
    addresses: [READER.address],
  });
}

/** The planted bug: a book that writes whatever it is told, as a plain put does. */
function unconditional(book: Book): Book {
  book.advance = async (row: Subscriber) => {
    book.rows.set(row.id, structuredClone(row));
    return true;
  };
  return book;
}

function bookWith(state: SubscriberState | 'none'): Book {
  const book = memorySubscriberBook();
  if (state !== 'none') book.rows.set(READER.id, { ...READER, state });
  return book;
}

const stateIn = (book: Book) => book.rows.get(READER.id)?.state ?? 'none';

async function together(book: Book, pair: readonly [Name, Name], order: readonly number[]) {
  const actors = pair.map((name) => (portOf: <P extends object>(port: P) => P) => WRITERS[name](portOf(book)));
  await interleave(order, actors);
  return stateIn(book);
}

async function oneByOne(state: SubscriberState | 'none', names: readonly Name[]) {
  const book = bookWith(state);
  for (const name of names) await WRITERS[name](book);
  return stateIn(book);
}

/** What two writers at once leave behind in any order of their reads and writes. */
async function ends(pair: readonly [Name, Name], start: SubscriberState | 'none', make: (book: Book) => Book) {
  const found = new Set<string>();
  for (const order of ORDERS) found.add(await together(make(bookWith(start)), pair, order));
  return found;
}

const PAIRS = NAMES.flatMap((first, index) => NAMES.slice(index).map((second): [Name, Name] => [first, second]));

describe('R19 two writers of one subscriber at once', () => {
  it.each(PAIRS)('%s and %s end as if one had come after the other', async (first, second) => {
    for (const start of STATES) {
      const serial = [await oneByOne(start, [first, second]), await oneByOne(start, [second, first])];
      for (const end of await ends([first, second], start, (book) => book)) expect(serial, start).toContain(end);
    }
  });

  it.each(NAMES)('a bounce and %s at once never leave a known address open to mail', async (name) => {
    for (const start of ['pending', 'active', 'unsubscribed', 'suppressed'] as const) {
      expect([...(await ends([name, 'suppress'], start, (book) => book))], start).toEqual(['suppressed']);
    }
  });

  it('control: wake a suppressed address as soon as the book writes without its condition', async () => {
    expect(await ends(['confirm', 'suppress'], 'pending', unconditional)).toContain('active');
    expect(await ends(['leave', 'suppress'], 'active', unconditional)).toContain('unsubscribed');
    expect(await ends(['request', 'suppress'], 'unsubscribed', unconditional)).toContain('pending');
  });

  it('a row that changes under every write is an error, not a silent loss', async () => {
    const book = bookWith('pending');
    book.advance = async () => false;
    await expect(confirm(book)).rejects.toThrow('changes under every write');
  });
});

describe('R18 a reader who asks twice at once', () => {
  it('gets one confirmation mail', async () => {
    for (const order of ORDERS) {
      const ports = portsWith(bookWith('none'));
      const ask = (portOf: <P extends object>(port: P) => P) =>
        subscribeByForm({ ...ports, subscribers: portOf(ports.subscribers) }, HOUSE, {
          address: READER.address,
          editions: ['daily'],
        });
      await interleave(order, [ask, ask]);
      expect(ports.mailer.sent).toHaveLength(1);
    }
  });
});
