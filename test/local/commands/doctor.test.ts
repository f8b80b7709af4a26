import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../../lambdas/aws/environment.ts';
import { at, shift } from '../../../lambdas/core/calendar/instant.ts';
import { examination, type Finding, type Patient } from '../../../lambdas/local/commands/doctor.ts';
import { ENV, TIME_ZONE, TIMETABLE } from '../../../lambdas/names.ts';
import { keepTold } from '../../../lambdas/workflows/gathering/rounds.ts';
import { ISSUE, makeWorld } from '../../faults/mailing-world.ts';
import { memoryPostOffice, memoryScheduleBook } from '../../support/memory/memory-account-books.ts';
import { memoryDeadLetters } from '../../support/memory/memory-dead-letters.ts';
import { memoryVisitBook } from '../../support/memory/memory-newsroom.ts';
import { memorySecretStore } from '../../support/memory/memory-secret-store.ts';

const SET = 'diembao-prod-bulletin';
const SETTINGS = readEnvironment({
  [ENV.stage]: 'prod',
  [ENV.publicAddress]: 'https://diembao.example.vn',
  [ENV.sender]: 'Điểm báo <diembao@example.vn>',
  [ENV.tokenSecret]: 'token',
  [ENV.configurationSet]: SET,
});

/** An account as the stacks make it; the test spoils it. */
function wholeAccount() {
  const schedules = TIMETABLE.map(({ name, runs, expression }) => ({
    ...{ name: `diembao-prod-${name}`, isOn: true, expression, timeZone: TIME_ZONE },
    runs: `diembao-prod-${runs}`,
  }));
  return { schedules: memoryScheduleBook(schedules), post: memoryPostOffice('example.vn', SET) };
}

function patient(changes: Partial<Patient> = {}): Patient {
  const { ports } = makeWorld({ readers: 3, rate: 14 });
  const secrets = memorySecretStore({ token: JSON.stringify({ key: 'k'.repeat(64) }) });
  const more = {
    settings: SETTINGS,
    account: wholeAccount(),
    visits: memoryVisitBook(),
    secrets,
    deadLetters: memoryDeadLetters({ deliver: 0 }),
  };
  return { ...ports, ...more, ...changes };
}

async function examined(changes: Partial<Patient> = {}): Promise<Map<string, Finding>> {
  const found = new Map<string, Finding>();
  for await (const each of examination(patient(changes))) found.set(each.check, each);
  return found;
}

describe('the doctor', () => {
  it('looks at settings, secret, quota, queues, last issue and the day, and says what to do of each', async () => {
    const found = await examined();

    expect([...found.keys()]).toEqual([
      'settings',
      'token secret',
      'schedules',
      'heartbeat',
      'sender',
      'mail quota',
      'queues',
      'last issue',
      'gathering',
      'draft',
      'approval',
      'publication',
      'mailing',
      'canary',
      'sources',
      'watchman',
      'search',
      'zalo',
    ]);
    expect([...found.values()].filter(({ advice }) => advice.length < 10)).toEqual([]);
    expect(found.get('mail quota')).toMatchObject({ standing: 'well', readers: 3, minutes: 1 });
    expect(found.get('last issue')).toMatchObject({ issueKey: ISSUE, state: 'published' });
    // Nobody was on his rounds in this house yet.
    expect(found.get('watchman')).toMatchObject({ standing: 'late', article: 'recover-errors' });
    expect(JSON.stringify([...found.values()])).not.toContain('@');
  });

  it('names what cannot be looked at, and goes on', async () => {
    const secrets = memorySecretStore({ token: 'not JSON' });
    const { settings } = { settings: readEnvironment({ [ENV.stage]: 'prod', [ENV.tokenSecret]: 'token' }) };
    const found = await examined({ secrets, settings, deadLetters: memoryDeadLetters({ gather: 0, deliver: 2 }) });

    expect(found.get('settings')).toMatchObject({ standing: 'late', why: 'environment: PUBLIC_ADDRESS is missing' });
    expect(found.get('token secret')).toMatchObject({ standing: 'late', article: 'subscriptions-errors' });
    expect(found.get('queues')).toMatchObject({ standing: 'late', article: 'deliver-dead-letters' });
    expect(found.get('draft')).toMatchObject({ standing: 'well' });
  });

  it('says when the quota is too small, and when an object cannot be read', async () => {
    const { ports } = makeWorld({ readers: 3 });
    const quota = async () => ({ maxPerSecond: 1, maxPer24Hours: 2, sentLast24Hours: 0 });
    await ports.newsroom.put('settings/calendar.json', '{}', { contentType: 'application/json' }, { kind: 'any' });
    const found = await examined({ newsroom: ports.newsroom, mailer: { ...ports.mailer, quota } });

    expect(found.get('mail quota')).toMatchObject({ standing: 'late', article: 'daily-quota' });
    expect(found.get('today')).toMatchObject({
      standing: 'late',
      why: expect.stringContaining('settings/calendar.json'),
    });
  });

  it('says of schedules and sender which fault it is, of what, and what to do', async () => {
    const { schedules, post } = wholeAccount();
    const well = await examined({ account: { schedules, post } });
    expect([well.get('schedules'), well.get('sender')]).toMatchObject([{ standing: 'well' }, { standing: 'well' }]);

    schedules.schedules = schedules.schedules.filter(({ name }) => name !== 'diembao-prod-recover');
    post.books.account = { ...post.books.account, isInSandbox: true };
    const ill = await examined({ account: { schedules, post } });
    expect(ill.get('schedules')).toMatchObject({
      standing: 'late',
      article: 'missed-runs-dead-letters',
      advice: expect.stringMatching(/^schedule-missing \(recover\): .*--revert-drift/),
    });
    expect(ill.get('sender')).toMatchObject({ standing: 'late', advice: expect.stringContaining('step 5') });

    const account = { schedules: { beginningWith: () => Promise.reject(new Error('AccessDenied')) }, post };
    expect((await examined({ account })).get('schedules')).toMatchObject({ standing: 'late', why: 'AccessDenied' });
  });

  it('hears whether today is told at all, and finds the way to the sign-in', async () => {
    const { ports } = makeWorld({ readers: 3 });
    const tell = (minutesAgo: number) =>
      keepTold(ports.newsroom, { version: 1, at: shift(ports.clock.now(), -60_000 * minutesAgo), deadLetters: {} });
    const door = (status: number) => async (address: string) =>
      address.endsWith('/desk')
        ? { status: 303, location: 'https://sign-in.example/oauth2' }
        : { status, location: null };
    const { clock, newsroom } = ports;
    await tell(4);
    const well = await examined({ clock, newsroom, open: door(302) });
    expect(well.get('heartbeat')).toMatchObject({ standing: 'well' });
    expect(well.get('sign-in')).toMatchObject({ standing: 'well', at: 'sign-in.example' });

    await tell(16);
    const ill = await examined({ clock, newsroom, open: door(500) });
    expect(ill.get('heartbeat')).toMatchObject({ standing: 'late', article: 'tell-today-errors' });
    expect(ill.get('sign-in')).toMatchObject({ standing: 'late', article: 'desk-errors' });
    const shut = await examined({ clock, newsroom, open: async () => ({ status: 502, location: null }) });
    expect(shut.get('sign-in')).toMatchObject({ why: expect.stringContaining('answers 502') });
  });

  it('knows a late morning', async () => {
    const { ports } = makeWorld({ readers: 3 });
    ports.clock.set(at(ISSUE, '10:00'));
    const { clock, issues, newsroom } = ports;
    const found = await examined({ clock, issues, newsroom });
    expect(found.get('mailing')).toMatchObject({ standing: 'late', article: 'mailing-late' });
  });
});
