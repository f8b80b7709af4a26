import { describe, expect, it } from 'vitest';
import { type Instant, shift } from '../../../lambdas/core/calendar/instant.ts';
import type { Delivery, DeliveryState } from '../../../lambdas/core/mailing/delivery.ts';
import { MAILING_POLICY } from '../../../lambdas/core/mailing/policy.ts';
import { judgeSilence, provesSilence } from '../../../lambdas/core/mailing/silence.ts';

const policy = MAILING_POLICY;
const ASKED: Instant = '2026-11-23T08:10:00+07:00';
const SINCE = shift(ASKED, 6 * 60_000);
const NOW = shift(SINCE, policy.eventWaitMs);

function row(state: DeliveryState, subscriberId = 'a'): Delivery {
  return { version: 1, issueKey: '2026-11-23', shard: 0, subscriberId, state, turn: 7 };
}

/** `count` messages that went out `seconds` after the request, and whether an event has told of them. */
function others(count: number, seconds: number, told: 'heard' | 'silent' | 'delivered'): Delivery[] {
  const accepted = { kind: 'accepted', messageId: 'm', at: shift(ASKED, seconds * 1_000) } as const;
  const states: Record<typeof told, DeliveryState> = {
    heard: { ...accepted, heard: true },
    silent: accepted,
    delivered: { ...accepted, kind: 'delivered' },
  };
  return Array.from({ length: count }, (_, number) => row(states[told], `${told}-${seconds}-${number}`));
}

function uncertain(attempts: number, more: object = {}): Delivery {
  return row({ kind: 'uncertain', since: SINCE, attempts, asked: ASKED, ...more });
}

describe('silence', () => {
  const worlds: [string, Delivery[], boolean][] = [
    ['nobody else was written to', [], false],
    ['two others were told of', others(2, 5, 'heard'), false],
    ['three others were told of', others(3, 5, 'heard'), true],
    ['all others before it were delivered', others(40, -30, 'delivered'), true],
    ['one in twenty is missing', [...others(95, 5, 'heard'), ...others(5, 5, 'silent')], true],
    ['more than one in twenty is missing', [...others(94, 5, 'heard'), ...others(6, 5, 'silent')], false],
    ['the events ended with the request', [...others(400, -30, 'heard'), ...others(1, 5, 'silent')], false],
    ['those told of are of an hour before', others(400, -3_600, 'heard'), false],
    ['those not told of went out a moment ago', [...others(3, -5, 'heard'), ...others(50, 1_200, 'silent')], true],
  ];

  it.each(worlds)('when %s', (_name, rows, proof) => {
    expect(provesSilence(ASKED, { rows, at: NOW, policy })).toBe(proof);
  });

  const healthy = others(20, 5, 'heard');
  const judged: [string, Delivery, Delivery[], Partial<DeliveryState> | null][] = [
    ['proven costs no attempt', uncertain(2), healthy, { kind: 'queued', attempts: 1, spared: 1 }],
    ['unproven costs one', uncertain(1), [], { kind: 'queued', attempts: 1 }],
    ['unproven after the last is the end', uncertain(2), [], { kind: 'failed', reason: 'unconfirmed' }],
    ['proven too often counts as unproven', uncertain(2, { spared: policy.spared }), healthy, { kind: 'failed' }],
    ['about a request of unknown time is unproven', uncertain(1, { asked: undefined }), healthy, { attempts: 1 }],
    ['that is too short says nothing', uncertain(1, { since: shift(SINCE, 1_000) }), healthy, null],
  ];

  it.each(judged)('%s', (_name, delivery, rows, state) => {
    const after = judgeSilence(delivery, { rows, at: NOW, policy });

    if (state === null) expect(after).toBeNull();
    else expect(after).toMatchObject({ turn: 8, state });
  });

  it('says nothing of a row that is not uncertain', () => {
    expect(judgeSilence(row({ kind: 'queued', attempts: 1 }), { rows: healthy, at: NOW, policy })).toBeNull();
  });
});
