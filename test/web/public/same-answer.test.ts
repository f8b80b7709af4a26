import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../lambdas/core/subscriptions/limits.ts';
import { readerOf, START } from '../../faults/mailing-world.ts';
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
});
