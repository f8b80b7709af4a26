import { type Instant, toMillis } from '../../core/calendar/instant.ts';
import { erase } from '../../core/subscriptions/retention.ts';
import type { SubscriberBook } from '../../ports/subscriber-book.ts';
import { changeSubscriber } from './change-subscriber.ts';

/** All shards come round once in this time. */
const ROUND_MS = 24 * 3_600_000;

/** Shards of ids: `00` … `ff`. */
const SHARDS = 256;

/** States in which a person may have to be forgotten. */
const STATES = ['pending', 'unsubscribed', 'suppressed'] as const;

/**
 * Erases the addresses of people who left or were suppressed weeks ago; what stays is the keyed hash that keeps them from
 * being brought back. Looks at a part of the ids only, those whose time of the day lies in the `spanMs` before now, so that
 * a step every few minutes reads everybody once a day and never all at once. Returns how many were erased.
 */
export async function eraseAddresses(
  ports: { readonly subscribers: SubscriberBook },
  { now, spanMs }: { readonly now: Instant; readonly spanMs: number },
): Promise<number> {
  let erased = 0;
  for (const shard of shardsOf(now, spanMs)) {
    for (const state of STATES) {
      for await (const page of ports.subscribers.inShard(state, shard)) {
        for (const row of page) if (erase(row, now) !== null) erased += await eraseOne(ports.subscribers, row.id, now);
      }
    }
  }
  return erased;
}

/** Read again before it is written: the list is an index, and somebody may be coming back at this moment. */
function eraseOne(subscribers: SubscriberBook, id: string, now: Instant): Promise<number> {
  return changeSubscriber(subscribers, id, (present) => {
    const row = erase(present, now);
    return { row, answer: row === null ? 0 : 1 };
  });
}

/** The shards whose turn came after `now - spanMs` and until `now`; one more than needed rather than one less. */
function shardsOf(now: Instant, spanMs: number): string[] {
  const place = (millis: number): number => Math.floor((millis * SHARDS) / ROUND_MS);
  const first = place(toMillis(now) - spanMs);
  const count = Math.min(SHARDS, place(toMillis(now)) - first + 1);
  return Array.from({ length: count }, (_, offset) => ((first + offset) % SHARDS).toString(16).padStart(2, '0'));
}
