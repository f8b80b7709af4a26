import type { Subscriber } from '../core/subscriptions/subscriber.ts';

/** The people who get the bulletin. */
export interface SubscriberBook {
  /** Read consistently. */
  get(id: string): Promise<Subscriber | null>;
  put(subscriber: Subscriber): Promise<void>;
  /** Active subscribers of an edition, in order of id, page by page so that memory stays small. */
  active(edition: 'daily' | 'monthly'): AsyncIterable<Subscriber[]>;
}
