import type { Subscriber } from '../../../lambdas/core/subscriptions/subscriber.ts';
import type { SubscriberBook } from '../../../lambdas/ports/subscriber-book.ts';
import { KeptMap, type PutBack, together } from './kept.ts';

/** What a test may look into: rows by subscriber id, counts by key. */
export interface MemorySubscriberBook extends SubscriberBook {
  readonly rows: Map<string, Subscriber>;
  readonly counts: Map<string, number>;
  /** See {@link PutBack}. */
  keep(): PutBack;
}

/** A subscriber book in memory, pages of `pageSize`; `rows` by subscriber id. */
export function memorySubscriberBook(pageSize = 100): MemorySubscriberBook {
  const rows = new KeptMap<string, Subscriber>();
  const counts = new KeptMap<string, number>();
  const counted = new KeptMap<string, true>();
  return {
    counts,
    rows,
    keep: () => together(rows.keep(), counts.keep(), counted.keep()),
    get: async (id) => copyOf(rows.get(id)),
    advance: async (subscriber) => {
      if ((rows.get(subscriber.id)?.turn ?? 0) !== subscriber.turn - 1) return false;
      rows.set(subscriber.id, structuredClone(subscriber));
      return true;
    },
    count: async ({ key, limit, of }) => {
      const used = counts.get(key) ?? 0;
      if (of !== undefined && counted.has(`${key} ${of}`)) return true;
      if (used < limit) {
        counts.set(key, used + 1);
        if (of !== undefined) counted.set(`${key} ${of}`, true);
      }
      return used < limit;
    },
    async *inShard(state, shard) {
      const there = [...rows.values()].filter((row) => row.state === state && row.id.startsWith(shard));
      for (let from = 0; from < there.length; from += pageSize)
        yield structuredClone(there.slice(from, from + pageSize));
    },
    async *active(edition) {
      const active = [...rows.values()]
        .filter((row) => row.state === 'active' && row.editions.includes(edition))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      for (let from = 0; from < active.length; from += pageSize) {
        yield active.slice(from, from + pageSize).flatMap((row) => copyOf(row) ?? []);
      }
    },
  };
}

/** By hand, for a sweep of crashes reads millions of rows. */
function copyOf(row: Subscriber | undefined): Subscriber | null {
  if (row === undefined) return null;
  return { ...row, editions: [...row.editions], consent: { ...row.consent }, changed: { ...row.changed } };
}
