import type { Subscriber } from '../../../lambdas/core/subscriptions/subscriber.ts';
import type { SubscriberBook } from '../../../lambdas/ports/subscriber-book.ts';

/** A subscriber book in memory, pages of `pageSize`; `rows` by subscriber id. */
export function memorySubscriberBook(pageSize = 100): SubscriberBook & { readonly rows: Map<string, Subscriber> } {
  const rows = new Map<string, Subscriber>();
  return {
    rows,
    get: async (id) => structuredClone(rows.get(id)) ?? null,
    advance: async (subscriber) => {
      if ((rows.get(subscriber.id)?.turn ?? 0) !== subscriber.turn - 1) return false;
      rows.set(subscriber.id, structuredClone(subscriber));
      return true;
    },
    async *active(edition) {
      const active = [...rows.values()]
        .filter((row) => row.state === 'active' && row.editions.includes(edition))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      for (let from = 0; from < active.length; from += pageSize) {
        yield structuredClone(active.slice(from, from + pageSize));
      }
    },
  };
}
