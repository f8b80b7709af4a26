import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../lambdas/core/subscriptions/limits.ts';
import { onTheBeat } from '../../../lambdas/web/public/beat.ts';
import { readerOf, START } from '../../faults/mailing-world.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { makeSite, type Site } from './site.ts';

const READER = readerOf(1);
const STATES = ['none', 'pending', 'active', 'unsubscribed', 'suppressed'] as const;

/** What the form answers in each state of an address, how many mails it sends, and how long it has waited meanwhile. */
async function asked(spoil: (site: Site) => void = () => {}) {
  const mails: Record<string, number> = {};
  const waits: Record<string, readonly number[]> = {};
  const answers = new Set<string>();
  for (const state of STATES) {
    const site = makeSite();
    if (state !== 'none') site.subscribers.rows.set(READER.id, { ...READER, state });
    if (state === 'pending') {
      site.subscribers.rows.set(READER.id, { ...READER, state, changed: { at: START, why: 'confirmation-sent' } });
    }
    spoil(site);
    const response = await site.post('', { address: READER.address });
    answers.add(JSON.stringify([response.status, [...response.headers], await response.text()]));
    mails[state] = site.mailer.sent.length;
    waits[state] = site.clock.slept;
  }
  return { answers: answers.size, mails, waits };
}

describe('R17 an address that is typed into the form', () => {
  it('gets the same answer after the same wait in every state, and a mail only where one is due', async () => {
    const { answers, mails, waits } = await asked();
    expect(answers).toBe(1);
    expect(mails).toEqual({ none: 1, pending: 0, active: 0, unsubscribed: 1, suppressed: 0 });
    for (const state of STATES) expect(waits[state], state).toEqual([LIMITS.answerAfterMs]);
  });

  it('control: would be told apart as soon as one state fails where another does not', async () => {
    const { answers } = await asked((site) => {
      site.mailer.send = async () => {
        throw new Error('no mail service');
      };
    });
    expect(answers).toBe(2);
  });

  /** After how many milliseconds an answer is given whose work takes so long, in any way of waiting for both. */
  async function answeredAfter(taken: number, waiting: typeof onTheBeat) {
    const clock = memoryClock(START);
    const wait = LIMITS.answerAfterMs;
    const began = clock.millis?.() ?? 0;
    // What the work takes beyond the first wait; a clock in memory goes on by waiting alone.
    const work = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      clock.advance(Math.max(0, taken - wait));
    });
    await waiting(work, clock, wait);
    return (clock.millis?.() ?? 0) - began;
  }

  it('is answered after a whole number of waits, however slow the store or the mail service is', async () => {
    const times = await Promise.all([0, 1_400, 1_501, 2_999, 3_001].map((taken) => answeredAfter(taken, onTheBeat)));
    expect(times).toEqual([1_500, 1_500, 3_000, 3_000, 4_500]);
  });

  it('control: would be told apart by what a slow mail takes, if the answer only waited for both', async () => {
    const both: typeof onTheBeat = async (work, clock, wait) => (await Promise.all([work, clock.sleep(wait)]))[0];
    expect([await answeredAfter(0, both), await answeredAfter(1_700, both)]).toEqual([1_500, 1_700]);
  });

  it('fails no sooner than it succeeds', async () => {
    const clock = memoryClock(START);
    await expect(onTheBeat(Promise.reject(new Error('no store')), clock, 1_500)).rejects.toThrow('no store');
    expect(clock.slept).toEqual([1_500]);
  });
});
