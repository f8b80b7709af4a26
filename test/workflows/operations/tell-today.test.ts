import { describe, expect, it } from 'vitest';
import { at } from '../../../lambdas/core/calendar/instant.ts';
import { keepWatch, readRounds, readTold, roundMetrics } from '../../../lambdas/workflows/gathering/rounds.ts';
import { tellToday } from '../../../lambdas/workflows/operations/tell-today.ts';
import { ISSUE, makeWorld } from '../../faults/mailing-world.ts';
import { memoryDeadLetters } from '../../support/memory/memory-dead-letters.ts';
import { memoryVisitBook } from '../../support/memory/memory-newsroom.ts';

function world() {
  const { ports } = makeWorld();
  return { ...ports, visits: memoryVisitBook(), deadLetters: memoryDeadLetters({ gather: 0, deliver: 3 }) };
}

const QUIET_ROUND = { found: [], today: { drafted: true, approved: true, mailed: false }, isSearchable: true } as const;

const refused = (sourceId: string, failures: number, visitedAt = at(ISSUE, '07:50')) => ({
  version: 1 as const,
  sourceId,
  visitedAt,
  outcome: { kind: 'failed' as const, failure: 'refused' as const, detail: '403' },
  lastReadAt: null,
  failures,
  nextVisitAt: visitedAt,
  validators: {},
});

describe('how today stands', () => {
  it('is told as figures and the dead letters are written down', async () => {
    const ports = world();
    await keepWatch(ports, QUIET_ROUND, { found: [], parked: [] });
    const { issueKey, metrics } = await tellToday(ports);

    expect(issueKey).toBe(ISSUE);
    expect(metrics).toEqual({
      DraftReady: 1,
      IssueApproved: 1,
      MailingFinished: 0,
      CanaryHeard: 1,
      SearchUpToDate: 1,
      PriorityTrouble: 0,
      DeadLetters: 3,
    });
    expect(await readTold(ports.newsroom)).toMatchObject({ deadLetters: { gather: 0, deliver: 3 } });
  });

  it('counts priority papers at which a person should look: three failures, not one, or not visited for eight hours', async () => {
    const ports = world();
    await ports.visits.put(refused('baoangiang', 9));
    await ports.visits.put(refused('nhandan', 1));
    expect((await tellToday(ports)).metrics.PriorityTrouble).toBe(0);
    await ports.visits.put(refused('nhandan', 3));
    await ports.visits.put(refused('chinhphu', 1, at('2026-11-22', '23:00')));
    expect((await tellToday(ports)).metrics.PriorityTrouble).toBe(2);
  });

  it('has nothing to wait for on a Sunday, and a draft that nobody approved on a Monday', async () => {
    const ports = world();
    ports.issues.rows.clear();
    ports.clock.set(at('2026-11-22', '10:00'));
    expect((await tellToday(ports)).metrics).toMatchObject({ DraftReady: 1, IssueApproved: 1, MailingFinished: 1 });
    ports.clock.set(at(ISSUE, '10:00'));
    expect((await tellToday(ports)).metrics).toMatchObject({ DraftReady: 0, IssueApproved: 0, MailingFinished: 0 });
  });
});

describe('dead letters', () => {
  /** What is told at a time of a day, with so many letters in two queues. */
  async function toldAt(ports: ReturnType<typeof world>, time: string, letters: Record<string, number>) {
    ports.clock.set(at('2026-11-23', time));
    Object.assign(ports.deadLetters.letters, letters);
    return (await tellToday(ports)).metrics.DeadLetters ?? null;
  }

  it('are told when they come, in whatever queue, not at every look, and none where none lies', async () => {
    const ports = world();
    expect(await toldAt(ports, '10:00', { deliver: 0 })).toBeNull();
    expect(await toldAt(ports, '10:05', { gather: 2 })).toBe(2);
    expect(await toldAt(ports, '10:40', {})).toBe(0);
    expect(await toldAt(ports, '10:45', { deliver: 1 })).toBe(1);
    expect(await toldAt(ports, '11:30', { gather: 0 })).toBe(0);
    expect(await toldAt(ports, '11:35', { gather: 1 })).toBe(1);
    expect(await toldAt(ports, '12:35', { gather: 0, deliver: 0 })).toBeNull();
  });

  it('that come while the alarm still sounds are told when it has rested', async () => {
    const ports = world();
    expect(await toldAt(ports, '10:05', { deliver: 1 })).toBe(1);
    expect(await toldAt(ports, '10:10', { gather: 1 })).toBe(0);
    expect(await toldAt(ports, '10:25', {})).toBe(0);
    expect(await toldAt(ports, '10:30', {})).toBe(1);
  });

  it('that still lie there are told of once a day, at nine', async () => {
    const ports = world();
    await toldAt(ports, '07:00', { deliver: 3 });
    expect(await toldAt(ports, '08:55', {})).toBe(0);
    expect(await toldAt(ports, '09:00', {})).toBe(3);
    expect(await toldAt(ports, '09:40', {})).toBe(0);
  });
});

describe('a round of the watchman', () => {
  it('that never came is told as a search nobody looks after, after the first minutes of a day', async () => {
    const ports = world();
    ports.clock.set(at(ISSUE, '00:40'));
    expect((await tellToday(ports)).metrics.SearchUpToDate).toBe(1);
    ports.clock.set(at(ISSUE, '08:00'));
    expect((await tellToday(ports)).metrics.SearchUpToDate).toBe(0);
    await keepWatch(ports, QUIET_ROUND, { found: [], parked: [] });
    expect((await tellToday(ports)).metrics.SearchUpToDate).toBe(1);
    ports.clock.set(at(ISSUE, '08:46'));
    expect((await tellToday(ports)).metrics.SearchUpToDate).toBe(0);
  });

  it('is counted without what waits for a person, and kept with what it found', async () => {
    const ports = world();
    const found = [
      { kind: 'unbalanced-books', issueKey: ISSUE, problems: ['2 rows are there twice'] },
      { kind: 'stale-mailing', issueKey: '2026-11-20' },
      { kind: 'unpublished', issueKey: ISSUE },
    ] as const;
    expect(roundMetrics(found)).toEqual({ Recovered: 1, BooksUnbalanced: 1 });
    const today = { drafted: true, approved: true, mailed: false };
    await keepWatch(ports, { found, today, isSearchable: false }, { found: [], parked: [] });

    const kept = await readRounds(ports.newsroom, ISSUE);
    expect(kept?.found.map(({ kind }) => kind)).toEqual(['unbalanced-books', 'stale-mailing', 'unpublished']);
    expect(kept?.found[0]?.detail).toContain('twice');
    expect((await tellToday(ports)).metrics.SearchUpToDate).toBe(0);
  });
});
