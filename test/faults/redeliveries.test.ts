import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../lambdas/core/mailing/delivery.ts';
import type { ShardRequest } from '../../lambdas/ports/work-queue.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { copies, deliver, ISSUE, makeWorld, tellEvents, type World } from './mailing-world.ts';
import { ALL, LONG, lcg } from './sizes.ts';

const READERS = ALL ? 1_000 : 60;
const FEW = 20;
const SHARD = 20;

/** How often every message comes again, after how long, and how many workers take what came at the same time. */
const ROUNDS = [
  { afterMs: 0, times: 2, workers: 4 },
  { afterMs: 1_000, times: 10, workers: 3 },
  // A queue that drops repeated messages does so for five minutes.
  { afterMs: 6 * 60_000, times: 90, workers: 4 },
  // As long as a queue keeps a message.
  { afterMs: 4 * 86_400_000, times: 99, workers: 4 },
] as const;

/** Every message again and again, out of order; returns how many came beyond the first of each. */
async function redelivered(readers: number, plant: (world: World) => void = () => undefined) {
  const world = makeWorld({ readers, isBrief: true, policy: { shardSize: SHARD } });
  plant(world);
  await planMailing(world.ports, { issueKey: ISSUE });
  const messages = world.ports.deliver.drain();
  const random = lcg(3);
  let delivered = 0;
  for (const { afterMs, times, workers } of ROUNDS) {
    world.ports.clock.advance(afterMs);
    const again = Array.from({ length: times }, () => messages).flat();
    const waiting = again.map((message) => ({ message, at: random() })).toSorted((a, b) => a.at - b.at);
    await Promise.all(Array.from({ length: workers }, () => takeAll(world, waiting)));
    delivered += again.length;
    // What a worker left for later, and the service's word of what it took.
    for (const message of world.ports.deliver.drain()) await deliver(world, message);
    world.ports.clock.advance(60_000);
    await tellEvents(world);
  }
  const kinds = new Set([...world.ports.ledger.deliveries.values()].map(({ state }) => state.kind));
  return { ...copies(world), redeliveries: delivered - messages.length, kinds: [...kinds] };
}

async function takeAll(world: World, waiting: { message: ShardRequest }[]): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await deliver(world, next.message);
}

/** The planted bug: a house that trusts its queue, and neither reads nor minds what stands in the ledger. */
function trusting({ ports: { ledger } }: World): void {
  ledger.shard = async () => [];
  ledger.advance = async (row: Delivery) => {
    ledger.deliveries.set(`${row.issueKey}/${row.shard}/${row.subscriberId}`, row);
    return true;
  };
}

describe('R3 messages that come again', () => {
  it(
    `twice at once, ten times out of order, after six minutes and after four days send nothing twice`,
    LONG,
    async () => {
      const { redeliveries, ...end } = await redelivered(READERS);

      expect(end).toEqual({ doubled: 0, unsent: 0, kinds: ['delivered'] });
      expect(redeliveries).toBeGreaterThanOrEqual(ALL ? 10_000 : 600);
    },
  );

  it('R3 control: are caught doubling readers of a house that trusts its queue', async () => {
    expect((await redelivered(FEW, trusting)).doubled).toBeGreaterThan(FEW);
  });
});
