import { describe, expect, it } from 'vitest';
import type { Delivery, DeliveryState } from '../../../lambdas/core/mailing/delivery.ts';
import type { Mailing } from '../../../lambdas/core/mailing/mailing.ts';
import { armHouse } from '../../../lambdas/workflows/mailing/arm-house.ts';
import { type ResendWish, resendDeliveries } from '../../../lambdas/workflows/mailing/resend-deliveries.ts';
import { ISSUE, makeWorld, runMailing, START, type World } from '../../faults/mailing-world.ts';
import { withCrashes } from '../../support/crashing.ts';

const ALL: ResendWish = { issueKey: ISSUE, chosen: 'all' };

/** A mailing that is over, and some of its rows made what the test wants. */
async function mailed(states: readonly DeliveryState[]): Promise<{ world: World; rows: Delivery[] }> {
  const world = makeWorld({ readers: 20 });
  await runMailing(world);
  world.ports.clock.advance(3_600_000);
  const rows = [...world.ports.ledger.deliveries.entries()].slice(0, states.length).map(([key, row], number) => {
    const changed = { ...row, state: states[number] ?? row.state };
    world.ports.ledger.deliveries.set(key, changed);
    return changed;
  });
  return { world, rows };
}

const FAILED: DeliveryState = { kind: 'failed', reason: 'refused: mailbox', at: START };
const UNCERTAIN: DeliveryState = { kind: 'uncertain', since: START, attempts: 2 };

function letterOf(world: World, row: Delivery | undefined): number {
  return world.mailer.sent.filter(({ tags }) => tags.recipient === row?.subscriberId).length;
}

function change(world: World, over: Partial<Mailing>): void {
  const mailing = world.ports.ledger.mailings.get(ISSUE);
  if (mailing) world.ports.ledger.mailings.set(ISSUE, { ...mailing, ...over });
}

describe('writing to some readers once more', () => {
  it('reaches all who failed or are uncertain, each once, and nobody else', async () => {
    const { world } = await mailed([FAILED, UNCERTAIN, { kind: 'skipped', reason: 'unsubscribed', at: START }]);
    const before = world.mailer.sent.length;

    expect(await resendDeliveries(world.ports, ALL)).toEqual({ kind: 'resent', readers: 2, left: {} });
    await runMailing(world);

    expect(world.mailer.sent).toHaveLength(before + 2);
    expect(world.ports.ledger.mailings.get(ISSUE)?.state).toBe('finished');
    expect(await resendDeliveries(world.ports, ALL)).toEqual({ kind: 'resent', readers: 0, left: {} });
  });

  it('reaches a chosen one, and tells why another is left', async () => {
    const { world, rows } = await mailed([FAILED, FAILED]);
    const accepted = [...world.ports.ledger.deliveries.values()].at(-1);
    const chosen = [rows[1], accepted].flatMap((row) => (row ? [row] : []));

    const outcome = await resendDeliveries(world.ports, { issueKey: ISSUE, chosen });
    expect(outcome).toEqual({ kind: 'resent', readers: 1, left: { 'has-it': 1 } });
    await runMailing(world);

    expect([letterOf(world, rows[0]), letterOf(world, rows[1]), letterOf(world, accepted)]).toEqual([1, 2, 1]);
  });

  it('does nothing in a house that was restored and not armed since', async () => {
    const { world } = await mailed([FAILED]);
    await world.ports.ledger.arm({ version: 1, home: 'another', at: START, by: 'first-mailing' });

    expect(await resendDeliveries(world.ports, ALL)).toEqual({ kind: 'disarmed' });
    await armHouse(world.ports, { arm: 'Minh' });
    expect(await resendDeliveries(world.ports, ALL)).toMatchObject({ kind: 'resent', readers: 1 });
  });

  it('permits one request more: a second lost answer ends as failed', async () => {
    const { world, rows } = await mailed([FAILED]);
    await resendDeliveries(world.ports, ALL);
    const row = await world.ports.ledger.delivery(ISSUE, rows[0]?.shard ?? 0, rows[0]?.subscriberId ?? '');

    expect(row?.state).toEqual({ kind: 'queued', attempts: 1 });
  });

  it('leaves an answer that is being waited for', async () => {
    const { world } = await mailed([]);
    const [key, row] = [...world.ports.ledger.deliveries.entries()][0] ?? [];
    const since = world.ports.clock.now();
    if (key && row)
      world.ports.ledger.deliveries.set(key, { ...row, state: { kind: 'uncertain', since, attempts: 1 } });

    expect(await resendDeliveries(world.ports, ALL)).toEqual({ kind: 'resent', readers: 0, left: { 'too-early': 1 } });
  });

  it('at once by two people writes to each reader once', async () => {
    const { world, rows } = await mailed([FAILED, UNCERTAIN, FAILED]);

    await Promise.all([resendDeliveries(world.ports, ALL), resendDeliveries(world.ports, ALL)]);
    await runMailing(world);

    expect(rows.map((row) => letterOf(world, row))).toEqual([2, 2, 2]);
  });

  it('after a death anywhere is made good by the same wish, or by the look-out', async () => {
    for (let at = 1; at <= 7; at += 1) {
      const { world, rows } = await mailed([FAILED, UNCERTAIN]);
      const life = withCrashes(world.ports, { at, when: 'before' });
      await resendDeliveries(life.ports, ALL).catch(() => undefined);
      if (life.crashed()) await resendDeliveries(world.ports, ALL);
      await runMailing(world);

      expect(rows.map((row) => letterOf(world, row))).toEqual([2, 2]);
    }
  });

  it.each([
    ['stopped', { state: 'stopped' }],
    ['disarmed', { armed: false }],
    ['changed', { fingerprint: 'f'.repeat(64) }],
    ['stale', { state: 'sending', startedAt: '2026-11-21T08:00:00+07:00' }],
  ] as const)('is refused for a mailing that is %s', async (kind, over) => {
    const { world } = await mailed([FAILED]);
    change(world, over);
    const before = structuredClone([...world.ports.ledger.deliveries.values()]);

    expect(await resendDeliveries(world.ports, ALL)).toEqual({ kind });
    expect([...world.ports.ledger.deliveries.values()]).toEqual(before);
  });

  it('waits where the mailing is paused', async () => {
    const { world } = await mailed([FAILED]);
    change(world, { state: 'paused' });

    expect((await resendDeliveries(world.ports, ALL)).kind).toBe('resent');
    expect(world.ports.deliver.pending()).toEqual([]);
    expect(world.ports.ledger.mailings.get(ISSUE)?.state).toBe('paused');
  });
});
