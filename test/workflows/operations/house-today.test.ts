import { describe, expect, it } from 'vitest';
import { at, type Instant } from '../../../lambdas/core/calendar/instant.ts';
import type { Check, CheckKind } from '../../../lambdas/core/operations/check.ts';
import { seedRegistry } from '../../../lambdas/core/sources/registry.ts';
import type { Visit } from '../../../lambdas/core/sources/visit.ts';
import { keepRound, keepTold, readRounds } from '../../../lambdas/workflows/gathering/rounds.ts';
import { houseToday } from '../../../lambdas/workflows/operations/house-today.ts';
import { makeWorld } from '../../faults/mailing-world.ts';
import { memoryVisitBook } from '../../support/memory/memory-newsroom.ts';

const DAY = '2026-11-23';

function visited(sourceId: string, visitedAt: Instant, changes: Partial<Visit> = {}): Visit {
  return {
    version: 1,
    sourceId,
    visitedAt,
    outcome: { kind: 'read', entries: 10, fresh: 4, stored: 2 },
    lastReadAt: visitedAt,
    failures: 0,
    nextVisitAt: visitedAt,
    validators: {},
    history: { days: [], freshOn: DAY, startedOn: DAY, since: null, problems: [] },
    ...changes,
  };
}

/** A published issue at eight, its papers visited, its watchman awake. */
async function morning(now: Instant = at(DAY, '08:00')) {
  const { ports } = makeWorld();
  const world = { ...ports, visits: memoryVisitBook() };
  for (const { id } of seedRegistry().sources) await world.visits.put(visited(id, at(DAY, '05:20')));
  await keepRound(world.newsroom, {
    at: at(DAY, '07:55'),
    day: DAY,
    found: [],
    parked: [],
    isSearchable: true,
  });
  await keepTold(world.newsroom, { version: 1, at: now, deadLetters: { gather: 0, deliver: 0 } });
  world.clock.set(now);
  const change = (values: object): void => {
    const issue = world.issues.rows.get(DAY);
    if (issue) world.issues.rows.set(DAY, { ...issue, ...values });
  };
  const look = async <K extends CheckKind>(kind: K): Promise<Extract<Check, { check: K }>> => {
    const found = (await houseToday(world)).checks.find((each) => each.check === kind);
    if (!found || !isKind(found, kind)) throw new Error(kind);
    return found;
  };
  return { world, change, look };
}

function isKind<K extends CheckKind>(check: Check, kind: K): check is Extract<Check, { check: K }> {
  return check.check === kind;
}

describe('today', () => {
  it('is well on an ordinary morning, and nobody has to do anything', async () => {
    const { world } = await morning();
    const { checks, day, issueDay } = await houseToday(world);

    expect(day).toBe(DAY);
    expect(issueDay.kind).toBe('issue-day');
    expect(checks.map(({ check, standing, act }) => `${check} ${standing} ${act}`)).toEqual([
      'gathering well nothing',
      'draft well nothing',
      'approval well nothing',
      'publication well nothing',
      'mailing waiting wait',
      'canary waiting wait',
      'sources well nothing',
      'dead-letters well nothing',
      'watchman well nothing',
      'search well nothing',
      'zalo well nothing',
    ]);
    expect(checks.every(({ article }) => article === null)).toBe(true);
  });

  it('asks nothing of a day without an issue, nor of one that a person declined', async () => {
    const sunday = await morning(at('2026-11-22', '10:00'));
    const { checks } = await houseToday(sunday.world);
    const steps = checks.filter(({ check }) => ['draft', 'approval', 'publication', 'mailing'].includes(check));
    expect(steps.map(({ standing }) => standing)).toEqual(['not-today', 'not-today', 'not-today', 'not-today']);

    const declined = await morning(at(DAY, '10:00'));
    declined.change({ state: 'drafting', declined: { by: 'e1', name: 'H', at: at(DAY, '07:00'), why: 'w' } });
    expect((await declined.look('mailing')).standing).toBe('not-today');
  });

  it.each([
    ['06:05', 'waiting', 'wait', null],
    ['06:15', 'late', 'call-operator', 'no-draft'],
  ])('has no draft at %s: %s', async (time, standing, act, article) => {
    const { world, look } = await morning(at(DAY, time));
    world.issues.rows.clear();
    expect(await look('draft')).toMatchObject({ standing, act, article, clippings: null });
  });

  it.each([
    ['07:29', 'waiting', 'wait'],
    ['07:30', 'late', 'approve'],
  ])('waits for the approval at %s: %s', async (time, standing, act) => {
    const { change, look } = await morning(at(DAY, time));
    change({ state: 'drafting', approval: null, publishedAt: null });
    expect(await look('approval')).toMatchObject({ standing, act });
    expect((await look('publication')).standing).toBe('waiting');
  });

  it.each([
    ['09:00', {}, 'none', 'late', 'call-operator'],
    ['08:30', { mailing: { held: true, from: null } }, 'held', 'waiting', 'release-mailing'],
    ['09:30', { mailing: { held: false, from: at(DAY, '10:00') } }, 'put-off', 'waiting', 'wait'],
    ['11:00', { mailing: { held: false, from: at(DAY, '10:00') } }, 'none', 'late', 'call-operator'],
    ['12:00', { state: 'sent', sentAt: at(DAY, '08:20') }, 'finished', 'well', 'nothing'],
  ])('at %s with %j its mailing is %s: %s, %s', async (time, values, state, standing, act) => {
    const { change, look } = await morning(at(DAY, time));
    change(values);
    expect(await look('mailing')).toMatchObject({ state, standing, act });
  });

  it.each([
    ['paused', true, 'paused', 'resume-mailing'],
    ['sending', false, 'disarmed', 'arm'],
    ['sending', true, 'sending', 'wait'],
    ['stopped', true, 'stopped', 'nothing'],
  ] as const)('tells what an open mailing waits for: %s, armed %s', async (state, armed, shown, act) => {
    const { world, change, look } = await morning(at(DAY, '08:30'));
    change({ state: 'mailing' });
    const times = { startedAt: at(DAY, '08:00'), finishedAt: null };
    const size = { audience: 40, shards: 3, turn: 1, fingerprint: 'f' };
    world.ledger.mailings.set(DAY, { version: 1, issueKey: DAY, state, armed, ...times, ...size });
    expect(await look('mailing')).toMatchObject({ state: shown, act, audience: 40 });
    if (state !== 'stopped') return;
    change({ state: 'sent' });
    expect(await look('mailing')).toMatchObject({ state: 'stopped', standing: 'well', act: 'nothing' });
    change({ state: 'withdrawn' });
    expect(await look('mailing')).toMatchObject({ state: 'finished', standing: 'well' });
  });

  it('tells of a house that was restored and not armed since, before anything is planned', async () => {
    const { world, look } = await morning(at(DAY, '07:40'));
    expect(await look('mailing')).toMatchObject({ state: 'none', act: 'wait' });
    await world.ledger.arm({ version: 1, home: 'another', at: at(DAY, '07:00'), by: 'first-mailing' });
    expect(await look('mailing')).toMatchObject({ state: 'disarmed', act: 'arm' });
  });

  it('tells priority papers in trouble from the others, and those that a person paused from both', async () => {
    const { world, look } = await morning();
    const failed = { outcome: { kind: 'failed', failure: 'timeout', detail: '' }, failures: 3 } as const;
    await world.visits.put(visited('baoangiang', at(DAY, '05:20'), failed));
    expect(await look('sources')).toMatchObject({ standing: 'well', act: 'look-at-sources', article: null });

    await world.visits.put(visited('nhandan', at(DAY, '05:20'), failed));
    const grave = await look('sources');
    expect(grave).toMatchObject({ standing: 'late', article: 'priority-source' });
    expect(grave.troubles.map(({ sourceId, isPriority }) => [sourceId, isPriority])).toEqual([
      ['baoangiang', false],
      ['nhandan', true],
    ]);
  });

  it('hears of dead letters, of what was found and of a watchman who sleeps', async () => {
    const { world, look } = await morning(at(DAY, '08:10'));
    await keepRound(world.newsroom, {
      at: at(DAY, '08:05'),
      day: DAY,
      found: [{ kind: 'unpublished', issueKey: DAY }],
      parked: [DAY],
      isSearchable: false,
    });
    await keepTold(world.newsroom, { version: 1, at: at(DAY, '08:10'), deadLetters: { gather: 2, deliver: 0 } });
    expect(await look('dead-letters')).toMatchObject({ standing: 'late', article: 'gather-dead-letters' });
    expect(await look('watchman')).toMatchObject({ standing: 'well', found: [{ kind: 'unpublished' }] });
    expect(await look('search')).toMatchObject({ standing: 'late' });
    expect(await look('zalo')).toMatchObject({ standing: 'late', act: 'look-at-zalo' });
    expect(await readRounds(world.newsroom, DAY)).toMatchObject({ rounds: 2 });

    world.clock.set(at(DAY, '08:40'));
    expect(await look('watchman')).toMatchObject({ standing: 'late', article: 'recover-errors' });
    expect(await look('dead-letters')).toMatchObject({ standing: 'unknown', queues: [] });
  });

  it('sees that nothing was gathered', async () => {
    const { world, look } = await morning(at(DAY, '05:10'));
    world.visits.rows.clear();
    expect(await look('gathering')).toMatchObject({ standing: 'late', visited: 0, lastVisitAt: null });
    world.clock.set(at(DAY, '04:45'));
    expect(await look('gathering')).toMatchObject({ standing: 'waiting' });
  });
});
