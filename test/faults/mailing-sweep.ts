import { shift, toMillis } from '../../lambdas/core/calendar/instant.ts';
import type { ShardRequest } from '../../lambdas/ports/work-queue.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { type CrashPlan, withCrashes, withWatch } from '../support/crashing.ts';
import type { PutBack } from '../support/memory/kept.ts';
import {
  copies,
  deliver,
  ISSUE,
  type Life,
  makeWorld,
  nextEventAt,
  START,
  tellEvents,
  untilNext,
  type World,
} from './mailing-world.ts';

/** What a sweep came to over all its crashes. */
export interface Swept {
  /** Mailings, each with one death: every effect was once the last of its life. */
  points: number;
  doubled: number;
  unsent: number;
  unfinished: number;
}

/** One lane, so that a worker's effects come one after the other; twenty readers a shard. */
const ONE_LANE = 4;
const SHARD = 20;
const END_MS = toMillis(shift(START, 12 * 3_600_000));

/** A mailing to be swept; `plant` puts a bug into it. */
export interface SweptMailing {
  readonly readers: number;
  /** Left out: every effect; a sample takes every `step`-th. */
  readonly step?: number;
  readonly plant?: (world: World) => World;
}

/** A moment just after an effect (or before the first), with the worker whose effect it was in the middle of its shard. */
export interface Point {
  readonly world: World;
  /** The world as it was at this moment. */
  readonly putBack: PutBack;
  /** The shard whose worker dies; those delivered before it, in their order; how many effects its worker had had. */
  readonly victim: ShardRequest;
  readonly before: readonly ShardRequest[];
  readonly effects: number;
}

/**
 * Kills at every effect of a mailing, one death a mailing: the world is kept after each effect of a worker, and from there it
 * goes on as if the process had ended, until the mailing is finished. What was before the effect is not done again.
 */
export async function sweepWorkers(mailing: SweptMailing): Promise<Swept> {
  const swept: Swept = { points: 0, doubled: 0, unsent: 0, unfinished: 0 };
  await eachPoint(mailing, async ({ world, putBack }) => {
    putBack();
    await goOn(world);
    add(swept, world);
  });
  return swept;
}

/** Every point of a mailing in which each shard is once the last of the queue, as a queue without order may have it. */
export async function eachPoint(
  { readers, step = 1, plant = (world) => world }: SweptMailing,
  visit: (point: Point) => Promise<void>,
): Promise<void> {
  const world = plant(makeWorld(sweptWorld(readers)));
  let count = 0;
  await planMailing(world.ports, { issueKey: ISSUE });
  await eachShardLast(world, { shards: world.ports.deliver.drain(), before: [] }, async (victim, before) => {
    const points: PutBack[] = [];
    await serve(world, victim, () => points.push(world.keep()));
    for (const [effects, putBack] of points.entries()) {
      count += 1;
      if (count % step === 0) await visit({ world, putBack, victim, before, effects });
    }
  });
}

/** The same mailing up to the same death, without anything that was kept: a process that throws. Returns the whole of it. */
export async function replayed({ victim, before, effects }: Point, readers: number): Promise<World> {
  const world = makeWorld(sweptWorld(readers));
  await planMailing(world.ports, { issueKey: ISSUE });
  world.ports.deliver.drain();
  for (const request of before) await deliverWhole(world, request);
  await world.ports.deliver.send(victim);
  const [received] = world.ports.deliver.receive(1, 120);
  if (received === undefined) throw new Error('nothing to deliver');
  const life = born(world, planOf(effects));
  // Before its first effect: killed as soon as it had its message in its hands.
  if (effects === 0) world.runs += 1;
  else if (await survives(() => deliver(world, received.message, life.ports), life)) throw new Error('not killed');
  await goOn(world);
  return world;
}

function sweptWorld(readers: number) {
  return { readers, rate: ONE_LANE, policy: { shardSize: SHARD }, isBrief: true };
}

interface Halves {
  /** Still to be delivered. */
  readonly shards: readonly ShardRequest[];
  readonly before: readonly ShardRequest[];
}

/** Halves the shards, delivers one half and goes on with the other: so each is the last one once, without delivering all others for each. */
async function eachShardLast(
  world: World,
  { shards, before }: Halves,
  visit: (victim: ShardRequest, before: readonly ShardRequest[]) => Promise<void>,
): Promise<void> {
  const [first] = shards;
  if (first === undefined) return;
  if (shards.length === 1) return visit(first, before);
  const middle = Math.ceil(shards.length / 2);
  const halves = [shards.slice(0, middle), shards.slice(middle)];
  const putBack = world.keep();
  for (const half of halves) {
    putBack();
    const others = shards.filter((shard) => !half.includes(shard));
    for (const request of others) await deliverWhole(world, request);
    await eachShardLast(world, { shards: half, before: [...before, ...others] }, visit);
  }
}

async function deliverWhole(world: World, request: ShardRequest): Promise<void> {
  await world.ports.deliver.send(request);
  for (let left = 1; left > 0; left = world.ports.deliver.pending().length) await step(world);
}

/** A worker serves the shard to its end; `seen` before its first effect and after each. The message stays in its hands. */
async function serve(world: World, request: ShardRequest, seen: () => void): Promise<void> {
  await world.ports.deliver.send(request);
  const [received] = world.ports.deliver.receive(1, 120);
  if (received === undefined) throw new Error('nothing to deliver');
  // A run that died is a run: the next worker has another name.
  world.runs += 1;
  seen();
  world.runs -= 1;
  await deliver(world, received.message, { ...withWatch(world.ports, seen) });
}

/** What queues and events do until the mailing is finished and everything is told, or half a day is over. */
export async function goOn(world: World): Promise<void> {
  const { clock, issues } = world.ports;
  const isOver = () => issues.rows.get(ISSUE)?.state === 'sent' && world.told === world.mailer.sent.length;
  while (!isOver() && toMillis(clock.now()) < END_MS) await step(world);
}

/** One message of the queue, or the next of every 20 seconds in which anything happens. */
async function step(world: World): Promise<void> {
  const { clock, deliver: queue } = world.ports;
  const [received] = queue.receive(1, 120);
  if (received === undefined) clock.advance(untilNext(world, nextEventAt(world)));
  else {
    await deliver(world, received.message);
    queue.ack(received.receipt);
  }
  await tellEvents(world);
}

/** After an effect is before the next one: only the first has a point of its own before it. */
function planOf(effects: number): CrashPlan {
  return effects === 0 ? { at: 1, when: 'before' } : { at: effects, when: 'after' };
}

/** What a planner leaves behind, as one text. */
function planned({ ports: { newsroom, ledger, issues, deliver: queue } }: World): string {
  const objects = [...newsroom.objects].map(([key, { etag }]) => [key, etag]);
  const shards = [...new Set(queue.pending().map(({ shard }) => shard))];
  const rows = [ledger.mailings.get(ISSUE), issues.rows.get(ISSUE)];
  return JSON.stringify({ objects: objects.toSorted(), rows, shards: shards.toSorted((a, b) => a - b) });
}

/** Every `MAILED`-th of the plans is also mailed. */
const MAILED = 20;

/** What a sweep of planners came to; `different`: plans that are not the one of a planner who lived. */
export interface SweptPlans extends Swept {
  different: number;
}

/** Kills at every effect of planning, plans again, and compares with the plan of a planner who lived; some are mailed as well. */
export async function sweepPlanning({
  readers,
  step: stride = 1,
  plant = (world) => world,
}: SweptMailing): Promise<SweptPlans> {
  const swept: SweptPlans = { points: 0, doubled: 0, unsent: 0, unfinished: 0, different: 0 };
  const world = plant(makeWorld({ ...sweptWorld(readers), rate: 1_000 }));
  const fresh = world.keep();
  await planMailing(world.ports, { issueKey: ISSUE });
  const whole = planned(world);
  for (let at = 0; ; at += stride) {
    fresh();
    const life = born(world, planOf(at));
    if (await survives(() => planMailing(life.ports, { issueKey: ISSUE }), life)) return swept;
    await planMailing(world.ports, { issueKey: ISSUE });
    swept.different += Number(planned(world) !== whole);
    if (at % MAILED === 0) await goOn(world);
    if (at % MAILED === 0) add(swept, world);
    else swept.points += 1;
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
  swept.points += 1;
  swept.doubled += doubled;
  swept.unsent += unsent;
  swept.unfinished += Number(world.ports.ledger.mailings.get(ISSUE)?.state !== 'finished');
}
