import { describe, expect, it } from 'vitest';
import { addDays, shift } from '../../../lambdas/core/calendar/instant.ts';
import { formCounts, networkOf } from '../../../lambdas/core/subscriptions/asks.ts';
import { erase, expiryOf, isForgotten } from '../../../lambdas/core/subscriptions/retention.ts';
import { cameBack } from '../../../lambdas/core/subscriptions/returned.ts';
import type { Subscriber } from '../../../lambdas/core/subscriptions/subscriber.ts';
import { leave, request } from '../../../lambdas/core/subscriptions/transitions.ts';
import { MORNING, subscriber } from '../../contracts/samples.ts';
import { RING } from '../../faults/mailing-world.ts';

const ID = 'aa'.repeat(16);
const DAY = 86_400_000;
const later = (days: number) => shift(MORNING, days * DAY);

describe('the network of a form', () => {
  it.each([
    ['198.51.100.7, 203.0.113.9', '198.51.100.0/24'],
    ['1.2.3.4, 198.51.100.200, 203.0.113.9', '198.51.100.0/24'],
    ['2001:db8:7:1::5, 203.0.113.9', '2001:db8:7::/48'],
    ['2001:db8::5, 203.0.113.9', '2001:db8:0::/48'],
    ['2001:0db8:0007:ffff:0:0:0:1, 203.0.113.9', '2001:db8:7::/48'],
    ['::ffff:198.51.100.7, 203.0.113.9', '198.51.100.0/24'],
    ['<script>, 203.0.113.9', 'unknown'],
    ['', 'unknown'],
    [undefined, 'unknown'],
  ])('%j is %s', (header, network) => expect(networkOf(header)).toBe(network));

  it('is kept as a keyed hash for its hour alone', () => {
    const [counted] = formCounts('198.51.100.0/24', MORNING, RING);
    expect(counted?.key).not.toContain('198');
    expect(formCounts('198.51.100.0/24', shift(MORNING, 3_600_000), RING)[0]?.key).not.toBe(counted?.key);
    expect(counted?.until).toBe(shift(MORNING, 7_200_000));
  });
});

describe('what is kept of a person', () => {
  it('who left is erased after four weeks, and still known to have left', () => {
    const left = leave(subscriber(ID), MORNING);
    expect(erase(left, later(27))).toBeNull();
    const erased = erase(left, later(28));
    expect(erased).toMatchObject({ id: ID, address: '', state: 'unsubscribed', turn: 3, leftAt: MORNING });
    expect(JSON.stringify(erased)).not.toContain('@');
    expect(erase(erased, later(90))).toBeNull();
  });

  it('who is suppressed too; who reads is not', () => {
    expect(erase(subscriber(ID, { state: 'suppressed' }), later(28))).toMatchObject({
      state: 'suppressed',
      address: '',
    });
    expect(erase(subscriber(ID), later(400))).toBeNull();
  });

  it('who was asked and never answered is gone in a week, but not the knowledge that they had left', () => {
    const wish = {
      id: ID,
      address: 'a@x.vn',
      editions: [],
      sections: null,
      basis: 'b',
      from: 'f',
      network: '198.51.100.0/24',
      hash: 'h',
      now: MORNING,
    };
    const fresh = request(null, wish);
    const again = request(leave(subscriber(ID), later(-2)), wish);
    if (fresh.kind !== 'ask' || again.kind !== 'ask') throw new Error('both are asked');
    expect(expiryOf(fresh.subscriber)).toBe(later(7));
    expect(expiryOf(again.subscriber)).toBeNull();
    expect(erase(fresh.subscriber, later(6))).toBeNull();
    const gone = erase(fresh.subscriber, later(7));
    expect(gone).toMatchObject({ state: 'pending', address: '' });
    expect(gone && isForgotten(gone) && expiryOf(gone)).toBe(later(7));
    expect(JSON.stringify(gone)).not.toMatch(/a@x|198\.51|"h"/);
    expect(erase(again.subscriber, later(6))).toBeNull();
    expect(erase(again.subscriber, later(7))).toMatchObject({ state: 'unsubscribed', address: '', leftAt: later(-2) });
  });
});

describe('mails that come back for a passing reason', () => {
  const told = (days: readonly number[], start = subscriber(ID)) =>
    days.reduce<Subscriber>(
      (row, day) => cameBack(row, { issueKey: addDays('2026-11-23', day), at: later(day) }) ?? row,
      start,
    );

  it('pause a reader after three issues in thirty days, in whatever order and how often they are told', () => {
    expect(told([0, 1]).pausedUntil).toBeUndefined();
    for (const days of [
      [0, 1, 2],
      [2, 0, 1],
      [0, 0, 0, 1, 1, 2, 2],
    ]) {
      expect(told(days), days.join()).toMatchObject({ state: 'active', pausedUntil: '2026-12-25' });
    }
  });

  it('do not when they are far apart, or for who does not read', () => {
    expect(told([0, 20, 40, 60]).pausedUntil).toBeUndefined();
    expect(cameBack(subscriber(ID, { state: 'unsubscribed' }), { issueKey: 'x', at: MORNING })).toBeNull();
  });
});
