import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, shift } from '../../../lambdas/core/calendar/instant.ts';
import { applyEvent } from '../../../lambdas/core/mailing/apply-event.ts';
import type { Delivery, DeliveryState } from '../../../lambdas/core/mailing/delivery.ts';
import type { MailEvent } from '../../../lambdas/core/mailing/mail-event.ts';
import { MAILING_POLICY } from '../../../lambdas/core/mailing/policy.ts';
import { type Answer, settle } from '../../../lambdas/core/mailing/settle.ts';
import { judgeSilence } from '../../../lambdas/core/mailing/silence.ts';
import { claim, expireLease, isOpen, nextStep, skip } from '../../../lambdas/core/mailing/transitions.ts';

const policy = MAILING_POLICY;
const NOW: Instant = '2026-11-23T08:00:00+07:00';
const LATER = shift(NOW, policy.eventWaitMs);
const id = { issueKey: '2026-11-23', shard: 0, subscriberId: 'a' };

function row(state: DeliveryState): Delivery {
  return { version: 1, ...id, state, turn: 7 };
}

function claimed(attempts: number, lease = shift(NOW, 60_000)): Delivery {
  return row({ kind: 'claimed', claimId: 'mine', lease, attempts });
}

const STATES: Record<string, Delivery | null> = {
  none: null,
  queued: row({ kind: 'queued', attempts: 1 }),
  'claimed, lease running': claimed(1),
  'claimed, lease over': claimed(1, NOW),
  'claimed a second time, lease over': claimed(2, NOW),
  'uncertain, just now': row({ kind: 'uncertain', since: NOW, attempts: 1 }),
  'uncertain for 15 minutes': row({ kind: 'uncertain', since: shift(NOW, -policy.eventWaitMs), attempts: 1 }),
  accepted: row({ kind: 'accepted', messageId: 'm', at: NOW }),
  delivered: row({ kind: 'delivered', messageId: 'm', at: NOW }),
  'bounced softly': row({ kind: 'bounced', messageId: 'm', at: NOW, permanent: false }),
  'bounced for good': row({ kind: 'bounced', messageId: 'm', at: NOW, permanent: true }),
  complained: row({ kind: 'complained', messageId: 'm', at: NOW }),
  'failed, refused': row({ kind: 'failed', reason: 'refused: no', at: NOW }),
  'failed, unconfirmed': row({ kind: 'failed', reason: 'unconfirmed', at: NOW }),
  skipped: row({ kind: 'skipped', reason: 'unsubscribed', at: NOW }),
};

describe('a step', () => {
  const steps: Record<string, string> = {
    none: 'claim',
    queued: 'claim',
    'claimed, lease running': 'wait',
    'claimed, lease over': 'expire',
    'claimed a second time, lease over': 'expire',
    'uncertain, just now': 'wait',
    'uncertain for 15 minutes': 'judge',
  };

  it.each(Object.keys(STATES))('from "%s" is the one of the table', (name) => {
    expect(nextStep(STATES[name] ?? null, NOW, policy).kind).toBe(steps[name] ?? 'settled');
  });

  it.each(Object.keys(STATES))('"%s" is claimed and skipped only where the table says claim', (name) => {
    const may = steps[name] === 'claim';
    const wish = { claimId: 'x', now: NOW, lease: shift(NOW, 1), policy };

    expect(claim(id, STATES[name] ?? null, wish).kind).toBe(may ? 'claimed' : 'not-claimable');
    expect(skip(id, STATES[name] ?? null, { reason: 'suppressed', now: NOW, policy }) === null).toBe(!may);
  });

  it('counts the attempts and the turns of a claim', () => {
    const outcome = claim(id, STATES.queued ?? null, {
      claimId: 'x',
      now: NOW,
      lease: LATER,
      policy,
    });

    expect(outcome).toMatchObject({
      delivery: { turn: 8, state: { kind: 'claimed', attempts: 2, lease: LATER, asked: NOW } },
    });
  });
});

describe('a lease', () => {
  it('that runs out leaves an uncertain row, whichever attempt it was', () => {
    expect(expireLease(claimed(1, NOW), NOW)?.state).toEqual({ kind: 'uncertain', since: NOW, attempts: 1 });
    expect(expireLease(claimed(2, NOW), NOW)?.state).toEqual({ kind: 'uncertain', since: NOW, attempts: 2 });
    expect(expireLease(claimed(1), NOW)).toBeNull();
  });
});

describe('an answer', () => {
  const answers: [Answer, number, Partial<DeliveryState>][] = [
    [{ kind: 'accepted', messageId: 'm' }, 1, { kind: 'accepted', messageId: 'm' }],
    [{ kind: 'not-accepted', why: 'throttled', detail: '' }, 1, { kind: 'queued', attempts: 0 }],
    [{ kind: 'not-accepted', why: 'daily-quota', detail: '' }, 2, { kind: 'queued', attempts: 1 }],
    [{ kind: 'not-accepted', why: 'unreachable', detail: '' }, 1, { kind: 'queued', attempts: 0 }],
    [{ kind: 'permanent', detail: 'no' }, 1, { kind: 'failed', reason: 'refused: no' }],
    [{ kind: 'unknown', detail: '' }, 1, { kind: 'uncertain', attempts: 1 }],
    [{ kind: 'unknown', detail: '' }, 2, { kind: 'uncertain', attempts: 2 }],
  ];

  it.each(answers)('%j at attempt %i ends as %j', (answer, attempts, state) => {
    expect(settle(claimed(attempts), { claimId: 'mine', answer, now: NOW })?.state).toMatchObject(state);
  });

  it('changes nothing of somebody else’s claim', () => {
    for (const [answer] of answers) {
      expect(settle(claimed(1), { claimId: 'other', answer, now: NOW })).toBeNull();
    }
  });

  it('that it was accepted is believed by a row that was given up', () => {
    const answer: Answer = { kind: 'accepted', messageId: 'm' };
    const believed = ['uncertain, just now', 'failed, unconfirmed'];

    for (const name of Object.keys(STATES)) {
      const state = STATES[name];
      if (!state || state.state.kind === 'claimed') continue;
      const next = settle(state, { claimId: 'mine', answer, now: NOW });
      expect(next?.state.kind, name).toBe(
        believed.includes(name) || name === 'uncertain for 15 minutes' ? 'accepted' : undefined,
      );
    }
  });
});

describe('any history of a row', () => {
  const answer = fc.oneof(
    fc.constant<Answer>({ kind: 'accepted', messageId: 'm1' }),
    fc
      .constantFrom('throttled', 'daily-quota', 'unreachable')
      .map((why): Answer => ({ kind: 'not-accepted', why, detail: '' })),
    fc.constant<Answer>({ kind: 'permanent', detail: 'no' }),
    fc.constant<Answer>({ kind: 'unknown', detail: '' }),
  );
  const event = fc
    .record({
      kind: fc.constantFrom<MailEvent['kind']>('send', 'delivery', 'bounce', 'complaint', 'reject'),
      permanent: fc.boolean(),
    })
    .map((part): MailEvent => ({ ...part, ...id, messageId: 'm1', at: NOW, detail: '' }));
  const deed = fc.oneof(
    fc.constant({ do: 'claim' as const }),
    fc.constant({ do: 'expire' as const }),
    fc.constant({ do: 'judge' as const }),
    fc.constant({ do: 'skip' as const }),
    fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 0, max: 40 }) }),
    fc.record({ do: fc.constant('answer' as const), answer }),
    fc.record({ do: fc.constant('event' as const), event }),
  );

  it('never opens a settled row again, never asks a third time without witnesses, and turns by one', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
        let now = NOW;
        let present: Delivery | null = null;
        let asked = 0;
        for (const each of deeds) {
          const before: Delivery | null = present;
          let after: Delivery | null = null;
          if (each.do === 'wait') now = shift(now, each.minutes * 60_000);
          if (each.do === 'claim') {
            const outcome = claim(id, before, { claimId: 'mine', now, lease: shift(now, 60_000), policy });
            if (outcome.kind === 'claimed') {
              after = outcome.delivery;
              asked += 1;
            }
          }
          if (before !== null && each.do === 'judge') after = judgeSilence(before, { rows: [], at: now, policy });
          if (each.do === 'skip') after = skip(id, before, { reason: 'unsubscribed', now, policy });
          if (before !== null && each.do === 'expire') after = expireLease(before, now);
          if (before !== null && each.do === 'answer') {
            after = settle(before, { claimId: 'mine', answer: each.answer, now });
            if (after !== null && each.answer.kind === 'not-accepted') asked -= 1;
          }
          if (before !== null && each.do === 'event') {
            const outcome = applyEvent(before, each.event);
            if (outcome.kind === 'changed') after = outcome.delivery;
          }
          if (after === null) continue;
          expect(after.turn).toBe((before?.turn ?? 0) + 1);
          if (before !== null && !isOpen(before.state.kind)) expect(isOpen(after.state.kind)).toBe(false);
          present = after;
          expect(asked).toBeLessThanOrEqual(policy.requests);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
