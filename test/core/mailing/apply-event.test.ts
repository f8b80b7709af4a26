import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../../lambdas/core/mailing/apply-event.ts';
import type { Delivery, DeliveryState } from '../../../lambdas/core/mailing/delivery.ts';
import type { MailEvent } from '../../../lambdas/core/mailing/mail-event.ts';

const AT = '2026-11-23T08:00:00+07:00';
const id = { issueKey: '2026-11-23', shard: 0, subscriberId: 'a' };

function event(kind: MailEvent['kind'], permanent = false): MailEvent {
  return { kind, permanent, messageId: 'm', ...id, at: AT, detail: 'why' };
}

function row(state: DeliveryState): Delivery {
  return { version: 1, ...id, state, turn: 3 };
}

const CLAIMED = row({ kind: 'claimed', claimId: 'c', lease: AT, attempts: 1 });

function stateAfter(start: Delivery, events: readonly MailEvent[]): DeliveryState {
  return events.reduce((present, each) => {
    const outcome = applyEvent(present, each);
    return outcome.kind === 'changed' ? outcome.delivery : present;
  }, start).state;
}

describe('an event', () => {
  const single: [string, MailEvent, DeliveryState['kind']][] = [
    ['an early send', event('send'), 'accepted'],
    ['a delivery before anything else', event('delivery'), 'delivered'],
    ['a bounce', event('bounce', true), 'bounced'],
    ['a complaint', event('complaint'), 'complained'],
    ['a rejection', event('reject'), 'failed'],
  ];

  it.each(single)('%s settles a claimed row', (_name, told, kind) => {
    expect(stateAfter(CLAIMED, [told]).kind).toBe(kind);
  });

  it('that is late corrects a row that was given up, but no other failure', () => {
    expect(stateAfter(row({ kind: 'failed', reason: 'unconfirmed', at: AT }), [event('send')]).kind).toBe('accepted');
    expect(stateAfter(row({ kind: 'uncertain', since: AT, attempts: 1 }), [event('delivery')]).kind).toBe('delivered');
    expect(stateAfter(row({ kind: 'failed', reason: 'refused: no', at: AT }), [event('send')]).kind).toBe('failed');
  });

  it('of a second message is noticed', () => {
    const accepted = row({ kind: 'accepted', messageId: 'first', at: AT });

    expect(applyEvent(accepted, event('send')).kind).toBe('second-acceptance');
    expect(stateAfter(accepted, [{ ...event('send'), messageId: 'first' }])).toMatchObject({ heard: true });
    expect(stateAfter(accepted, [event('send')])).toEqual(accepted.state);
  });

  it('of any number, order and repetition leads to one state', () => {
    const all = [
      event('send'),
      event('delivery'),
      event('bounce'),
      event('bounce', true),
      event('complaint'),
      event('reject'),
    ];
    fc.assert(
      fc.property(
        fc.subarray(all, { minLength: 1 }).chain((set) =>
          fc.tuple(
            fc.constant(set),
            fc
              .tuple(fc.shuffledSubarray(set, { minLength: set.length }), fc.array(fc.constantFrom(...set)))
              .map(([once, again]) => [...again, ...once, ...again]),
          ),
        ),
        ([set, shuffled]) => {
          expect(stateAfter(CLAIMED, shuffled)).toEqual(stateAfter(CLAIMED, set));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
