import { describe, expect, it } from 'vitest';
import { shift } from '../../lambdas/core/calendar/instant.ts';
import { subscriberId } from '../../lambdas/core/subscriptions/subscriber-id.ts';
import { leave } from '../../lambdas/core/subscriptions/transitions.ts';
import { eraseAddresses } from '../../lambdas/workflows/erase-addresses.ts';
import { importSubscribers } from '../../lambdas/workflows/import-subscribers.ts';
import { requestSubscription } from '../../lambdas/workflows/subscribe.ts';
import { HOUSE, RING, readerOf, START } from '../faults/mailing-world.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { memoryMailer } from '../support/memory/memory-mailer.ts';
import { memorySubscriberBook } from '../support/memory/memory-subscriber-book.ts';

const DAY = 24 * 3_600_000;
const QUARTER = 15 * 60_000;

function bookOfLeavers(count: number) {
  const book = memorySubscriberBook();
  for (let number = 0; number < count; number += 1) {
    const left = leave(readerOf(number), START);
    if (left !== null) book.rows.set(left.id, left);
  }
  return book;
}

/** One run a quarter of an hour for a day. */
async function aDayOf(book: ReturnType<typeof memorySubscriberBook>, from: string, spanMs: number) {
  let erased = 0;
  for (let run = 0; run < DAY / QUARTER; run += 1) {
    erased += await eraseAddresses({ subscribers: book }, { now: shift(from, run * QUARTER), spanMs });
  }
  return erased;
}

describe('whoever left four weeks ago', () => {
  it('is erased within a day, everybody once, and nobody before', async () => {
    const book = bookOfLeavers(300);
    expect(await aDayOf(book, shift(START, 26 * DAY), QUARTER)).toBe(0);
    expect(await aDayOf(book, shift(START, 28 * DAY), QUARTER)).toBe(300);
    expect(JSON.stringify([...book.rows.values()])).not.toContain('@');
  });

  it('would partly be passed over by runs that look back less than the time between them', async () => {
    expect(await aDayOf(bookOfLeavers(300), shift(START, 28 * DAY), 0)).toBeLessThan(300);
  });

  it('is still not brought back by a list, and may come back by asking', async () => {
    const book = bookOfLeavers(1);
    await aDayOf(book, shift(START, 28 * DAY), QUARTER);
    const { id, address } = readerOf(0);
    const list = { kind: 'import' as const, consent: { at: START, basis: 'list' }, editions: ['daily' as const] };
    const outcome = await importSubscribers({ subscribers: book }, HOUSE, { ...list, addresses: [address] });
    expect(outcome).toEqual({ added: 0, known: 1, refused: [] });
    const ports = { subscribers: book, mailer: memoryMailer(), clock: memoryClock(shift(START, 30 * DAY)) };
    await requestSubscription(ports, HOUSE, { address, editions: ['daily'] });
    expect(book.rows.get(id)).toMatchObject({ state: 'pending', address, leftAt: START });
  });
});

describe('a form that is filled in by a machine', () => {
  const site = () => ({ subscribers: memorySubscriberBook(), mailer: memoryMailer(), clock: memoryClock(START) });

  it('mails one victim once a day and three times in all', async () => {
    const ports = site();
    for (let hour = 0; hour < 24 * 40; hour += 1) {
      for (const address of ['nan-nhan@example.vn', 'NAN-NHAN@example.VN']) {
        await requestSubscription(ports, HOUSE, { address, editions: ['daily'], network: `${hour}` });
      }
      ports.clock.advance(3_600_000);
    }
    expect(ports.mailer.sent).toHaveLength(3);
    expect([...ports.subscribers.rows.keys()]).toEqual([subscriberId('nan-nhan@example.vn', RING)]);
  });

  it('mails sixty people an hour from one network, a thousand from everywhere', async () => {
    const ports = site();
    const ask = (number: number, network: string) =>
      requestSubscription(ports, HOUSE, { address: `a${number}@example.vn`, editions: ['daily'], network });
    for (let number = 0; number < 90; number += 1) await ask(number, '198.51.100.0/24');
    expect(ports.mailer.sent).toHaveLength(60);
    expect([...ports.subscribers.counts.keys()].join().includes('198.51')).toBe(false);
    for (const key of ports.subscribers.counts.keys())
      if (key.startsWith('all#')) ports.subscribers.counts.set(key, 998);
    for (let number = 300; number < 310; number += 1)
      expect((await ask(number, `net ${number}`)).kind).toBe('accepted');
    expect(ports.mailer.sent).toHaveLength(62);
  });

  it('would mail every time without the counts', async () => {
    const ports = site();
    ports.subscribers.count = async () => true;
    for (let day = 0; day < 10; day += 1) {
      await requestSubscription(ports, HOUSE, { address: 'nan-nhan@example.vn', editions: ['daily'] });
      ports.clock.advance(DAY + 1_000);
    }
    expect(ports.mailer.sent).toHaveLength(10);
  });
});
