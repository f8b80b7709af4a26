import type { Subscriber } from '../../core/subscriptions/subscriber.ts';
import type { SubscriberBook } from '../../ports/subscriber-book.ts';

/** What is to be made of a row as it was read: the row to write, null for none, and what to tell the caller. */
export interface SubscriberChange<T> {
  readonly row: Subscriber | null;
  readonly answer: T;
}

/** Writes against other writers of one row; each loser needs one more, and no row has this many writers at once. */
const TRIES = 8;

/**
 * Reads a row, decides, writes on the condition that nobody wrote in between, else decides again on what is there now:
 * a click and a bounce at the same moment end as if one had come after the other. Throws when the row never keeps still.
 */
export async function changeSubscriber<T>(
  book: SubscriberBook,
  id: string,
  decide: (present: Subscriber | null) => SubscriberChange<T>,
): Promise<T> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { row, answer } = decide(await book.get(id));
    if (row === null || (await book.advance(row))) return answer;
  }
  throw new Error(`subscriber book: row ${id} changes under every write`);
}
