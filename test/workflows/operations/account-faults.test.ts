import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACCOUNT_ADVICE } from '../../../lambdas/local/commands/doctor-advice.ts';
import { TIME_ZONE, TIMETABLE } from '../../../lambdas/names.ts';
import type { HeldSchedule } from '../../../lambdas/ports/schedule-book.ts';
import { postFaults, scheduleFaults } from '../../../lambdas/workflows/operations/account-faults.ts';
import {
  type MemoryPostOffice,
  memoryPostOffice,
  memoryScheduleBook,
} from '../../support/memory/memory-account-books.ts';

const SCHEDULES: readonly HeldSchedule[] = TIMETABLE.map(({ name, runs, expression }) => ({
  ...{ name: `diembao-prod-${name}`, isOn: true, expression, timeZone: TIME_ZONE },
  runs: `diembao-prod-${runs}`,
}));

/** The faults of a list in which one schedule was spoilt; null: it is gone. */
async function schedulesWith(name: string, change: Partial<HeldSchedule> | null): Promise<unknown> {
  const held = SCHEDULES.flatMap((each) =>
    each.name !== `diembao-prod-${name}` ? [each] : change === null ? [] : [{ ...each, ...change }],
  );
  return scheduleFaults(memoryScheduleBook(held), 'prod');
}

describe('the schedules of a stage', () => {
  it('have no fault as the stack makes them, also beside another stage whose name begins alike', async () => {
    const other = SCHEDULES.map((each) => ({
      ...each,
      isOn: false,
      name: each.name.replace('prod-', 'prod-2-'),
      runs: each.runs.replace('prod-', 'prod-2-'),
    }));
    expect(await scheduleFaults(memoryScheduleBook([...SCHEDULES, ...other]), 'prod')).toEqual([]);
    expect(await scheduleFaults(memoryScheduleBook(), 'prod')).toEqual([
      { fault: 'schedule-missing', of: TIMETABLE.map(({ name }) => name) },
    ]);
  });

  it.each([
    ['schedule-missing', null],
    ['schedule-off', { isOn: false }],
    ['schedule-changed', { expression: 'cron(0 18 * * ? *)' }],
    ['schedule-changed', { timeZone: 'UTC' }],
    ['schedule-changed', { runs: 'diembao-dev-draft-issue' }],
  ])('name the one that is planted: %s %j', async (fault, change) => {
    expect(await schedulesWith('draft-issue-0600', change)).toEqual([{ fault, of: ['draft-issue-0600'] }]);
  });

  it('name a stranger that runs a function of the house', async () => {
    const stranger = { ...SCHEDULES[0], name: 'diembao-prod-trial', isOn: true, expression: 'rate(1 minute)' };
    const held = [...SCHEDULES, { ...stranger, timeZone: 'UTC', runs: 'diembao-prod-draft-issue' }];
    expect(await scheduleFaults(memoryScheduleBook(held), 'prod')).toEqual([
      { fault: 'schedule-strange', of: ['trial'] },
    ]);
  });
});

const SENDER = { host: 'example.vn', configurationSet: 'set', mailsAnyone: true };
type Books = MemoryPostOffice['books'];
const identity = (change: object) => (books: Books) => {
  books.identities.set('example.vn', { isVerified: true, dkim: 'done', mailFrom: 'done', ...change });
};
const channel = (change: object) => (books: Books) => {
  const held = books.channels.get('set');
  if (held) books.channels.set('set', { ...held, ...change });
};

describe('the way out for mail', () => {
  it('has no fault as the stack makes it, and none by a sandbox where only a list is written to', async () => {
    const post = memoryPostOffice('example.vn', 'set');
    expect(await postFaults(post, SENDER)).toEqual([]);
    post.books.account = { ...post.books.account, isInSandbox: true, plan: 'pro' };
    expect(await postFaults(post, { ...SENDER, mailsAnyone: false })).toEqual([]);
    expect(await postFaults(post, SENDER)).toEqual([{ fault: 'sandbox', of: ['account'] }]);
  });

  it.each<[string, string, (books: Books) => void]>([
    ['account-stopped', 'account', (books) => Object.assign(books.account, { isSending: false })],
    ['account-in-danger', 'account', (books) => Object.assign(books.account, { health: 'in-danger' })],
    ['dear-plan', 'essentials', (books) => Object.assign(books.account, { plan: 'essentials' })],
    ['sender-unknown', 'example.vn', (books) => books.identities.clear()],
    ['sender-unverified', 'example.vn', identity({ isVerified: false })],
    ['dkim-waiting', 'example.vn', identity({ dkim: 'waiting', isVerified: false })],
    ['dkim-failed', 'example.vn', identity({ dkim: 'failed', isVerified: false })],
    ['dkim-failed', 'example.vn', identity({ dkim: 'none' })],
    ['mail-from-waiting', 'example.vn', identity({ mailFrom: 'waiting' })],
    ['mail-from-failed', 'example.vn', identity({ mailFrom: 'failed' })],
    ['set-missing', 'set', (books) => books.channels.clear()],
    ['set-stopped', 'set', channel({ isSending: false })],
    ['not-suppressed', 'set', channel({ suppresses: { bounces: true, complaints: false } })],
    ['events-unheard', 'bounce', channel({ heard: ['send', 'delivery', 'complaint', 'reject'] })],
  ])('names the fault that is planted: %s of %s', async (fault, of, spoil) => {
    const post = memoryPostOffice('example.vn', 'set');
    spoil(post.books);
    expect(await postFaults(post, SENDER)).toEqual([{ fault, of: [of] }]);
  });

  it('and the schedules have for every fault the sentence of the runbook', () => {
    const runbook = readFileSync('lib/RUNBOOK.md', 'utf8');
    const unsaid = Object.entries(ACCOUNT_ADVICE).filter(([fault, says]) => !runbook.includes(`_${fault}_: ${says}`));
    expect(unsaid.map(([fault]) => fault)).toEqual([]);
  });
});
