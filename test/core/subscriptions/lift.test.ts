import { describe, expect, it } from 'vitest';
import { shift } from '../../../lambdas/core/calendar/instant.ts';
import { isLifting, lift } from '../../../lambdas/core/subscriptions/lift.ts';
import { erase, expiryOf } from '../../../lambdas/core/subscriptions/retention.ts';
import { type Subscriber, subscriberSchema } from '../../../lambdas/core/subscriptions/subscriber.ts';
import { confirm, leave, notAsked, request, suppress } from '../../../lambdas/core/subscriptions/transitions.ts';
import { MORNING, subscriber } from '../../contracts/samples.ts';

const DAY = 24 * 3_600_000;
const NOW = shift(MORNING, 3_600_000);
const BOUNCED = { at: MORNING, why: 'bounce Permanent General' };
const COMPLAINED = { at: MORNING, why: 'complaint abuse' };
const WISH = { address: 'an@x.vn', by: 'hien', hash: 'h' };

function suppressed(changed: Subscriber['changed'], over: Partial<Subscriber> = {}): Subscriber {
  return subscriber('aa'.repeat(16), { state: 'suppressed', changed, turn: 4, ...over });
}

function lifted(present: Subscriber, now = NOW): Subscriber {
  const outcome = lift(present, { ...WISH, now });
  if (outcome.kind !== 'ask') throw new Error(outcome.why);
  return subscriberSchema.parse(outcome.subscriber);
}

function confirmed(present: Subscriber, hash: string | null = 'h'): Subscriber | null {
  const outcome = confirm(present, { now: shift(NOW, DAY), hash });
  return outcome.kind === 'confirmed' ? outcome.subscriber : null;
}

describe('a suppressed address that is lifted', () => {
  it('stays suppressed until its owner follows the link of the mail, and reads again by the consent of that day', () => {
    const waiting = lifted(suppressed(BOUNCED, { address: '', pausedUntil: '2027-01-01', leftAt: MORNING }));
    expect(waiting).toMatchObject({ state: 'suppressed', address: 'an@x.vn', turn: 5, changed: { why: 'lifted' } });
    expect(isLifting(waiting)).toBe(true);
    expect([confirmed(waiting, 'another'), confirmed(waiting, null), leave(waiting, NOW)]).toEqual([null, null, null]);
    const form = { id: waiting.id, editions: ['daily' as const], sections: null, basis: 'f', from: 'p', network: 'n' };
    expect(request(waiting, { ...WISH, ...form, now: shift(NOW, 9 * DAY) }).kind).toBe('nothing');

    const reader = confirmed(waiting);
    expect(reader).toMatchObject({ state: 'active', consent: { at: shift(NOW, DAY), from: 'desk' }, turn: 6 });
    expect([reader?.pausedUntil, reader?.leftAt, reader?.asked?.hash]).toEqual([undefined, undefined, undefined]);
    expect(reader && confirm(reader, { now: NOW, hash: 'h' })).toEqual({ kind: 'already' });
  });

  it('is written to once a day, sooner only where the mail certainly was not sent', () => {
    const waiting = lifted(suppressed(BOUNCED));
    expect(lift(waiting, { ...WISH, now: shift(NOW, DAY - 1) })).toEqual({ kind: 'nothing', why: 'asked-lately' });
    expect(lift(waiting, { ...WISH, now: shift(NOW, DAY) }).kind).toBe('ask');
    const unsent = notAsked(waiting, NOW);
    expect([unsent.state, confirmed(unsent), lift(unsent, { ...WISH, now: NOW }).kind]).toEqual([
      'suppressed',
      null,
      'ask',
    ]);
  });

  it('is as before where nobody answers: its address goes, that it is suppressed does not', () => {
    const waiting = lifted(suppressed(BOUNCED));
    expect([expiryOf(waiting), erase(waiting, shift(NOW, 27 * DAY))]).toEqual([null, null]);
    const bare = erase(waiting, shift(NOW, 28 * DAY));
    expect(bare).toMatchObject({ state: 'suppressed', address: '', lifted: { by: 'hien', complained: false } });
    expect(bare && confirmed(bare)).toBeNull();
  });

  it('whose mail came back is not lifted any more; the same event again and one from before change nothing', () => {
    const waiting = lifted(suppressed(BOUNCED));
    expect(suppress(waiting, { at: MORNING, why: 'bounce Permanent' })).toBeNull();
    const event = { at: shift(NOW, 5_000), why: 'bounce Permanent OnAccountSuppressionList' };
    const back = suppress(waiting, event);
    expect(back).toMatchObject({ state: 'suppressed', changed: event, turn: 6 });
    expect(back && [confirmed(back), suppress(back, event)]).toEqual([null, null]);
  });

  it('because its owner complained can be lifted once in its life', () => {
    const waiting = lifted(suppressed(COMPLAINED));
    expect(waiting.lifted?.complained).toBe(true);
    expect(lift(waiting, { ...WISH, now: shift(NOW, DAY) }).kind).toBe('ask');
    const reader = confirmed(waiting);
    const again = suppress(reader, { at: shift(NOW, 2 * DAY), why: 'complaint abuse' });
    expect(lift(again, { ...WISH, now: shift(NOW, 9 * DAY) })).toEqual({ kind: 'nothing', why: 'complained-twice' });
  });

  it('is known to have complained twice also behind a bounce of another mail, and after leaving and coming by the form', () => {
    const reader = confirmed(lifted(suppressed(COMPLAINED)));
    const bounced = suppress(reader, { at: shift(NOW, 2 * DAY), why: 'bounce Permanent General' });
    expect(suppress(bounced, COMPLAINED)).toBeNull();
    const again = suppress(bounced, { at: shift(NOW, 3 * DAY), why: 'complaint abuse' });
    expect(lift(again, { ...WISH, now: shift(NOW, 9 * DAY) })).toEqual({ kind: 'nothing', why: 'complained-twice' });

    const form = {
      id: 'aa'.repeat(16),
      editions: ['daily' as const],
      sections: null,
      basis: 'f',
      from: 'p',
      network: 'n',
    };
    const asked = request(leave(reader, shift(NOW, 2 * DAY)), { ...WISH, ...form, now: shift(NOW, 9 * DAY) });
    expect(asked).toMatchObject({ kind: 'ask', subscriber: { state: 'pending', lifted: { complained: true } } });
  });

  it('after a bounce is not lifted any more when a complaint from before is told late', () => {
    const waiting = lifted(suppressed(BOUNCED));
    const late = suppress(waiting, COMPLAINED);
    expect(late).toMatchObject({ state: 'suppressed', changed: COMPLAINED, lifted: { complained: false } });
    expect([late && confirmed(late), suppress(lifted(suppressed(COMPLAINED)), COMPLAINED)]).toEqual([null, null]);
    expect(lift(late, { ...WISH, now: shift(NOW, 2 * DAY) })).toMatchObject({
      subscriber: { lifted: { complained: true } },
    });
  });

  it('is a reader whom an event from before, handed out again, does not take away', () => {
    const [once, never] = [COMPLAINED, BOUNCED].map((changed) => confirmed(lifted(suppressed(changed))));
    expect([suppress(once ?? null, COMPLAINED), suppress(never ?? null, BOUNCED)]).toEqual([null, null]);
    expect(suppress(never ?? null, COMPLAINED)).toMatchObject({ state: 'suppressed', lifted: { complained: false } });
  });

  it('has no wish left over from before: what it may read is what it read', () => {
    const wanted = { editions: ['monthly' as const], at: MORNING };
    expect(confirmed(lifted(suppressed(BOUNCED, { wanted })))).not.toHaveProperty('wanted');
  });

  it('is known to have complained also where a bounce was there first, and nobody else can be lifted', () => {
    expect(suppress(suppressed(BOUNCED), COMPLAINED)).toMatchObject({ changed: COMPLAINED, turn: 5 });
    expect(suppress(suppressed(COMPLAINED), BOUNCED)).toBeNull();
    for (const state of ['pending', 'active', 'unsubscribed'] as const) {
      expect(lift(subscriber('aa'.repeat(16), { state }), { ...WISH, now: NOW }).kind).toBe('nothing');
    }
    expect(lift(null, { ...WISH, now: NOW }).kind).toBe('nothing');
  });
});
