import { describe, expect, it } from 'vitest';
import { at } from '../../../lambdas/core/calendar/instant.ts';
import { mailingFigures } from '../../../lambdas/workflows/mailing/mailing-figures.ts';
import { planMailing } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import { houseToday } from '../../../lambdas/workflows/operations/house-today.ts';
import { tellToday } from '../../../lambdas/workflows/operations/tell-today.ts';
import { countReaders } from '../../../lambdas/workflows/subscribing/count-readers.ts';
import { keepCanary } from '../../../lambdas/workflows/subscribing/keep-canary.ts';
import { copies, ISSUE, makeWorld, RING, runMailing, START, type World } from '../../faults/mailing-world.ts';
import { memoryDeadLetters } from '../../support/memory/memory-dead-letters.ts';
import { memoryVisitBook } from '../../support/memory/memory-newsroom.ts';

const CANARY = 'kiem-tra@example.vn';

/** Forty readers and the house's own address. */
async function world(options: Parameters<typeof makeWorld>[0] = {}): Promise<World> {
  const made = makeWorld(options);
  await keepCanary(made.ports, { keyring: RING }, { kind: 'canary', address: CANARY });
  return made;
}

/** What the desk and the alarm make of it at an hour of the issue's day. */
async function heard({ ports }: World, time: string, day = ISSUE): Promise<string> {
  ports.clock.set(at(day, time));
  const house = { ...ports, visits: memoryVisitBook(), deadLetters: memoryDeadLetters({}) };
  const line = (await houseToday(house)).checks.find(({ check }) => check === 'canary');
  const { metrics } = await tellToday(house);
  const state = line?.check === 'canary' ? line.state : 'no line';
  return `${state} ${line?.standing} ${line?.article} ${metrics.CanaryHeard}`;
}

describe('the canary', () => {
  it('has every issue like a reader, and counts as none', async () => {
    const made = await world();
    await runMailing(made);

    expect(made.mailer.sent).toHaveLength(41);
    expect(copies(made)).toEqual({ doubled: 0, unsent: 0 });
    const figures = await mailingFigures(made.ports, ISSUE);
    expect(figures?.mailing).toMatchObject({
      state: 'finished',
      audience: 41,
      canaries: [{ shard: expect.any(Number) }],
    });
    expect(figures?.counts.delivered).toBe(40);
    expect(figures?.problems).toEqual([]);
    expect((await countReaders(made.ports, { millis: 1_000 })).figures.active).toBe(40);
    expect(await heard(made, '09:00')).toBe('arrived well null 1');
  });

  it('is an alarm when no event told of its delivery by the hour, though the service took it', async () => {
    const made = await world({ eventAfterMs: null });
    await runMailing(made);

    expect(await heard(made, '08:59')).toBe('on-its-way waiting null 1');
    expect(await heard(made, '09:00')).toBe('lost late canary-silent 0');
  });

  it('is an alarm when it stands on no list, and comes back by the same wish', async () => {
    const made = makeWorld();
    await planMailing(made.ports, { issueKey: ISSUE });
    expect(await heard(made, '09:00')).toBe('none late canary-silent 0');

    const left = await world();
    const [row] = [...left.ports.subscribers.rows.values()].filter(({ canary }) => canary);
    if (!row) throw new Error('no canary');
    left.ports.subscribers.rows.set(row.id, { ...row, state: 'unsubscribed', leftAt: START });
    const wish = { kind: 'canary', address: CANARY } as const;
    expect(await keepCanary(left.ports, { keyring: RING }, wish)).toEqual({ kind: 'added' });
    expect(await keepCanary(left.ports, { keyring: RING }, wish)).toEqual({ kind: 'present' });
    expect(left.ports.subscribers.rows.get(row.id)).toMatchObject({ state: 'active', canary: true, address: CANARY });
  });

  it('is never a reader who left: a slip of the operator’s brings nobody back', async () => {
    const { ports } = makeWorld();
    const [reader] = [...ports.subscribers.rows.values()];
    if (!reader) throw new Error('no reader');
    const gone = { ...reader, state: 'unsubscribed', leftAt: START } as const;
    ports.subscribers.rows.set(reader.id, gone);

    const wish = { kind: 'canary', address: reader.address } as const;
    expect(await keepCanary(ports, { keyring: RING }, wish)).toEqual({ kind: 'somebodys' });
    expect(ports.subscribers.rows.get(reader.id)).toEqual(gone);
  });

  it('waits where nothing is mailed, and where a person holds the mailing', async () => {
    const made = await world();
    expect(await heard(made, '10:00')).toBe('no-mailing waiting null 1');
    await planMailing(made.ports, { issueKey: ISSUE });
    const mailing = made.ports.ledger.mailings.get(ISSUE);
    if (mailing) made.ports.ledger.mailings.set(ISSUE, { ...mailing, state: 'paused' });
    expect(await heard(made, '10:00')).toBe('held unknown null 1');
  });

  it('is an alarm for a monthly too, a day long, whatever became of the daily', async () => {
    const made = await world();
    await runMailing(made);
    const { ledger } = made.ports;
    const daily = ledger.mailings.get(ISSUE);
    const [canary] = daily?.canaries ?? [];
    const row = canary && (await ledger.delivery(ISSUE, canary.shard, canary.subscriberId));
    if (!daily || !row) throw new Error('no mailing');
    const startedAt = at(ISSUE, '10:00');
    ledger.mailings.set('2026-10', { ...daily, issueKey: '2026-10', startedAt });
    expect(await heard(made, '10:59')).toBe('on-its-way waiting null 1');
    expect(await heard(made, '11:00')).toBe('lost late canary-silent 0');

    const key = `2026-10/${row.shard}/${row.subscriberId}`;
    ledger.deliveries.set(key, { ...row, issueKey: '2026-10' });
    expect(await heard(made, '11:00')).toBe('arrived well null 1');
    ledger.deliveries.delete(key);
    ledger.mailings.set('2026-10', { ...daily, issueKey: '2026-10', startedAt: '2026-11-22T10:59:00+07:00' });
    expect(await heard(made, '11:00')).toBe('arrived well null 1');
  });

  it('is an alarm for a correction that is mailed, a day long, unless it had no copy of the issue', async () => {
    const made = await world();
    await runMailing(made);
    const { ledger, issues } = made.ports;
    const [daily, row] = [ledger.mailings.get(ISSUE), issues.rows.get(ISSUE)];
    const [canary] = daily?.canaries ?? [];
    const copy = canary && (await ledger.delivery(ISSUE, canary.shard, canary.subscriberId));
    if (!daily || !row || !copy) throw new Error('no mailing');
    const key = `${ISSUE}-r2`;
    const startedAt = at(ISSUE, '10:00');
    issues.rows.set(ISSUE, { ...row, state: 'corrected', revision: 2, remail: { revision: 2, at: startedAt } });
    expect(await heard(made, '11:00')).toBe('arrived well null 1');

    // Claimed by a worker that died with it: nobody ever tells what became of it.
    const claimed = { kind: 'claimed', claimId: 'c1', lease: startedAt, attempts: 1 } as const;
    ledger.mailings.set(key, { ...daily, issueKey: key, state: 'sending', startedAt });
    ledger.deliveries.set(`${key}/${copy.shard}/${copy.subscriberId}`, { ...copy, issueKey: key, state: claimed });
    expect(await heard(made, '10:59')).toBe('on-its-way waiting null 1');
    expect(await heard(made, '11:00')).toBe('lost late canary-silent 0');
    const { canaries, ...without } = daily;
    ledger.mailings.set(key, { ...without, issueKey: key, startedAt });
    expect(await heard(made, '11:00')).toBe('arrived well null 1');
    ledger.mailings.set(key, { ...daily, issueKey: key, startedAt: '2026-11-22T10:59:00+07:00' });
    expect(await heard(made, '11:00')).toBe('arrived well null 1');
  });

  it('is an alarm for a monthly on a day without a daily', async () => {
    const made = await world();
    await runMailing(made);
    const daily = made.ports.ledger.mailings.get(ISSUE);
    if (!daily) throw new Error('no mailing');
    const sunday = '2026-11-29';
    const startedAt = at(sunday, '08:00');
    made.ports.ledger.mailings.set('2026-11', { ...daily, issueKey: '2026-11', startedAt });
    expect(await heard(made, '09:00', sunday)).toBe('lost late canary-silent 0');
    made.ports.ledger.mailings.delete('2026-11');
    expect(await heard(made, '09:00', sunday)).toBe('no-mailing not-today null 1');
  });

  it('is frozen by a planner that goes on where another died', async () => {
    const made = await world();
    const published = made.ports.issues.rows.get(ISSUE);
    await planMailing(made.ports, { issueKey: ISSUE });
    const first = made.ports.ledger.mailings.get(ISSUE);
    made.ports.ledger.mailings.clear();
    if (published) made.ports.issues.rows.set(ISSUE, published);
    const [row] = [...made.ports.subscribers.rows.values()].filter(({ canary }) => canary);
    if (row) made.ports.subscribers.rows.delete(row.id);
    await planMailing(made.ports, { issueKey: ISSUE });
    expect(made.ports.ledger.mailings.get(ISSUE)?.canaries).toEqual(first?.canaries);
    expect(first?.canaries).toHaveLength(1);
  });
});
