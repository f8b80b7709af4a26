import { randomUUID } from 'node:crypto';

/** How a queue behaves. */
export interface QueueRules {
  readonly name: string;
  readonly isFifo: boolean;
  /** Seconds a message stays hidden once it was handed out. */
  readonly visibility: number;
  /** After so many times handed out a message goes to the dead letters instead; null: never. */
  readonly receives: number | null;
  readonly deadLetters: Queue | null;
}

/** What is put in. */
export interface NewMessage {
  readonly body: string;
  readonly delaySeconds: number;
  /** FIFO queues only; null elsewhere. */
  readonly group: string | null;
  readonly deduplicationId: string | null;
}

/** A message in the queue. */
export interface Message extends NewMessage {
  readonly id: string;
  readonly sequence: number;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly firstReceivedAt: number | null;
  /** Hidden until then, in milliseconds of the queue's clock. */
  readonly visibleAt: number;
  readonly receives: number;
}

/** Messages waiting, in hand and delayed. */
export interface QueueCounts {
  readonly visible: number;
  readonly inHand: number;
  readonly delayed: number;
}

/** One queue, in memory. */
export interface Queue {
  readonly rules: QueueRules;
  /** Id of the message, or of the one it repeats. */
  send(message: NewMessage): { readonly id: string; readonly sequence: number };
  /** At most `max` messages; waits up to `waitMillis` for the first. */
  receive(max: number, visibility: number | null, waitMillis: number): Promise<Message[]>;
  /** Forgets the message of this receipt; a receipt that was replaced by a newer one does nothing. */
  remove(receipt: string): void;
  /** Hides the message of this receipt for so many seconds from now; 0 shows it at once. */
  hide(receipt: string, seconds: number): void;
  counts(): QueueCounts;
  purge(): void;
}

/** SQS takes a message with the same deduplication id for the same message for five minutes. */
const DEDUPLICATION_MS = 5 * 60_000;

/** The receipt of a message as it was handed out last. */
export function receiptOf(message: Pick<Message, 'id' | 'receives'>): string {
  return `${message.id}.${message.receives}`;
}

/** An empty queue; `now` in milliseconds that pass evenly. */
export function createQueue(rules: QueueRules, now: () => number): Queue {
  const messages = new Map<string, Message>();
  const repeats = new Map<string, { readonly id: string; readonly until: number }>();
  const waiting = new Set<() => void>();
  let sequence = 0;
  const wake = (): void => {
    for (const resolve of waiting) resolve();
    waiting.clear();
  };
  const byReceipt = (receipt: string): Message | null => {
    const message = messages.get(receipt.split('.')[0] ?? '');
    return message !== undefined && receiptOf(message) === receipt ? message : null;
  };
  const hand = (message: Message, visibility: number): Message[] => {
    if (rules.receives !== null && message.receives >= rules.receives) {
      messages.delete(message.id);
      rules.deadLetters?.send({ ...message, delaySeconds: 0 });
      return [];
    }
    const handed = {
      ...message,
      receives: message.receives + 1,
      firstReceivedAt: message.firstReceivedAt ?? Date.now(),
      visibleAt: now() + visibility * 1_000,
    };
    messages.set(message.id, handed);
    return [handed];
  };
  const take = (max: number, visibility: number): Message[] =>
    receivable(messages, { now: now(), isFifo: rules.isFifo, max }).flatMap((message) => hand(message, visibility));
  return {
    rules,
    send: (message) => {
      const repeated = message.deduplicationId === null ? undefined : repeats.get(message.deduplicationId);
      if (repeated !== undefined && repeated.until > now()) return { id: repeated.id, sequence };
      sequence += 1;
      const id = randomUUID();
      if (message.deduplicationId !== null)
        repeats.set(message.deduplicationId, { id, until: now() + DEDUPLICATION_MS });
      const visibleAt = now() + message.delaySeconds * 1_000;
      messages.set(id, { ...message, id, sequence, sentAt: Date.now(), firstReceivedAt: null, visibleAt, receives: 0 });
      wake();
      return { id, sequence };
    },
    receive: async (max, visibility, waitMillis) => {
      const deadline = now() + waitMillis;
      for (;;) {
        const taken = take(max, visibility ?? rules.visibility);
        if (taken.length > 0 || now() >= deadline) return taken;
        await changed(waiting, Math.max(1, Math.min(deadline, ...dueTimes(messages, now())) - now()));
      }
    },
    remove: (receipt) => {
      const message = byReceipt(receipt);
      if (message === null) return;
      messages.delete(message.id);
      wake();
    },
    hide: (receipt, seconds) => {
      const message = byReceipt(receipt);
      if (message === null) return;
      messages.set(message.id, { ...message, visibleAt: now() + seconds * 1_000 });
      wake();
    },
    counts: () => countsOf([...messages.values()], now()),
    purge: () => messages.clear(),
  };
}

/**
 * What may be handed out now, oldest first. In a FIFO queue a group is closed while one of its messages is in hand or
 * delayed, and messages of one group come in order.
 */
function receivable(
  messages: ReadonlyMap<string, Message>,
  asked: { readonly now: number; readonly isFifo: boolean; readonly max: number },
): Message[] {
  const closed = new Set<string | null>();
  const found: Message[] = [];
  for (const message of messages.values()) {
    if (found.length === asked.max) break;
    if (closed.has(message.group)) continue;
    if (message.visibleAt <= asked.now) found.push(message);
    else if (asked.isFifo) closed.add(message.group);
  }
  return found;
}

/** Moments at which something hidden will show. */
function dueTimes(messages: ReadonlyMap<string, Message>, now: number): number[] {
  return [...messages.values()].map((message) => message.visibleAt).filter((time) => time > now);
}

function countsOf(messages: readonly Message[], now: number): QueueCounts {
  const hidden = messages.filter((message) => message.visibleAt > now);
  const delayed = hidden.filter((message) => message.receives === 0).length;
  return { visible: messages.length - hidden.length, inHand: hidden.length - delayed, delayed };
}

/** Resolves when the queue changes, at the latest after `millis`. */
function changed(waiting: Set<() => void>, millis: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      waiting.delete(done);
      resolve();
    }, millis).unref();
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    waiting.add(done);
  });
}
