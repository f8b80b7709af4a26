import type { AskCount } from '../core/subscriptions/asks.ts';
import type { Subscriber, SubscriberState } from '../core/subscriptions/subscriber.ts';

/** The people who get the bulletin. */
export interface SubscriberBook {
  /** Read consistently. */
  get(id: string): Promise<Subscriber | null>;
  /** Writes the row when the stored turn is `subscriber.turn - 1` (`turn` 1: when there is no row); false otherwise. */
  advance(subscriber: Subscriber): Promise<boolean>;
  /** Active subscribers of an edition, in order of id, page by page so that memory stays small. */
  active(edition: 'daily' | 'monthly'): AsyncIterable<Subscriber[]>;
  /** Counts one more under the key; false, and nothing counted, when its limit has been reached. What was counted before stays true. */
  count(asked: AskCount): Promise<boolean>;
  /** Those of one state whose id begins with these two hexadecimal digits, page by page. */
  inShard(state: SubscriberState, shard: string): AsyncIterable<Subscriber[]>;
}
