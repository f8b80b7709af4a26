import type { Delivery } from '../../../lambdas/core/mailing/delivery.ts';
import type { PutBack } from './kept.ts';

/** Rows of a ledger by `<issueKey>/<shard>/<subscriberId>`, each shard at hand as a partition is: reading one looks at no other. */
export class DeliveryRows extends Map<string, Delivery> {
  /** Rows by shard; one that is kept is copied before it is written to. */
  readonly #shards = new Map<string, Map<string, Delivery>>();
  readonly #kept = new WeakSet<Map<string, Delivery>>();

  override set(key: string, row: Delivery): this {
    const shard = shardOf(row);
    const before = this.get(key);
    if (before !== undefined && shardOf(before) !== shard) this.delete(key);
    this.#writable(shard).set(key, row);
    return super.set(key, row);
  }

  override delete(key: string): boolean {
    const before = this.get(key);
    if (before !== undefined) this.#writable(shardOf(before)).delete(key);
    return super.delete(key);
  }

  override clear(): void {
    this.#shards.clear();
    super.clear();
  }

  /** The rows of a shard, in the order they were first written. */
  of(issueKey: string, shard: number): Delivery[] {
    return [...(this.#shards.get(shardOf({ issueKey, shard }))?.values() ?? [])];
  }

  /** Keeps the rows, which nobody changes in their place; only shards that were written to since are put back. */
  keep(): PutBack {
    const shards = new Map(this.#shards);
    for (const rows of shards.values()) this.#kept.add(rows);
    return () => {
      for (const [shard, rows] of this.#shards) {
        if (shards.get(shard) === rows) continue;
        for (const key of rows.keys()) super.delete(key);
        this.#shards.delete(shard);
      }
      for (const [shard, rows] of shards) {
        if (this.#shards.get(shard) === rows) continue;
        for (const [key, row] of rows) super.set(key, row);
        this.#shards.set(shard, rows);
      }
    };
  }

  #writable(shard: string): Map<string, Delivery> {
    const present = this.#shards.get(shard);
    if (present !== undefined && !this.#kept.has(present)) return present;
    const rows = new Map(present);
    this.#shards.set(shard, rows);
    return rows;
  }
}

function shardOf({ issueKey, shard }: Pick<Delivery, 'issueKey' | 'shard'>): string {
  return `${issueKey}/${shard}`;
}
