import { describe, expect, it } from 'vitest';
import { planMailing } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import { unfinishedMailing } from '../../../lambdas/workflows/mailing/unfinished-mailing.ts';
import { ISSUE, makeWorld, readerOf } from '../../faults/mailing-world.ts';

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
});
