import { describe, expect, it } from 'vitest';
import type { StackPace } from '../../../lambdas/core/mailing/pace.ts';
import { MAILING_POLICY } from '../../../lambdas/core/mailing/policy.ts';
import type { SendOutcome } from '../../../lambdas/ports/mailer.ts';
import { takeTurns } from '../../../lambdas/workflows/mailing/delivery-pace.ts';
import { type EventClock, eventClock } from '../../support/event-clock.ts';
import { memoryDeliveryLedger } from '../../support/memory/memory-delivery-ledger.ts';
import { mostInASecond } from '../../support/most-in-a-second.ts';

const LIMIT = 100;
const ACCEPTED: SendOutcome = { kind: 'accepted', messageId: 'm' };
const THROTTLED: SendOutcome = { kind: 'not-accepted', why: 'throttled', detail: '' };

/** A mail service that counts, and refuses more than it takes a second. */
function service(clock: EventClock, takes: (millis: number) => number) {
  const start = clock.millis();
  const asked: { readonly at: number; readonly isTaken: boolean }[] = [];
  return {
    asked,
    send: async (): Promise<SendOutcome> => {
      const at = clock.millis() - start;
      const isTaken = asked.filter((each) => each.isTaken && each.at > at - 1_000).length < takes(at);
      asked.push({ at, isTaken });
      // Answers between 20 and 59 ms, as the order of requests has it.
      await clock.sleep(20 + ((asked.length * 17) % 40));
      return isTaken ? ACCEPTED : THROTTLED;
    },
  };
}

interface Worker {
  readonly clock: EventClock;
  readonly ledger: ReturnType<typeof memoryDeliveryLedger>;
  readonly send: () => Promise<SendOutcome>;
  /** Milliseconds after the start. */
  readonly from: number;
  readonly diesAt: number;
}

/** A worker of ten lanes that sends as long as it lives. */
async function work({ clock, ledger, send, from, diesAt }: Worker): Promise<void> {
  const start = clock.millis();
  await clock.sleep(from);
  const turns = takeTurns({ clock, ledger }, { ceiling: LIMIT, policy: MAILING_POLICY, left: () => 1_000 });
  const lane = async (): Promise<void> => {
    while (clock.millis() - start < diesAt) {
      await turns.next();
      if (clock.millis() - start >= diesAt) return;
      turns.heed(await send());
    }
  };
  await Promise.all(Array.from({ length: 10 }, lane));
}

/** What a minute of some workers' sending looks like to the service. */
async function aMinute(
  workers: readonly Pick<Worker, 'from' | 'diesAt'>[],
  options: { readonly takes?: (millis: number) => number; readonly isShared?: boolean } = {},
) {
  const clock = eventClock('2026-11-23T08:00:00+07:00');
  const { asked, send } = service(clock, options.takes ?? (() => Number.POSITIVE_INFINITY));
  const shared = memoryDeliveryLedger();
  for (const worker of workers) {
    const ledger = (options.isShared ?? true) ? shared : memoryDeliveryLedger();
    work({ clock, ledger, send, ...worker }).catch(() => undefined);
  }
  await clock.run(60_000);
  return { asked, most: mostInASecond(asked.map(({ at }) => at)) };
}

const ALWAYS = { from: 0, diesAt: Number.POSITIVE_INFINITY };

describe('R6 the pace of the stack', () => {
  it.each([
    ['one worker', [ALWAYS]],
    ['two', [ALWAYS, { ...ALWAYS, from: 130 }]],
    ['two of which one dies in its slice', [ALWAYS, { from: 50, diesAt: 20_450 }]],
    [
      'one that begins when another has died',
      [
        { from: 0, diesAt: 20_200 },
        { ...ALWAYS, from: 20_300 },
      ],
    ],
    ['four, more than ever run', [ALWAYS, { ...ALWAYS, from: 10 }, { ...ALWAYS, from: 20 }, { ...ALWAYS, from: 30 }]],
  ])('is held within 95 and 100 per cent of the limit by %s, in every second', async (_, workers) => {
    const { asked, most } = await aMinute(workers);

    expect(most).toBeLessThanOrEqual(LIMIT);
    expect(asked.length / 60).toBeGreaterThanOrEqual(0.95 * LIMIT);
    expect(asked.length / 60).toBeLessThanOrEqual(LIMIT);
  });

  it('control: is broken by two workers that do not share it', async () => {
    const { most } = await aMinute([ALWAYS, ALWAYS], { isShared: false });

    expect(most).toBeGreaterThan(LIMIT);
  });

  it('follows a service that takes half as much from one moment to the next', async () => {
    const { asked } = await aMinute([ALWAYS, ALWAYS], { takes: (millis) => (millis < 15_000 ? LIMIT : LIMIT / 2) });
    const later = asked.filter(({ at }) => at > 25_000);

    expect(later.filter(({ isTaken }) => !isTaken).length / later.length).toBeLessThanOrEqual(0.01);
    expect(later.length / 35).toBeGreaterThan(0.5 * (LIMIT / 2));
  });

  it('takes two requests of the ledger a slice, whatever the rate', async () => {
    const clock = eventClock('2026-11-23T08:00:00+07:00');
    const ledger = memoryDeliveryLedger();
    let requests = 0;
    const counted = {
      ...ledger,
      pace: () => {
        requests += 1;
        return ledger.pace();
      },
      advancePace: (pace: StackPace) => {
        requests += 1;
        return ledger.advancePace(pace);
      },
    };
    const { send, asked } = service(clock, () => Number.POSITIVE_INFINITY);
    work({ clock, ledger: counted, send, ...ALWAYS }).catch(() => undefined);
    await clock.run(20_000);

    expect(asked.length).toBeGreaterThan(1_900);
    expect(requests).toBeLessThanOrEqual(44);
  });

  it('is not held up by time that a wrong clock gave out far ahead', async () => {
    const clock = eventClock('2026-11-23T08:00:00+07:00');
    const ledger = memoryDeliveryLedger();
    await ledger.advancePace({ version: 1, rate: 50, until: clock.millis() + 3_600_000, slowedAt: 0, turn: 1 });
    const { send, asked } = service(clock, () => Number.POSITIVE_INFINITY);
    work({ clock, ledger, send, ...ALWAYS }).catch(() => undefined);
    await clock.run(3_000);

    expect(asked.length).toBeGreaterThan(100);
  });
});
