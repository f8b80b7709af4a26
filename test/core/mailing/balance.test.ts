import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balance, total } from '../../../lambdas/core/mailing/balance.ts';
import type { Delivery, DeliveryState } from '../../../lambdas/core/mailing/delivery.ts';

const AT = '2026-11-23T08:00:00+07:00';
const SHARD = { issueKey: '2026-11-23', shard: 0 };
const IDS = Array.from({ length: 20 }, (_, number) => `r${number}`);

function row(subscriberId: string, state: DeliveryState, shard = 0): Delivery {
  return { version: 1, issueKey: SHARD.issueKey, shard, subscriberId, state, turn: 3 };
}

const ACCEPTED: DeliveryState = { kind: 'accepted', messageId: 'm', at: AT };
const state = fc.constantFrom<DeliveryState>(
  ACCEPTED,
  { kind: 'queued', attempts: 0 },
  { kind: 'claimed', claimId: 'c', lease: AT, attempts: 1 },
  { kind: 'uncertain', since: AT, attempts: 1 },
  { kind: 'failed', reason: 'x', at: AT },
  { kind: 'skipped', reason: 'x', at: AT },
  { kind: 'bounced', messageId: 'm', at: AT, permanent: true },
);

describe('R7 the books', () => {
  it('always sum up to the audience, and are finished only with nobody left', () => {
    fc.assert(
      fc.property(fc.subarray(IDS), fc.array(state, { minLength: 20, maxLength: 20 }), (ids, states) => {
        const rows = ids.map((id, index) => row(id, states[index] ?? ACCEPTED));
        const book = balance(SHARD, IDS, rows);
        const { queued, claimed, uncertain } = book.counts;

        expect(Object.values(book.counts).reduce((sum, count) => sum + count, 0)).toBe(20);
        expect(book.finished).toBe(queued + claimed + uncertain === 0);
        expect(book.counts.queued).toBeGreaterThanOrEqual(20 - ids.length);
      }),
    );
  });

  it.each<[string, readonly string[], readonly Delivery[]]>([
    ['a row is missing', IDS, IDS.slice(1).map((id) => row(id, ACCEPTED))],
    ['a row is doubled', IDS, [...IDS, 'r3'].map((id) => row(id, ACCEPTED))],
    ['a stranger is there', IDS, [...IDS, 'stranger'].map((id) => row(id, ACCEPTED))],
    ['a row is of another shard', IDS, IDS.map((id, index) => row(id, ACCEPTED, index === 4 ? 1 : 0))],
    ['a recipient is frozen twice', [...IDS, 'r3'], IDS.map((id) => row(id, ACCEPTED))],
  ])('are never finished when %s', (_name, audience, rows) => {
    expect(
      balance(
        SHARD,
        IDS,
        IDS.map((id) => row(id, ACCEPTED)),
      ).finished,
    ).toBe(true);
    expect(balance(SHARD, audience, rows).finished).toBe(false);
  });

  it('of all shards must come to what was frozen', () => {
    const book = balance(
      SHARD,
      IDS,
      IDS.map((id) => row(id, ACCEPTED)),
    );

    expect(total(40, [book, book])).toMatchObject({ finished: true, audience: 40, problems: [] });
    expect(total(41, [book, book])).toMatchObject({ finished: false, problems: [expect.stringContaining('41')] });
  });
});
