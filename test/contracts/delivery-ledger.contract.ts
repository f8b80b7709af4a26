import { describe, expect, test } from 'vitest';
import { EMPTY_TALLY } from '../../lambdas/core/mailing/tally.ts';
import type { DeliveryLedger } from '../../lambdas/ports/delivery-ledger.ts';
import { delivery, MORNING, mailing } from './samples.ts';

/** What every ledger keeps. */
export function deliveryLedgerContract(ledger: () => DeliveryLedger): void {
  describe('a mailing', () => {
    test('is opened once', async () => {
      expect(await ledger().mailing('2026-11-20')).toBeNull();
      const opened = await Promise.all(Array.from({ length: 5 }, () => ledger().openMailing(mailing('2026-11-20'))));
      expect(opened.filter(Boolean)).toHaveLength(1);
      expect(await ledger().mailing('2026-11-20')).toEqual(mailing('2026-11-20'));
    });

    test('advances turn by turn', async () => {
      await ledger().openMailing(mailing('2026-11-21'));
      const paused = mailing('2026-11-21', { turn: 2, state: 'paused', armed: false });
      expect(await ledger().advanceMailing(paused)).toBe(true);
      expect(await ledger().advanceMailing(paused)).toBe(false);
      expect(await ledger().mailing('2026-11-21')).toEqual(paused);
    });

    test('that was never opened does not advance', async () => {
      expect(await ledger().advanceMailing(mailing('2026-01-01', { turn: 1 }))).toBe(false);
      expect(await ledger().mailing('2026-01-01')).toBeNull();
    });
  });

  describe('a delivery', () => {
    test('has no row until it is claimed, and is claimed by one of ten', async () => {
      expect(await ledger().delivery('2026-11-23', 0, 'a')).toBeNull();
      const claims = Array.from({ length: 10 }, (_, number) =>
        ledger().advance(
          delivery('a', { state: { kind: 'claimed', claimId: `c${number}`, lease: MORNING, attempts: 1 } }),
        ),
      );
      const won = await Promise.all(claims);
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await ledger().delivery('2026-11-23', 0, 'a'))?.state).toMatchObject({
        claimId: `c${won.indexOf(true)}`,
      });
    });

    test('advances from the turn it has, never from another', async () => {
      await ledger().advance(delivery('b'));
      const accepted = delivery('b', { turn: 2, state: { kind: 'accepted', messageId: 'm', at: MORNING } });
      expect(await ledger().advance({ ...accepted, turn: 3 })).toBe(false);
      expect(await ledger().advance(accepted)).toBe(true);
      expect(await ledger().advance(accepted)).toBe(false);
      expect(await ledger().advance(delivery('b'))).toBe(false);
      expect(await ledger().delivery('2026-11-23', 0, 'b')).toEqual(accepted);
    });

    test('without a row does not advance beyond its claim', async () => {
      expect(await ledger().advance(delivery('nobody', { turn: 2 }))).toBe(false);
      expect(await ledger().delivery('2026-11-23', 0, 'nobody')).toBeNull();
    });

    test('is found with its shard, and not with another or another issue', async () => {
      await ledger().advance(delivery('x', { shard: 7 }));
      await ledger().advance(delivery('y', { shard: 7 }));
      await ledger().advance(delivery('z', { shard: 70 }));
      await ledger().advance(delivery('w', { shard: 7, issueKey: '2026-11-24' }));
      const rows = await ledger().shard('2026-11-23', 7);
      expect(rows.map((row) => row.subscriberId).sort()).toEqual(['x', 'y']);
      expect(await ledger().shard('2026-11-23', 9)).toEqual([]);
    });
  });

  test('has a name of its own, and is armed by the last who said so', async () => {
    const home = await ledger().home();
    expect(home).not.toBe('');
    expect(await ledger().home()).toBe(home);
    expect(await ledger().arming()).toBeNull();
    await ledger().arm({ version: 1, home: 'another', at: MORNING, by: 'Thu Hằng' });
    await ledger().arm({ version: 1, home, at: MORNING, by: 'Minh' });
    expect(await ledger().arming()).toEqual({ version: 1, home, at: MORNING, by: 'Minh' });
  });

  test('the pace of the stack is advanced by one of ten, turn by turn', async () => {
    expect(await ledger().pace()).toBeNull();
    const pace = { version: 1, rate: 12.6, until: 1_795_395_600_250, slowedAt: 0 } as const;
    const won = await Promise.all(Array.from({ length: 10 }, () => ledger().advancePace({ ...pace, turn: 1 })));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await ledger().advancePace({ ...pace, turn: 3 })).toBe(false);
    expect(await ledger().advancePace({ ...pace, rate: 6.3, turn: 2 })).toBe(true);
    expect(await ledger().pace()).toEqual({ ...pace, rate: 6.3, turn: 2 });
  });

  describe('what events told of a mailing', () => {
    test('is counted by several listeners at once', async () => {
      expect(await ledger().tally('2026-11-26')).toEqual(EMPTY_TALLY);
      const one = { ...EMPTY_TALLY, heard: 2, bounced: 1 };
      const told = await Promise.all(Array.from({ length: 10 }, () => ledger().addToTally('2026-11-26', one)));
      expect(told.map(({ heard }) => heard).sort((a, b) => a - b)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
      expect(await ledger().tally('2026-11-26')).toEqual({ ...EMPTY_TALLY, heard: 20, bounced: 10 });
      expect(await ledger().mailing('2026-11-26')).toBeNull();
    });
  });
}
