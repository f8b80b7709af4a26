import { shift, toMillis } from '../../lambdas/core/calendar/instant.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { type CrashPlan, withCrashes } from '../support/crashing.ts';
import { copies, deliver, ISSUE, type Life, makeWorld, START, tellEvents, type World } from './mailing-world.ts';

/** What a sweep came to over all its crashes. */
export interface Swept {
  /** Deaths: every effect was once the last of its life. */
  points: number;
  doubled: number;
  unsent: number;
  unfinished: number;
}

/** One lane, so that a worker's effects come one after the other; ten readers a shard. */
const ONE_LANE = 4;
const SHARD = 10;
const END = shift(START, 12 * 3_600_000);

/** A mailing to be swept; `plant` puts a bug into it. */
export interface SweptMailing {
  readonly readers: number;
  /** Left out: every effect; a sample takes every `step`-th. */
  readonly step?: number;
  readonly plant?: (world: World) => World;
}

/**
 * Kills at every effect of a mailing. Shards know nothing of each other, so one mailing takes many deaths: the worker of
 * *every* shard is killed at its first effect, in the next mailing at its second, and so on until none has so many. With
 * 1,000 readers that is a hundred deaths a mailing, and each of some 3,000 effects is once the last of a life.
 */
export async function sweepWorkers({ readers, step = 1, plant = (world) => world }: SweptMailing): Promise<Swept> {
  const swept: Swept = { points: 0, doubled: 0, unsent: 0, unfinished: 0 };
  for (let at = 0; ; at += step) {
    const world = plant(makeWorld({ readers, rate: ONE_LANE, policy: { shardSize: SHARD } }));
    const deaths = await killEveryWorker(world, planOf(at));
    add(swept, world);
    if (deaths === 0) return swept;
    swept.points += deaths;
  }
}

/** After an effect is before the next one: only the first has a point of its own before it. */
function planOf(at: number): CrashPlan {
  return at === 0 ? { at: 1, when: 'before' } : { at, when: 'after' };
}

/** Returns how many workers met their death. */
async function killEveryWorker(world: World, plan: CrashPlan | null): Promise<number> {
  const { clock, deliver: queue, issues } = world.ports;
  const killed = new Set<number>();
  let deaths = 0;
  await planMailing(world.ports, { issueKey: ISSUE });
  while (toMillis(clock.now()) < toMillis(END) && issues.rows.get(ISSUE)?.state !== 'sent') {
    const [received] = queue.receive(1, 120);
    if (received === undefined) clock.advance(20_000);
    else {
      const { message, receipt } = received;
      const life = born(world, killed.has(message.shard) ? null : plan);
      killed.add(message.shard);
      if (await survives(() => deliver(world, message, life.ports), life)) queue.ack(receipt);
      else deaths += 1;
    }
    await tellEvents(world);
  }
  return deaths;
}

/**
 * Kills at every effect of planning, from nothing each time, and plans again; the mailing that follows is the ordinary one.
 */
export async function sweepPlanning({ readers, step = 1, plant = (world) => world }: SweptMailing): Promise<Swept> {
  const swept: Swept = { points: 0, doubled: 0, unsent: 0, unfinished: 0 };
  for (let at = 0; ; at += step) {
    const world = plant(makeWorld({ readers, policy: { shardSize: Math.ceil(readers / 5) } }));
    const life = born(world, planOf(at));
    const isAlive = await survives(() => planMailing(life.ports, { issueKey: ISSUE }), life);
    await planMailing(world.ports, { issueKey: ISSUE });
    await killEveryWorker(world, null);
    add(swept, world);
    if (isAlive) return swept;
    swept.points += 1;
  }
}

function born(world: World, plan: CrashPlan | null) {
  const life = withCrashes<Life>(world.ports, plan);
  return { ...life, ports: { ...life.ports } };
}

async function survives(work: () => Promise<unknown>, life: { crashed(): boolean }): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!life.crashed()) throw error;
    return false;
  }
}

function add(swept: Swept, world: World): void {
  const { doubled, unsent } = copies(world);
  swept.doubled += doubled;
  swept.unsent += unsent;
  swept.unfinished += Number(world.ports.ledger.mailings.get(ISSUE)?.state !== 'finished');
}
