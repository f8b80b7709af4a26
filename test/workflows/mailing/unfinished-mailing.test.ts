import { describe, expect, it } from 'vitest';
import { planMailing } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import { unfinishedMailing } from '../../../lambdas/workflows/mailing/unfinished-mailing.ts';
import { copies, deliverOne, ISSUE, makeWorld, readerOf, runMailing } from '../../faults/mailing-world.ts';

const MINUTE = 60_000;

describe('a mailing', () => {
  it('that goes on is let alone, however long it takes, and found once nobody was written to for ten minutes', async () => {
    const { ports } = makeWorld();
    await planMailing(ports, { issueKey: ISSUE });
    const late = () => unfinishedMailing(ports, ISSUE, 10 * MINUTE);
    ports.clock.advance(25 * MINUTE);
    const row = { version: 1 as const, issueKey: ISSUE, shard: 0, subscriberId: readerOf(0).id, turn: 1 };
    await ports.ledger.advance({ ...row, state: { kind: 'accepted', messageId: 'm', at: ports.clock.now() } });

    ports.clock.advance(9 * MINUTE);
    expect(await late()).toBeNull();
    ports.clock.advance(2 * MINUTE);
    expect(await late()).toMatchObject({ kind: 'unfinished-mailing', issueKey: ISSUE });
  });

  it.each([
    ['for the day’s quota', { quotaLeft: 5 }],
    ['for a service that cannot be reached', { unreachable: Number.POSITIVE_INFINITY }],
  ])('that rests %s is let alone: its shards come back by themselves, each by one message', async (_, faults) => {
    const world = makeWorld();
    const { clock, deliver, ledger } = world.ports;
    await planMailing(world.ports, { issueKey: ISSUE });
    Object.assign(world.mailer.faults, faults);
    for (let round = 0; round < 8; round += 1) {
      while ((await deliverOne(world)) !== null);
      expect(await unfinishedMailing(world.ports, ISSUE, 10 * MINUTE)).toBeNull();
      clock.advance(15 * MINUTE);
    }
    expect(deliver.pending()).toHaveLength(3);

    // The control: where the queue loses them they are found.
    deliver.drain();
    clock.advance(30 * MINUTE);
    expect(await unfinishedMailing(world.ports, ISSUE, 10 * MINUTE)).toMatchObject({ shards: 3 });
    Object.assign(world.mailer.faults, { quotaLeft: null, unreachable: 0 });
    await runMailing(world);
    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
    expect(ledger.mailings.get(ISSUE)?.state).toBe('finished');
  });

  it('whose row moved on while its last reader was served is closed all the same', async () => {
    const world = makeWorld({ readers: 3 });
    const { ledger } = world.ports;
    await planMailing(world.ports, { issueKey: ISSUE });
    const { advanceMailing } = ledger;
    let isPaused = false;
    ledger.advanceMailing = async (mailing) => {
      const present = ledger.mailings.get(ISSUE);
      // Paused and let go again in between.
      if (!isPaused && present) ledger.mailings.set(ISSUE, { ...present, turn: present.turn + 2 });
      isPaused = true;
      return advanceMailing(mailing);
    };

    expect(await deliverOne(world)).toMatchObject({ kind: 'done', mailing: 'finished' });
    expect(world.ports.issues.rows.get(ISSUE)?.state).toBe('sent');
  });
});
