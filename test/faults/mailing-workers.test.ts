import { describe, expect, it } from 'vitest';
import { shift } from '../../lambdas/core/calendar/instant.ts';
import type { Delivery } from '../../lambdas/core/mailing/delivery.ts';
import { leave } from '../../lambdas/core/subscriptions/transitions.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { copies, deliver, deliverOne, ISSUE, makeWorld, runMailing, tellEvents, type World } from './mailing-world.ts';

const SHARDS = [0, 1, 2];

/** The planted bug: the ledger writes whatever it is told, without its condition. */
function withoutConditions(world: World): World {
  const { ledger } = world.ports;
  ledger.advance = async (row: Delivery) => {
    ledger.deliveries.set(`${row.issueKey}/${row.shard}/${row.subscriberId}`, row);
    return true;
  };
  return world;
}

/** Three workers on every shard at the same time. */
async function overlapping(world: World): Promise<void> {
  await planMailing(world.ports, { issueKey: ISSUE });
  await Promise.all(SHARDS.flatMap((shard) => [1, 2, 3].map(() => deliver(world, { issueKey: ISSUE, shard }))));
}

describe('R3 redelivery', () => {
  it('of every message ten times, during and after the mailing, sends nothing twice', async () => {
    const world = makeWorld();
    await planMailing(world.ports, { issueKey: ISSUE });
    for (const message of world.ports.deliver.pending()) {
      for (let times = 1; times < 10; times += 1) await world.ports.deliver.send(message);
    }
    await runMailing(world);
    for (const shard of [2, 0, 1, 0]) await deliver(world, { issueKey: ISSUE, shard });
    world.ports.clock.advance(4 * 86_400_000);
    for (const shard of SHARDS) await deliver(world, { issueKey: ISSUE, shard });

    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
  });

  it('of every event ten times, in any order, leaves the books as they are', async () => {
    const world = makeWorld();
    await runMailing(world);
    const before = structuredClone([...world.ports.ledger.deliveries.values()]);
    for (let times = 0; times < 10; times += 1) {
      world.told = 0;
      await tellEvents(world);
    }

    expect([...world.ports.ledger.deliveries.values()]).toEqual(before);
    expect(new Set(before.map(({ state }) => state.kind))).toEqual(new Set(['delivered']));
  });
});

describe('R3 R4 overlapping workers', () => {
  it('send one copy each', async () => {
    const world = makeWorld();
    await overlapping(world);
    await runMailing(world);

    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
  });

  it('control: double readers as soon as the ledger forgets its conditions', async () => {
    const world = withoutConditions(makeWorld());
    await overlapping(world);

    expect(copies(world).doubled).toBeGreaterThan(0);
  });

  it('leave a row alone that a slow worker is sending, and believe the event', async () => {
    const world = makeWorld({ readers: 1, rate: 4 });
    await planMailing(world.ports, { issueKey: ISSUE });
    const { mailer, clock } = world.ports;
    const send = mailer.send;
    let isSlow = true;
    mailer.send = async (mail) => {
      const answer = await send(mail);
      if (!isSlow) return answer;
      isSlow = false;
      // The answer takes ten minutes; meanwhile the lease runs out and another worker comes by.
      clock.advance(600_000);
      await deliver(world, { issueKey: ISSUE, shard: 0 });
      await tellEvents(world);
      return answer;
    };
    await deliver(world, { issueKey: ISSUE, shard: 0 });
    await runMailing(world);

    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
  });
});

describe('R2 a lost answer', () => {
  it('is resolved by the event, without a second request', async () => {
    const world = makeWorld();
    world.mailer.faults.loseReply = 12;
    await runMailing(world);

    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
  });

  it('without any event costs one more request, then never again', async () => {
    const world = makeWorld({ readers: 3, eventAfterMs: null });
    world.mailer.faults.loseReply = 100;
    await runMailing(world);
    const states = [...world.ports.ledger.deliveries.values()].map(({ state }) => state);

    expect(world.mailer.sent).toHaveLength(6);
    expect(states.every((state) => state.kind === 'failed' && state.reason === 'unconfirmed')).toBe(true);
    expect(world.ports.ledger.mailings.get(ISSUE)?.state).toBe('finished');
  });
});

describe('a mailing under way', () => {
  it('R14 does not reach who has left before their turn', async () => {
    const world = makeWorld({ rate: 4 });
    await planMailing(world.ports, { issueKey: ISSUE });
    const send = world.ports.mailer.send;
    let left = '';
    world.ports.mailer.send = async (mail) => {
      const answer = await send(mail);
      const sentTo = new Set(world.mailer.sent.map(({ to }) => to));
      const next = [...world.ports.subscribers.rows.values()].find(({ address }) => !sentTo.has(address));
      if (left === '' && next !== undefined) {
        left = next.address;
        const gone = leave(next, world.ports.clock.now());
        if (gone !== null) await world.ports.subscribers.advance(gone);
      }
      return answer;
    };
    await runMailing(world);
    const skipped = [...world.ports.ledger.deliveries.values()].filter(({ state }) => state.kind === 'skipped');

    expect(world.mailer.sent.some(({ to }) => to === left)).toBe(false);
    expect(skipped.map(({ state }) => state)).toEqual([expect.objectContaining({ reason: 'unsubscribed' })]);
    expect(world.mailer.sent).toHaveLength(39);
  });

  it('R9 stops within its pace when it is paused, and goes on when it is set to sending again', async () => {
    const world = makeWorld({ rate: 4 });
    const { ledger, mailer, deliver: queue } = world.ports;
    await planMailing(world.ports, { issueKey: ISSUE });
    const send = mailer.send;
    mailer.send = async (mail) => {
      const answer = await send(mail);
      const present = await ledger.mailing(ISSUE);
      if (world.mailer.sent.length === 5 && present !== null) {
        await ledger.advanceMailing({ ...present, state: 'paused', turn: present.turn + 1 });
      }
      return answer;
    };

    expect(await deliverOne(world)).toEqual({ kind: 'not-sending', why: 'paused' });
    expect(world.mailer.sent.length).toBeLessThanOrEqual(5 + 4 * 2);

    const paused = await ledger.mailing(ISSUE);
    if (paused === null) throw new Error('no mailing');
    await ledger.advanceMailing({ ...paused, state: 'sending', turn: paused.turn + 1 });
    for (const shard of SHARDS) await queue.send({ issueKey: ISSUE, shard });
    await runMailing(world);

    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
  });

  it.each([
    ['disarmed', { armed: false }],
    ['stopped', { state: 'stopped' as const }],
    ['stale', { startedAt: shift('2026-11-23T08:00:00+07:00', -25 * 3_600_000) }],
  ])('R11 writes to nobody when %s', async (why, change) => {
    const world = makeWorld();
    await planMailing(world.ports, { issueKey: ISSUE });
    const present = world.ports.ledger.mailings.get(ISSUE);
    if (present === undefined) throw new Error('no mailing');
    world.ports.ledger.mailings.set(ISSUE, { ...present, ...change });

    expect(await deliverOne(world)).toEqual({ kind: 'not-sending', why });
    expect(world.mailer.sent).toHaveLength(0);
  });
});
