import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shift } from '../../../lambdas/core/calendar/instant.ts';
import { type Subscriber, subscriberSchema } from '../../../lambdas/core/subscriptions/subscriber.ts';
import { confirm, leave, notAsked, request, suppress } from '../../../lambdas/core/subscriptions/transitions.ts';
import { MORNING, subscriber } from '../../contracts/samples.ts';

const ID = 'aa'.repeat(16);
const NOW = shift(MORNING, 3_600_000);
const STATES = ['none', 'pending', 'active', 'unsubscribed', 'suppressed'] as const;
type State = (typeof STATES)[number];

const WISH = {
  id: ID,
  address: 'an@x.vn',
  basis: 'form',
  from: 'page',
  network: '198.51.100.0/24',
  hash: 'h',
  sections: null,
};
/** Presses the button of the link that was mailed last. */
const confirmLast = (present: Subscriber | null, now: string) =>
  confirm(present, { now, hash: present?.asked?.hash ?? null });

const rowIn = (state: State): Subscriber | null => (state === 'none' ? null : subscriber(ID, { state, turn: 4 }));

/** What each event makes of a row, null where it writes nothing. */
const EVENTS = {
  request: (present: Subscriber | null, now: string) => {
    const outcome = request(present, { ...WISH, editions: ['daily'], now });
    return outcome.kind === 'ask' ? outcome.subscriber : null;
  },
  confirm: (present: Subscriber | null, now: string) => {
    const outcome = confirmLast(present, now);
    return outcome.kind === 'confirmed' ? outcome.subscriber : null;
  },
  leave: (present: Subscriber | null, now: string) => leave(present, now),
  suppress: (present: Subscriber | null, now: string) => suppress(present, { at: now, why: 'bounce' }),
};
const NAMES = ['request', 'confirm', 'leave', 'suppress'] as const;

/** The state written from each state; `·`: nothing is written. */
const TABLE: Readonly<Record<(typeof NAMES)[number], readonly string[]>> = {
  //        none       pending         active          unsubscribed  suppressed
  request: ['pending', 'pending', '·', 'pending', '·'],
  confirm: ['·', 'active', '·', '·', '·'],
  leave: ['·', 'unsubscribed', 'unsubscribed', '·', '·'],
  suppress: ['·', 'suppressed', 'suppressed', 'suppressed', '·'],
};

describe('a subscriber', () => {
  it.each(NAMES)('in every state after: %s', (name) => {
    const written = STATES.map((state) => EVENTS[name](rowIn(state), NOW)?.state ?? '·');
    expect(written).toEqual(TABLE[name]);
  });

  it.each(NAMES)('counts one turn on whenever %s writes a row', (name) => {
    for (const state of STATES) {
      const present = rowIn(state);
      const row = EVENTS[name](present, NOW);
      if (row !== null) expect(row).toMatchObject({ turn: (present?.turn ?? 0) + 1, changed: { at: NOW } });
    }
  });

  it('who reads one edition may ask for the other, which begins only once that is confirmed', () => {
    const daily = subscriber(ID, { turn: 4 });
    const wish = { ...WISH, editions: ['daily' as const, 'monthly' as const] };
    const asked = request(daily, { ...wish, now: NOW });
    if (asked.kind !== 'ask') throw new Error('asks for more');
    expect(asked.subscriber).toMatchObject({ state: 'active', editions: ['daily'], turn: 5 });
    expect(request(asked.subscriber, { ...wish, now: NOW })).toEqual({ kind: 'nothing', why: 'asked-lately' });
    expect(request(notAsked(asked.subscriber, NOW), { ...wish, now: NOW }).kind).toBe('ask');
    const confirmed = confirmLast(asked.subscriber, NOW);
    if (confirmed.kind !== 'confirmed') throw new Error('confirms more');
    expect(confirmed.subscriber).toMatchObject({ editions: ['daily', 'monthly'], turn: 6 });
    expect(confirmed.subscriber.wanted).toBeUndefined();
    expect(request(confirmed.subscriber, { ...wish, now: NOW })).toEqual({ kind: 'nothing', why: 'active' });
    expect(confirm(asked.subscriber, { now: NOW, hash: 'another' })).toEqual({ kind: 'refused' });
    expect(confirmLast(confirmed.subscriber, NOW)).toEqual({ kind: 'already' });
  });

  it('may leave one edition and keep the other, and has unsubscribed with the last', () => {
    const both = subscriber(ID, { editions: ['daily', 'monthly'], turn: 4 });
    const left = leave(both, NOW, 'monthly');
    expect(left).toMatchObject({ state: 'active', editions: ['daily'], turn: 5 });
    expect(leave(left, NOW, 'monthly')).toBeNull();
    expect(leave(left, NOW, 'daily')).toMatchObject({ state: 'unsubscribed' });
    expect(leave(both, NOW)).toMatchObject({ state: 'unsubscribed' });
  });

  it('whose confirmation mail was refused may ask again at once', () => {
    const asked = EVENTS.request(null, NOW);
    if (asked === null) throw new Error('a new address is asked');
    expect(EVENTS.request(asked, NOW)).toBeNull();
    const again = EVENTS.request(notAsked(asked, NOW), NOW);
    expect([asked.turn, notAsked(asked, NOW).turn, again?.turn]).toEqual([1, 2, 3]);
  });

  it('is active only by confirming, and suppressed for good, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...NAMES), { maxLength: 12 }), (names) => {
        let present: Subscriber | null = null;
        names.forEach((name, hour) => {
          const row: Subscriber | null = EVENTS[name](present, shift(NOW, hour * 30 * 3_600_000));
          if (row === null) return;
          expect(present?.state).not.toBe('suppressed');
          if (row.state === 'active') expect([name, present?.state]).toEqual(['confirm', 'pending']);
          expect(subscriberSchema.parse(row)).toEqual(row);
          present = row;
        });
      }),
    );
  });

  it('written before turns were counted is at its first', () => {
    const { turn: _, ...old } = subscriber(ID);
    expect(subscriberSchema.parse(old).turn).toBe(1);
  });
});
