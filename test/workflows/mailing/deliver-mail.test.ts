import { describe, expect, it } from 'vitest';
import { planMailing } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import {
  copies,
  deliver,
  deliverOne,
  ISSUE,
  makeWorld,
  readerOf,
  runMailing,
  type World,
  type WorldOptions,
} from '../../faults/mailing-world.ts';

async function planned(options: WorldOptions = {}): Promise<World> {
  const world = makeWorld({ policy: { shardSize: 500 }, ...options });
  await planMailing(world.ports, { issueKey: ISSUE });
  return world;
}

function states(world: World): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of world.ports.ledger.deliveries.values()) {
    const name = 'reason' in state ? `${state.kind}: ${state.reason}` : state.kind;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Counts the requests that a worker makes of every port but the clock. */
function counting(world: World) {
  const counts: Record<string, number> = {};
  const { clock, ledger, subscribers, mailer } = world.ports;
  const counted = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => {
          counts[String(name)] = (counts[String(name)] ?? 0) + 1;
          return Reflect.apply(member, target, given);
        };
      },
    });
  const ports = {
    ...world.ports,
    clock,
    ledger: counted(ledger),
    subscribers: counted(subscribers),
    mailer: counted(mailer),
  };
  return { counts, ports };
}

describe('delivering a shard', () => {
  it('sends one mail each and closes mailing and issue', async () => {
    const world = await planned();
    const outcome = await deliverOne(world);

    expect(outcome).toEqual({ kind: 'done', mailing: 'finished', counts: { accepted: 40 } });
    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
    expect(world.ports.issues.rows.get(ISSUE)).toMatchObject({ state: 'sent', sentAt: expect.any(String), turn: 6 });
    expect(world.ports.deliver.pending()).toEqual([]);
  });

  it('makes four requests a recipient, and looks at the mailing every second', async () => {
    const world = await planned({ rate: 4 });
    const { counts, ports } = counting(world);
    await deliver(world, { issueKey: ISSUE, shard: 0 }, ports);

    expect(counts).toMatchObject({ get: 40, advance: 80, send: 40 });
    expect(counts.delivery).toBeUndefined();
    // Forty mails at nine tenths of four a second are eleven seconds.
    expect(counts.mailing).toBeLessThan(16);
    // The pace is leased by time, not by mail: two requests a second.
    expect((counts.pace ?? 0) + (counts.advancePace ?? 0)).toBeLessThan(32);
  });

  it('keeps to nine tenths of the service’s rate', async () => {
    const world = await planned({ rate: 14 });
    await deliver(world, { issueKey: ISSUE, shard: 0 });

    const [shortest = 0] = world.ports.clock.slept.filter((millis) => millis > 1).sort((a, b) => a - b);
    expect(shortest).toBeGreaterThanOrEqual(1_000 / (14 * 0.9));
  });

  it('stops before its deadline and puts the shard back', async () => {
    const world = await planned({ rate: 1, readers: 60 });
    const outcome = await deliverOne(world);

    expect(outcome).toMatchObject({ kind: 'continues', why: 'deadline', delaySeconds: 0 });
    expect(world.mailer.sent.length).toBeGreaterThan(30);
    expect(world.mailer.sent.length).toBeLessThan(45);
    expect(world.ports.deliver.pending()).toEqual([{ issueKey: ISSUE, shard: 0 }]);

    await runMailing(world);
    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
  });

  it('says so when there is no such shard or no mailing', async () => {
    const world = await planned();

    expect(await deliver(world, { issueKey: ISSUE, shard: 1 })).toEqual({ kind: 'no-such-shard' });
    expect(await deliver(world, { issueKey: '2026-11-24', shard: 0 })).toEqual({
      kind: 'not-sending',
      why: 'no-mailing',
    });
  });
});

describe('R6 trouble with the service', () => {
  it('throttling slows down, uses up no attempt and loses nobody', async () => {
    const world = await planned({ rate: 4 });
    world.mailer.faults.throttle = 4;
    const outcome = await deliver(world, { issueKey: ISSUE, shard: 0 });

    expect(outcome).toMatchObject({ counts: { accepted: expect.any(Number) } });
    expect(Math.max(...world.ports.clock.slept)).toBeGreaterThanOrEqual(8_000);
    await runMailing(world);
    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
    expect(states(world)).toEqual({ delivered: 40 });
  });

  it('that keeps throttling makes the worker leave the shard for a minute', async () => {
    const world = await planned({ rate: 4 });
    world.mailer.faults.throttle = 1_000;

    expect(await deliverOne(world)).toMatchObject({ kind: 'continues', why: 'throttled', delaySeconds: 60 });
    world.mailer.faults.throttle = 0;
    await runMailing(world);
    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
  });

  it('that cannot be reached makes it leave for two minutes, and costs nobody an attempt', async () => {
    const world = await planned();
    world.mailer.faults.unreachable = 30;

    expect(await deliverOne(world)).toMatchObject({ kind: 'continues', why: 'unreachable', delaySeconds: 120 });
    expect(states(world)).not.toHaveProperty('uncertain');
    world.mailer.faults.unreachable = 0;
    await runMailing(world);
    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
  });

  it('whose daily quota is used up pauses the shard for a quarter of an hour, without asking again', async () => {
    const world = await planned();
    world.mailer.faults.quotaLeft = 10;

    expect(await deliverOne(world)).toMatchObject({ kind: 'continues', why: 'daily-quota', delaySeconds: 900 });
    expect(world.mailer.sent).toHaveLength(10);
    const { counts, ports } = counting(world);
    await deliver(world, { issueKey: ISSUE, shard: 0 }, ports);
    expect(counts.send).toBeUndefined();

    world.mailer.faults.quotaLeft = null;
    await runMailing(world);
    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
  });

  it('whose rate the service does not tell leaves the shard for later, and does not fail it', async () => {
    const world = await planned();
    const { quota } = world.ports.mailer;
    world.ports.mailer.quota = async () => {
      throw new Error('Throttling: Rate exceeded');
    };
    expect(await deliverOne(world)).toMatchObject({ kind: 'continues', why: 'unreachable', delaySeconds: 120 });
    expect(world.mailer.sent).toEqual([]);

    world.ports.mailer.quota = quota;
    await runMailing(world);
    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
  });

  it('is not asked for its rate by a worker who has nobody to write to', async () => {
    const world = await planned();
    world.mailer.faults.loseReply = 40;
    await deliverOne(world);
    const { counts, ports } = counting(world);

    expect(await deliver(world, { issueKey: ISSUE, shard: 0 }, ports)).toMatchObject({ kind: 'waiting' });
    expect(counts.quota).toBeUndefined();
  });
});

describe('recipients who cannot be written to', () => {
  it('R5 stay alone: the others get theirs', async () => {
    const world = makeWorld({ policy: { shardSize: 500 } });
    const { subscribers } = world.ports;
    const odd = ['a\r\nBcc: x@example.vn', 'a@b@c.vn', '"q"@example.vn', 'A <a@example.vn>', 'ông@example.vn'];
    for (const [index, address] of odd.entries()) {
      const reader = readerOf(index);
      subscribers.rows.set(reader.id, { ...reader, address });
    }
    world.mailer.faults.refused.add(readerOf(7).address);
    await planMailing(world.ports, { issueKey: ISSUE });
    await runMailing(world);

    expect(states(world)).toEqual({
      delivered: 34,
      'failed: refused: the address is not one plain address': 5,
      'failed: refused: Address is not accepted.': 1,
    });
    expect(world.ports.ledger.mailings.get(ISSUE)?.state).toBe('finished');
  });

  it('R10 outside the allow list are never reached', async () => {
    const world = await planned();
    Object.assign(world.settings, { allowList: [readerOf(3).address, '@other.vn'] });
    await deliverOne(world);

    expect(world.mailer.sent.map(({ to }) => to)).toEqual([readerOf(3).address]);
    expect(states(world)).toEqual({ accepted: 1, 'skipped: not-on-allow-list': 39 });
  });

  it('R14 are skipped when suppressed or unknown, and when book and audience disagree', async () => {
    const world = await planned({ readers: 3 });
    const { rows } = world.ports.subscribers;
    rows.set(readerOf(0).id, { ...readerOf(0), state: 'suppressed' });
    rows.delete(readerOf(1).id);
    rows.set(readerOf(2).id, { ...readerOf(2), address: readerOf(0).address });
    await deliverOne(world);

    expect(world.mailer.sent).toEqual([]);
    expect(states(world)).toEqual({
      'skipped: suppressed': 1,
      'skipped: unsubscribed': 1,
      'skipped: address-changed': 1,
    });
  });
});
