import { toMillis } from '../../../lambdas/core/calendar/instant.ts';
import type { Clock } from '../../../lambdas/ports/clock.ts';
import type { WorkQueue } from '../../../lambdas/ports/work-queue.ts';
import type { PutBack } from './kept.ts';

/** A message in hand; must be acknowledged by its receipt, or it comes back. */
export interface Received<T> {
  readonly message: T;
  readonly receipt: string;
  /** Times it was handed out, this one included. */
  readonly receives: number;
}

/** A work queue in memory. */
export interface MemoryWorkQueue<T> extends WorkQueue<T> {
  /** Everything not yet acknowledged, delayed and in hand included, oldest first. */
  pending(): T[];
  /** Hands out at most `max` visible messages and hides them for `visibilitySeconds`. */
  receive(max?: number, visibilitySeconds?: number): Received<T>[];
  /** Done with it. A receipt that has run out is ignored. */
  ack(receipt: string): void;
  /** Back in the queue at once. */
  release(receipt: string): void;
  /** Takes and acknowledges everything visible: for tests that do not care for the lease. */
  drain(): T[];
  /** When the next message may be taken, in milliseconds; null: the queue is empty. */
  nextAt(): number | null;
  /** See {@link PutBack}. */
  keep(): PutBack;
}

interface Held<T> {
  readonly message: T;
  readonly group: string | null;
  visibleAt: number;
  receives: number;
  receipt: string | null;
}

/**
 * A standard queue; with `fifo`, messages of one group are handed out one at a time, in order. Without a clock no time
 * passes: delays count for nothing and a message in hand stays hidden until it is released.
 */
export function memoryWorkQueue<T>(options: { clock?: Clock; fifo?: boolean } = {}): MemoryWorkQueue<T> {
  const held: Held<T>[] = [];
  let receipts = 0;
  const now = (): number => {
    if (options.clock === undefined) return 0;
    return options.clock.millis?.() ?? toMillis(options.clock.now());
  };
  const isBlocked = (item: Held<T>): boolean =>
    options.fifo === true && held.slice(0, held.indexOf(item)).some((other) => other.group === item.group);
  const hand = (item: Held<T>, visibilitySeconds: number): Received<T> => {
    receipts += 1;
    item.receipt = `receipt-${receipts}`;
    item.receives += 1;
    item.visibleAt = now() + visibilitySeconds * 1_000;
    return { message: copyOf(item.message), receipt: item.receipt, receives: item.receives };
  };
  const ack = (receipt: string): void => {
    const index = held.findIndex((item) => item.receipt === receipt);
    if (index >= 0) held.splice(index, 1);
  };
  const receive = (max = 10, visibilitySeconds = 30): Received<T>[] => {
    const at = now();
    return held
      .filter((item) => item.visibleAt <= at && !isBlocked(item))
      .slice(0, max)
      .map((item) => hand(item, visibilitySeconds));
  };
  return {
    send: async (message, details) => {
      const delay = options.clock === undefined || options.fifo === true ? 0 : (details?.delaySeconds ?? 0);
      held.push({
        message: copyOf(message),
        group: details?.group ?? null,
        visibleAt: now() + delay * 1_000,
        receives: 0,
        receipt: null,
      });
    },
    keep: () => {
      const [items, count] = [held.map((item) => ({ ...item })), receipts];
      return () => {
        held.splice(0, held.length, ...items.map((item) => ({ ...item })));
        receipts = count;
      };
    },
    pending: () => structuredClone(held.map((item) => item.message)),
    nextAt: () => (held.length === 0 ? null : Math.min(...held.map(({ visibleAt }) => visibleAt))),
    receive,
    ack,
    release: (receipt) => {
      const item = held.find((candidate) => candidate.receipt === receipt);
      if (item !== undefined) item.visibleAt = now();
    },
    drain: () => {
      const taken: T[] = [];
      for (let batch = receive(); batch.length > 0; batch = receive()) {
        for (const { message, receipt } of batch) {
          taken.push(message);
          ack(receipt);
        }
      }
      return taken;
    },
  };
}

/** Most messages are a few words and numbers, of which a sweep of crashes takes a hundred thousand. */
function copyOf<T>(message: T): T {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return structuredClone(message);
  return Object.values(message).every(isPlain) ? { ...message } : structuredClone(message);
}

function isPlain(value: unknown): boolean {
  return value === null || (typeof value !== 'object' && typeof value !== 'function');
}
