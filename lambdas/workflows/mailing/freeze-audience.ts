import { editionOf } from '../../core/issue/issue-key.ts';
import type { Canary } from '../../core/mailing/canary.ts';
import type { AudienceShard } from '../../core/mailing/mailing.ts';
import { type Offer, wantsIssue } from '../../core/subscriptions/reads.ts';
import type { Subscriber } from '../../core/subscriptions/subscriber.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { SubscriberBook } from '../../ports/subscriber-book.ts';
import { keepAudience, readAudience } from './mailing-files.ts';

/** What freezing needs of the world. */
export interface FreezePorts {
  readonly newsroom: ObjectStore;
  readonly subscribers: SubscriberBook;
}

/** A frozen audience. */
export interface FrozenAudience {
  readonly shards: number;
  readonly recipients: number;
  /** The house's own addresses among them. */
  readonly canaries: Canary[];
}

/**
 * Freezes the readers of an issue in shards that are written once. Readers come in order of id, and each shard begins after
 * the last id of the shard before it *as it is stored*. So a planner that died half-way, and a second one at the same time,
 * continue one and the same chain: nobody stands in two shards, and nobody who was there all the time is left out, however
 * many join or leave meanwhile.
 */
export async function freezeAudience(
  ports: FreezePorts,
  plan: { readonly issueKey: string; readonly shardSize: number; readonly offer: Offer },
): Promise<FrozenAudience> {
  const chain = new ShardChain(ports.newsroom, plan.issueKey);
  await chain.follow();
  let waiting: Subscriber[] = [];
  let seen = '';
  for await (const page of ports.subscribers.active(editionOf(plan.issueKey))) {
    seen = assertOrder(seen, page);
    waiting = chain.after([...waiting, ...page.filter((reader) => wantsIssue(reader, plan.offer))]);
    while (waiting.length >= plan.shardSize) {
      await chain.add(waiting.slice(0, plan.shardSize));
      waiting = chain.after(waiting);
    }
  }
  while (waiting.length > 0) {
    await chain.add(waiting.slice(0, plan.shardSize));
    waiting = chain.after(waiting);
  }
  const { shards, recipients, canaries } = chain;
  return { shards, recipients, canaries };
}

/** The shards of one issue, as they are stored. */
class ShardChain {
  shards = 0;
  recipients = 0;
  readonly canaries: Canary[] = [];
  readonly #newsroom: ObjectStore;
  readonly #issueKey: string;
  #last = '';

  constructor(newsroom: ObjectStore, issueKey: string) {
    this.#newsroom = newsroom;
    this.#issueKey = issueKey;
  }

  /** Goes along the shards that are there. */
  async follow(): Promise<void> {
    for (;;) {
      const shard = await readAudience(this.#newsroom, this.#issueKey, this.shards);
      if (shard === null) return;
      this.#join(shard);
    }
  }

  /** The next shard: these readers, or what another planner has put there. */
  async add(readers: readonly Subscriber[]): Promise<void> {
    const recipients = readers.map(({ id, address, canary }) => ({
      ...{ subscriberId: id, address },
      ...(canary && { canary }),
    }));
    const wanted: AudienceShard = { version: 1, issueKey: this.#issueKey, shard: this.shards, recipients };
    this.#join(await keepAudience(this.#newsroom, wanted));
  }

  /** Those who are in no shard yet. */
  after(readers: readonly Subscriber[]): Subscriber[] {
    return readers.filter(({ id }) => id > this.#last);
  }

  #join(shard: AudienceShard): void {
    this.canaries.push(...canariesOf(shard));
    this.shards += 1;
    this.recipients += shard.recipients.length;
    this.#last = shard.recipients.at(-1)?.subscriberId ?? this.#last;
  }
}

/** The house's own addresses in a shard. */
export function canariesOf({ shard, recipients }: AudienceShard): Canary[] {
  return recipients.filter(({ canary }) => canary).map(({ subscriberId }) => ({ shard, subscriberId }));
}

/** The chain stands on the order of ids: without it somebody could be left out unseen. Returns the last id. */
function assertOrder(seen: string, page: readonly Subscriber[]): string {
  let last = seen;
  for (const { id } of page) {
    if (id <= last) throw new Error(`audience: subscribers are not in order of id after ${last}`);
    last = id;
  }
  return last;
}
