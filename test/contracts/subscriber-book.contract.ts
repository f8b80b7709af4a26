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
    await book().put(subscriber(id, { state: 'pending' }));
    const later = subscriber(id, { state: 'unsubscribed', editions: [] });
    await book().put(later);
    expect(await book().get(id)).toEqual(later);
  });

  test('lists the active ones of an edition in order of id, each once', async () => {
    const ids = Array.from({ length: 300 }, (_, number) => idOf(`person ${number}`));
    for (let from = 0; from < ids.length; from += 50) {
      await Promise.all(ids.slice(from, from + 50).map((id) => book().put(subscriber(id))));
    }
    expect(await active('daily')).toEqual([...ids].sort());
  });

  test('leaves out who is not active, or reads another edition', async () => {
    const monthly = idOf('monthly');
    for (const state of ['pending', 'unsubscribed', 'suppressed'] as const) {
      await book().put(subscriber(idOf(state), { state, editions: ['daily', 'monthly'] }));
    }
    await book().put(subscriber(monthly, { editions: ['monthly'] }));
    expect(await active('monthly')).toEqual([monthly]);
    expect(await active('daily')).not.toContain(idOf('suppressed'));
  });

  test('lists someone no longer once they have unsubscribed', async () => {
    const id = idOf('leaver');
    await book().put(subscriber(id));
    expect(await active('daily')).toContain(id);
    await book().put(subscriber(id, { state: 'unsubscribed' }));
    expect(await active('daily')).not.toContain(id);
  });
}
