import { describe, expect, it } from 'vitest';
import { at } from '../../lambdas/core/calendar/instant.ts';
import type { StoredMail } from '../../lambdas/local/aws/ses/mailbox.ts';
import { dayClock } from '../../lambdas/local/day-clock.ts';
import { type MailingStage, mailIssue } from '../../lambdas/local/day-steps.ts';

const DAY = '2026-11-23';
const SENT: StoredMail = {
  id: '1',
  at: at(DAY, '08:16'),
  from: 'a@x.vn',
  to: ['b@x.vn'],
  tags: { issue: DAY },
  configurationSet: null,
  state: 'delivered',
  path: '1.eml',
};

/** A house whose watchman finds what is told here, round by round; its mailing is finished once nothing is left to find. */
function stage(finds: readonly (readonly string[])[], sent: boolean) {
  let round = 0;
  const house: MailingStage = {
    clock: dayClock(at(DAY, '08:00')),
    settled: async () => undefined,
    functions: {
      'plan-mailing': async () => undefined,
      recover: async () => (finds[round++] ?? []).map((kind) => ({ kind, issueKey: DAY })),
      'tell-today': async () => ({ MailingFinished: Number(round >= finds.length) }),
    },
    aws: { mailbox: { list: () => (sent ? [SENT] : []) } },
  };
  return { house, rounds: () => round };
}

describe('a rehearsed mailing', () => {
  it('is over with the first round that finds nothing', async () => {
    const { house, rounds } = stage([['unfinished-mailing'], []], true);
    await mailIssue(house, DAY);
    expect(rounds()).toBe(2);
  });

  it('that was killed after its clock had been put forward goes on although its last mails look like a minute ago', async () => {
    const { house, rounds } = stage([[], ['unfinished-mailing'], []], true);
    await mailIssue(house, DAY);
    expect(rounds()).toBe(3);
  });

  it('of which nothing has gone out, held back by somebody, is not waited for', async () => {
    const { house, rounds } = stage([[], [], []], false);
    await mailIssue(house, DAY);
    expect(rounds()).toBe(1);
  });
});
