import { describe, expect, it } from 'vitest';
import { armHouse } from '../../../lambdas/workflows/mailing/arm-house.ts';
import { planMailing } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import { deliverOne, ISSUE, makeWorld, runMailing, START, type World } from '../../faults/mailing-world.ts';
import { memoryDeliveryLedger } from '../../support/memory/memory-delivery-ledger.ts';

/** The world after its ledger was restored from a copy: rows of it in a table of another name. */
function restored(world: World, { mailings = true, rows = Number.POSITIVE_INFINITY } = {}): World {
  const { ledger } = world.ports;
  const copy = memoryDeliveryLedger({ home: 'memory-restored', isArmed: false });
  for (const [key, mailing] of mailings ? ledger.mailings : []) copy.mailings.set(key, mailing);
  for (const [key, row] of [...ledger.deliveries].slice(0, rows)) copy.deliveries.set(key, row);
  return { ...world, ports: { ...world.ports, ledger: copy } };
}

async function halfSent(): Promise<World> {
  const world = makeWorld({ readers: 40 });
  await planMailing(world.ports, { issueKey: ISSUE });
  await deliverOne(world);
  return world;
}

describe('R11 a house that was restored', () => {
  it('mails nobody until a person arms it, and then nobody twice whose row is there', async () => {
    const before = await halfSent();
    const world = restored(before);
    await world.ports.ledger.arm({ version: 1, home: 'memory', at: START, by: 'first-mailing' });
    const sent = world.mailer.sent.length;

    expect(await deliverOne(world)).toEqual({ kind: 'not-sending', why: 'disarmed' });
    while ((await deliverOne(world)) !== null) world.ports.clock.advance(1_000);
    expect(world.mailer.sent).toHaveLength(sent);

    await armHouse(world.ports, { arm: 'Minh' });
    for (let shard = 0; shard < 3; shard += 1) await world.ports.deliver.send({ issueKey: ISSUE, shard });
    while ((await deliverOne(world)) !== null) world.ports.clock.advance(1_000);
    expect(new Set(world.mailer.sent.map(({ to }) => to)).size).toBe(40);
    expect(world.mailer.sent).toHaveLength(40);
  });

  it.each([
    ['a clone of another', {}],
    ['rolled back by an hour', { rows: 4 }],
    ['rolled back to before its mailing', { mailings: false, rows: 0 }],
  ])('%s, mails nobody, whatever fires', async (_, lost) => {
    const before = await halfSent();
    const world = restored(before, lost);
    await world.ports.ledger.arm({ version: 1, home: 'memory', at: START, by: 'first-mailing' });
    const sent = world.mailer.sent.length;
    await planMailing(world.ports, { issueKey: ISSUE });
    for (let shard = 0; shard < 3; shard += 1) await world.ports.deliver.send({ issueKey: ISSUE, shard });
    while ((await deliverOne(world)) !== null) world.ports.clock.advance(1_000);

    expect(sent).toBeGreaterThan(0);
    expect(world.mailer.sent).toHaveLength(sent);
  });

  it('control: would mail at once if it believed the row it was restored with', async () => {
    const world = restored(await halfSent());
    await world.ports.ledger.arm({ version: 1, home: await world.ports.ledger.home(), at: START, by: 'planted' });
    const sent = world.mailer.sent.length;
    await deliverOne(world);

    expect(world.mailer.sent.length).toBeGreaterThan(sent);
  });

  it('plans nothing when its ledger is empty and its register knows of mailings', async () => {
    const world = makeWorld({ readers: 3 });
    const ledger = memoryDeliveryLedger({ isArmed: false });
    const issue = world.ports.issues.rows.get(ISSUE);
    if (issue)
      world.ports.issues.rows.set('2026-11-20', { ...issue, issueKey: '2026-11-20', state: 'sent', sentAt: START });

    expect(await planMailing({ ...world.ports, ledger }, { issueKey: ISSUE })).toEqual({ kind: 'disarmed' });
    expect(ledger.mailings.size).toBe(0);
  });

  it('and a new one, which never mailed anything, arms itself', async () => {
    const world = makeWorld({ readers: 3 });
    const ledger = memoryDeliveryLedger({ isArmed: false });
    const fresh = { ...world, ports: { ...world.ports, ledger } };
    await runMailing(fresh);

    expect(world.mailer.sent).toHaveLength(3);
    expect(await ledger.arming()).toMatchObject({ home: 'memory', by: 'first-mailing' });
  });

  it('whose scheduled issue is three days old does not wake, armed or not', async () => {
    const world = makeWorld({ readers: 3 });
    world.ports.clock.set('2026-11-26T08:00:00+07:00');

    expect(await planMailing(world.ports, { issueKey: ISSUE })).toMatchObject({ kind: 'stale' });

    // Control: a house for which a paper never grows old.
    const patient = makeWorld({ readers: 3, policy: { freshMs: 30 * 86_400_000 } });
    patient.ports.clock.set('2026-11-26T08:00:00+07:00');
    await planMailing(patient.ports, { issueKey: ISSUE });
    await deliverOne(patient);
    expect(patient.mailer.sent).toHaveLength(3);
  });
});
