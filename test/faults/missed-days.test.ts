import { describe, expect, it } from 'vitest';
import { addDays, at, type Day } from '../../lambdas/core/calendar/instant.ts';
import type { IssueRequest } from '../../lambdas/ports/work-queue.ts';
import { draftIssue } from '../../lambdas/workflows/editing/draft-issue.ts';
import { keepWatch } from '../../lambdas/workflows/gathering/rounds.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { DEADLINES, recover } from '../../lambdas/workflows/operations/recover.ts';
import { type CrashPlan, sweepCrashes, withCrashes } from '../support/crashing.ts';
import { memoryEntryLog, memoryVisitBook } from '../support/memory/memory-newsroom.ts';
import { memoryWorkQueue } from '../support/memory/memory-work-queue.ts';
import { deliverOne, ISSUE, makeWorld } from './mailing-world.ts';

/** A house whose issue of Monday 23 November is published; nobody has been written to. */
function house() {
  const world = makeWorld({ readers: 4 });
  const ports = {
    ...world.ports,
    visits: memoryVisitBook(),
    entries: memoryEntryLog(),
    publish: memoryWorkQueue<IssueRequest>(),
    planMailing: memoryWorkQueue<IssueRequest>(),
    gather: memoryWorkQueue<{ sourceId: string }>(),
  };
  return { world, ports };
}

type House = ReturnType<typeof house>;

/** A round of the watchman: what he found, written down as his handler does. */
async function round({ ports }: House): Promise<string[]> {
  const watch = await recover(ports, DEADLINES);
  await keepWatch(ports, watch, { found: [], parked: [] });
  return watch.found.map(({ kind, issueKey }) => `${kind} ${issueKey}`);
}

/** Whatever the rounds asked for is done, for an hour; addresses written to. */
async function work({ world, ports }: House): Promise<string[]> {
  for (let quarter = 0; quarter < 4; quarter += 1) {
    await round({ world, ports });
    for (const { issueKey } of ports.publish.drain()) await published({ ports, issueKey });
    for (const { issueKey } of ports.planMailing.drain()) await planMailing(ports, { issueKey });
    while ((await deliverOne(world)) !== null);
    ports.clock.advance(15 * 60_000);
  }
  return world.mailer.sent.map(({ to }) => to);
}

/** What the publisher leaves behind: its row, and a message that asks for the mailing. */
async function published({ ports, issueKey }: { ports: House['ports']; issueKey: string }): Promise<void> {
  const row = ports.issues.rows.get(issueKey);
  if (row) ports.issues.rows.set(issueKey, { ...row, state: 'published', publishedAt: ports.clock.now() });
  await ports.planMailing.send({ issueKey });
}

/** Days with an issue after `ISSUE` and before `today`: Monday to Friday. */
function daysBefore(today: Day): Day[] {
  return ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'].filter((day) => day < today);
}

describe.each([1, 2, 3, 4, 5, 6, 7])('R34 a house that was down for %i days', (away) => {
  const today = addDays(ISSUE, away);
  const isIssueDay = !['2026-11-28', '2026-11-29'].includes(today);

  it('finds every missed day on its first round, a quarter of an hour after, and names it once', async () => {
    const it = house();
    it.ports.clock.set(at(today, '10:20'));
    const found = await round(it);

    expect(found.filter((each) => each.startsWith('missed-day'))).toEqual(
      daysBefore(today).map((day) => `missed-day ${day}`),
    );
    expect(found.includes(`missing-draft ${today}`)).toBe(isIssueDay);
    expect(await it.ports.newsroom.list('drafts/daily/')).toEqual(isIssueDay ? [`drafts/daily/${today}.json`] : []);
    it.ports.clock.advance(15 * 60_000);
    expect(await round(it)).toEqual([]);
    it.ports.clock.set(at(addDays(today, 1), '05:00'));
    expect((await round(it)).filter((each) => each.startsWith('missed-day'))).toEqual([]);
  });

  it.each(['approved', 'published'] as const)('mails nobody an issue that was %s before', async (state) => {
    const it = house();
    const row = it.ports.issues.rows.get(ISSUE);
    if (row)
      it.ports.issues.rows.set(ISSUE, { ...row, state, publishedAt: state === 'approved' ? null : row.publishedAt });
    it.ports.clock.set(at(today, '10:20'));

    expect(await work(it)).toEqual([]);
    expect(it.ports.issues.rows.get(ISSUE)?.state).toBe('published');
  });
});

describe('R34 missed days', () => {
  it('are none for a house before its first issue, nor on days that a person declined', async () => {
    const it = house();
    const row = it.ports.issues.rows.get(ISSUE);
    it.ports.issues.rows.clear();
    it.ports.clock.set(at('2026-11-26', '05:00'));
    expect(await round(it)).toEqual([]);
    if (row)
      for (const issueKey of ['2026-11-23', '2026-11-24', '2026-11-25'])
        it.ports.issues.rows.set(issueKey, { ...row, issueKey, state: 'sent' });
    expect((await round(it)).filter((each) => each.startsWith('missed'))).toEqual([]);
  });

  it('control: a house that takes a late publication for news mails it, which this test would see', async () => {
    const it = house();
    const row = it.ports.issues.rows.get(ISSUE);
    it.ports.clock.set(at('2026-11-26', '10:20'));
    const decided = { by: 'e1', name: 'Thu Hằng', at: at('2026-11-26', '10:00') };
    if (row) it.ports.issues.rows.set(ISSUE, { ...row, state: 'approved', publishedAt: null, approval: decided });

    expect(await work(it)).toHaveLength(4);
  });

  it('are made good by one draft of today, killed at every step and fired up to five times', async () => {
    for (let fires = 1; fires <= 5; fires += 1) {
      const points = await sweepCrashes(async (plan: CrashPlan) => {
        const it = house();
        it.ports.clock.set(at('2026-11-24', '06:00'));
        const life = withCrashes(it.ports, plan);
        const fired = Array.from({ length: fires }, () => draftIssue(life.ports, {}));
        await Promise.allSettled(fired);
        it.ports.clock.set(at('2026-11-24', '06:15'));
        await round(it);
        expect(await it.ports.newsroom.list('drafts/daily/')).toEqual(['drafts/daily/2026-11-24.json']);
        expect([...it.ports.issues.rows.keys()].sort()).toEqual([ISSUE, '2026-11-24']);
        expect((await round(it)).filter((each) => each.includes('draft'))).toEqual([]);
        return life.crashed();
      });
      expect(points).toBeGreaterThanOrEqual(4);
    }
  });

  it('control: are seen when nobody makes the rounds', async () => {
    const it = house();
    it.ports.clock.set(at('2026-11-24', '06:00'));
    const life = withCrashes(it.ports, { at: 1, when: 'before' });
    await Promise.allSettled([draftIssue(life.ports, {})]);

    expect(await it.ports.newsroom.list('drafts/daily/')).toEqual([]);
  });
});
