import { describe, expect, it } from 'vitest';
import type { Mailing } from '../../../lambdas/core/mailing/mailing.ts';
import { maySend } from '../../../lambdas/core/mailing/may-mail.ts';
import { MAILING_POLICY } from '../../../lambdas/core/mailing/policy.ts';
import type { ShardRequest } from '../../../lambdas/ports/work-queue.ts';
import { steerMailing } from '../../../lambdas/workflows/mailing/steer-mailing.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryDeliveryLedger } from '../../support/memory/memory-delivery-ledger.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';

const ISSUE = '2026-11-23';

function world(state: Mailing['state']) {
  const ledger = memoryDeliveryLedger();
  ledger.mailings.set(ISSUE, {
    version: 1,
    issueKey: ISSUE,
    fingerprint: 'f'.repeat(64),
    state,
    armed: true,
    audience: 700,
    shards: 2,
    startedAt: '2026-11-23T08:00:00+07:00',
    finishedAt: null,
    turn: 1,
  });
  return { clock: memoryClock('2026-11-24T09:00:00+07:00'), ledger, deliver: memoryWorkQueue<ShardRequest>() };
}

describe('steering a mailing', () => {
  it.each([
    ['pause', 'sending', 'paused'],
    ['stop', 'sending', 'stopped'],
    ['stop', 'paused', 'stopped'],
  ] as const)('%ss one that is %s', async (wish, state, expected) => {
    const ports = world(state);

    expect(await steerMailing(ports, { issueKey: ISSUE, mailing: wish })).toEqual({ kind: 'steered', state: expected });
    expect(ports.ledger.mailings.get(ISSUE)).toMatchObject({ state: expected, turn: 2 });
    // Of a stopped one somebody must see when its last copy is out.
    expect(ports.deliver.pending()).toEqual(wish === 'stop' ? [{ issueKey: ISSUE, shard: 0 }] : []);
  });

  it('resumes a paused one and puts its shards to work', async () => {
    const ports = world('paused');

    expect(await steerMailing(ports, { issueKey: ISSUE, mailing: 'resume' })).toEqual({
      kind: 'steered',
      state: 'sending',
    });
    expect(ports.deliver.pending()).toEqual([
      { issueKey: ISSUE, shard: 0 },
      { issueKey: ISSUE, shard: 1 },
    ]);
  });

  it.each(['sending', 'paused'] as const)(
    'lets one that is %s and older than a day go on for another',
    async (state) => {
      const ports = world(state);
      const before = maySend(ports.ledger.mailings.get(ISSUE) ?? null, ports.clock.now(), MAILING_POLICY);
      expect(before.kind).toBe('not-sending');

      await steerMailing(ports, { issueKey: ISSUE, mailing: 'renew' });
      const renewed = ports.ledger.mailings.get(ISSUE) ?? null;
      expect(maySend(renewed, ports.clock.now(), MAILING_POLICY).kind).toBe('may-send');
      expect(maySend(renewed, '2026-11-25T10:00:00+07:00', MAILING_POLICY)).toMatchObject({ why: 'stale' });
      expect(ports.deliver.pending()).toHaveLength(2);
    },
  );

  it.each(['stopped', 'finished'] as const)('never starts one that is %s again', async (state) => {
    const ports = world(state);

    expect(await steerMailing(ports, { issueKey: ISSUE, mailing: 'resume' })).toEqual({ kind: 'unchanged', state });
    expect(ports.deliver.pending()).toEqual([]);
  });

  it('says when there is none', async () => {
    const ports = world('sending');

    expect(await steerMailing(ports, { issueKey: '2026-11-24', mailing: 'pause' })).toEqual({ kind: 'no-mailing' });
  });
});
