import { describe, expect, it } from 'vitest';
import { shift } from '../../../lambdas/core/calendar/instant.ts';
import { subscriberId } from '../../../lambdas/core/subscriptions/subscriber-id.ts';
import { leave } from '../../../lambdas/core/subscriptions/transitions.ts';
import { eraseAddresses } from '../../../lambdas/workflows/subscribing/erase-addresses.ts';
import { importSubscribers } from '../../../lambdas/workflows/subscribing/import-subscribers.ts';
import { HOUSE, RING, readerOf, START } from '../../faults/mailing-world.ts';
import { subscribeByForm } from '../../support/by-form.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryMailer } from '../../support/memory/memory-mailer.ts';
import { memorySubscriberBook } from '../../support/memory/memory-subscriber-book.ts';

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
    await subscribeByForm(ports, HOUSE, { address, editions: ['daily'] });
    expect(book.rows.get(id)).toMatchObject({ state: 'pending', address, leftAt: START });
  });
});

describe('R18 what nobody confirmed', () => {
  const ask = async () => {
    const ports = { subscribers: memorySubscriberBook(), mailer: memoryMailer(), clock: memoryClock(START) };
    const from = { editions: ['daily' as const], network: '198.51.100.0/24' };
    await subscribeByForm(ports, HOUSE, { address: 'nan-nhan@example.vn', ...from });
    return ports.subscribers;
  };

  it('has neither address nor network after seven days, also where the store is late to drop it', async () => {
    const book = await ask();
    expect(await aDayOf(book, shift(START, 6 * DAY - QUARTER), QUARTER)).toBe(0);
    expect(await aDayOf(book, shift(START, 7 * DAY), QUARTER)).toBe(1);
    expect(JSON.stringify([...book.rows.values()])).not.toMatch(/nan-nhan|198\.51/);
    expect(await aDayOf(book, shift(START, 9 * DAY), QUARTER)).toBe(0);
  });

  it('stands in the way of no list and no new request', async () => {
    const book = await ask();
    await aDayOf(book, shift(START, 7 * DAY), QUARTER);
    const [row] = book.rows.values();
    const ports = { subscribers: book, mailer: memoryMailer(), clock: memoryClock(shift(START, 9 * DAY)) };
    await subscribeByForm(ports, HOUSE, { address: 'nan-nhan@example.vn', editions: ['daily'] });
    expect(ports.mailer.sent).toHaveLength(1);
    if (row !== undefined) book.rows.set(row.id, row);
    const list = { kind: 'import' as const, consent: { at: START, basis: 'list' }, editions: ['daily' as const] };
    const again = { ...list, addresses: ['nan-nhan@example.vn'] };
    expect(await importSubscribers({ subscribers: book }, HOUSE, again)).toMatchObject({ added: 1 });
    expect([...book.rows.values()]).toMatchObject([{ state: 'active', address: 'nan-nhan@example.vn' }]);
  });

  it('control: stays for ever where no round is made', async () => {
    const book = await ask();
    expect(await aDayOf(bookOfLeavers(1), shift(START, 7 * DAY), QUARTER)).toBe(0);
    expect(JSON.stringify([...book.rows.values()])).toContain('nan-nhan');
  });
});

describe('R18 a form that is filled in by a machine', () => {
  const site = () => ({ subscribers: memorySubscriberBook(), mailer: memoryMailer(), clock: memoryClock(START) });

  it('mails one victim once a day and three times in all', async () => {
    const ports = site();
    for (let hour = 0; hour < 24 * 40; hour += 1) {
      for (const address of ['nan-nhan@example.vn', 'NAN-NHAN@example.VN']) {
        await subscribeByForm(ports, HOUSE, { address, editions: ['daily'], network: `${hour}` });
      }
      ports.clock.advance(3_600_000);
    }
    expect(ports.mailer.sent).toHaveLength(3);
    expect([...ports.subscribers.rows.keys()]).toEqual([subscriberId('nan-nhan@example.vn', RING)]);
  });

  it('mails sixty people an hour from one network, a thousand from everywhere', async () => {
    const ports = site();
    const ask = (number: number, network: string) =>
      subscribeByForm(ports, HOUSE, { address: `a${number}@example.vn`, editions: ['daily'], network });
    for (let number = 0; number < 90; number += 1) await ask(number, '198.51.100.0/24');
    expect(ports.mailer.sent).toHaveLength(60);
    expect(await ask(91, '198.51.100.0/24')).toEqual({ kind: 'busy', where: 'network' });
    expect([...ports.subscribers.counts.keys()].join().includes('198.51')).toBe(false);
    for (const key of ports.subscribers.counts.keys())
      if (key.startsWith('all#')) ports.subscribers.counts.set(key, 998);
    for (let number = 300; number < 310; number += 1)
      expect((await ask(number, `net ${number}`)).kind).toBe(number < 302 ? 'accepted' : 'busy');
    expect(ports.mailer.sent).toHaveLength(62);
  });

  it('mails one victim three times in all, however many spellings lead to the mailbox', async () => {
    const ports = site();
    const spellings = [
      'nan.nhan@gmail.com',
      'nannhan@gmail.com',
      'n.a.n.nhan+1@gmail.com',
      'Nan.Nhan+2@googlemail.com',
    ];
    for (let day = 0; day < 30; day += 1) {
      for (const [number, address] of spellings.entries()) {
        const tagged = number === 3 ? address : address.replace('@', `+${day}@`);
        await subscribeByForm(ports, HOUSE, { address: tagged, editions: ['daily'], network: `${day} ${number}` });
      }
      ports.clock.advance(DAY);
    }
    expect(ports.mailer.sent.filter(({ to }) => to.endsWith('@gmail.com'))).toHaveLength(3);
    expect(ports.mailer.sent.filter(({ to }) => to.endsWith('@googlemail.com'))).toHaveLength(3);
  });

  it('would mail every time without the counts', async () => {
    const ports = site();
    ports.subscribers.count = async () => true;
    for (let day = 0; day < 10; day += 1) {
      await subscribeByForm(ports, HOUSE, { address: 'nan-nhan@example.vn', editions: ['daily'] });
      ports.clock.advance(DAY + 1_000);
    }
    expect(ports.mailer.sent).toHaveLength(10);
  });
});
