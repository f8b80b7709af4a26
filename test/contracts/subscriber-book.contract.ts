import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Subscriber } from '../../lambdas/core/subscriptions/subscriber.ts';
import type { SubscriberBook } from '../../lambdas/ports/subscriber-book.ts';
import { subscriber } from './samples.ts';

const idOf = (name: string): string => createHash('sha256').update(name).digest('hex');

/** What every subscriber book keeps. */
export function subscriberBookContract(book: () => SubscriberBook): void {
  const active = async (edition: 'daily' | 'monthly'): Promise<string[]> => {
    const ids: string[] = [];
    for await (const page of book().active(edition)) ids.push(...page.map((one: Subscriber) => one.id));
    return ids;
  };

  test('keeps one row a person, the last written', async () => {
    const id = idOf('one');
    expect(await book().get(id)).toBeNull();
    expect(await book().advance(subscriber(id, { state: 'pending' }))).toBe(true);
    const later = subscriber(id, { state: 'unsubscribed', editions: [], turn: 2 });
    expect(await book().advance(later)).toBe(true);
    expect(await book().get(id)).toEqual(later);
  });

  test('adds a person only where there is none', async () => {
    const id = idOf('added');
    const racers = Array.from({ length: 8 }, (_, number) =>
      book().advance(subscriber(id, { address: `${number}@co-quan.example` })),
    );
    const won = (await Promise.all(racers)).map(Number);
    expect(won.filter((one) => one === 1)).toHaveLength(1);
    expect((await book().get(id))?.address).toBe(`${won.indexOf(1)}@co-quan.example`);
  });

  test('writes nothing when somebody else wrote since the row was read', async () => {
    const id = idOf('raced');
    await book().advance(subscriber(id, { state: 'pending' }));
    const suppressed = subscriber(id, { state: 'suppressed', turn: 2 });
    expect(await book().advance(suppressed)).toBe(true);
    for (const turn of [1, 2, 4]) expect(await book().advance(subscriber(id, { turn }))).toBe(false);
    expect(await book().get(id)).toEqual(suppressed);
    expect(await book().advance(subscriber(id, { turn: 3 }))).toBe(true);
  });

  test('brings nobody back from nowhere', async () => {
    for (const turn of [2, 3]) expect(await book().advance(subscriber(idOf('nobody'), { turn }))).toBe(false);
    expect(await book().get(idOf('nobody'))).toBeNull();
  });

  test('lists the active ones of an edition in order of id, each once', async () => {
    const ids = Array.from({ length: 300 }, (_, number) => idOf(`person ${number}`));
    for (let from = 0; from < ids.length; from += 50) {
      await Promise.all(ids.slice(from, from + 50).map((id) => book().advance(subscriber(id))));
    }
    expect((await active('daily')).filter((id) => ids.includes(id))).toEqual([...ids].sort());
  });

  test('leaves out who is not active, or reads another edition', async () => {
    const monthly = idOf('monthly');
    for (const state of ['pending', 'unsubscribed', 'suppressed'] as const) {
      await book().advance(subscriber(idOf(state), { state, editions: ['daily', 'monthly'] }));
    }
    await book().advance(subscriber(monthly, { editions: ['monthly'] }));
    expect(await active('monthly')).toEqual([monthly]);
    expect(await active('daily')).not.toContain(idOf('suppressed'));
  });

  test('lists someone no longer once they have unsubscribed', async () => {
    const id = idOf('leaver');
    await book().advance(subscriber(id));
    expect(await active('daily')).toContain(id);
    await book().advance(subscriber(id, { state: 'unsubscribed', turn: 2 }));
    expect(await active('daily')).not.toContain(id);
  });

  test('counts up to a limit and no further, also when many count at once', async () => {
    const asked = { key: `address#${idOf('counted')}`, limit: 3, until: '2026-12-01T08:00:00+07:00' };
    const counted = await Promise.all(Array.from({ length: 8 }, () => book().count(asked)));
    expect(counted.filter(Boolean)).toHaveLength(3);
    expect(await book().count(asked)).toBe(false);
    expect(await book().count({ ...asked, key: `${asked.key}#2` })).toBe(true);
  });

  test('counts what has a name once, also when it is told again after the limit was reached', async () => {
    const asked = { key: `address#${idOf('named')}`, limit: 2, until: '2026-12-01T08:00:00+07:00' };
    const told = (of: string) => book().count({ ...asked, of });
    expect(await Promise.all([told('a.1'), told('a.1'), told('a.1')])).toEqual([true, true, true]);
    // From before there were names.
    expect(await book().count(asked)).toBe(true);
    expect([await told('b.1'), await told('a.1'), await book().count(asked)]).toEqual([false, true, false]);
  });

  test('lists those of one state and one shard', async () => {
    const ids = [1, 2, 3].map((number) => `f7${idOf(`in shard ${number}`).slice(2)}`);
    for (const id of ids) await book().advance(subscriber(id, { state: 'unsubscribed' }));
    await book().advance(subscriber(`f7${idOf('active').slice(2)}`));
    const found: string[] = [];
    for await (const page of book().inShard('unsubscribed', 'f7')) found.push(...page.map(({ id }) => id));
    expect(found.sort()).toEqual(ids.sort());
  });
}
