import { describe, expect, it } from 'vitest';
import { at, type Instant, shift } from '../../lambdas/core/calendar/instant.ts';
import { ORPHANED_AFTER_MS } from '../../lambdas/core/sources/begun-visit.ts';
import type { IssueRequest, ShardRequest, VisitRequest } from '../../lambdas/ports/work-queue.ts';
import { markBegun, orphanedVisits } from '../../lambdas/workflows/gathering/orphaned-visits.ts';
import { dueSources, planVisits } from '../../lambdas/workflows/gathering/plan-visits.ts';
import { keepWatch, readRounds } from '../../lambdas/workflows/gathering/rounds.ts';
import { visitById } from '../../lambdas/workflows/gathering/visit-source.ts';
import { DEADLINES, recover } from '../../lambdas/workflows/operations/recover.ts';
import { visit } from '../contracts/samples.ts';
import { type CrashPlan, sweepCrashes, withCrashes } from '../support/crashing.ts';
import { interleave } from '../support/interleaving.ts';
import { memoryWorkQueue } from '../support/memory/memory-work-queue.ts';
import { DAY, dayWorld } from './day-world.ts';
import { ALL } from './sizes.ts';

const MINUTE = 60_000;
const BEGUN: Instant = at(DAY, '04:30');

/** A house at 04:30 whose queues hold nothing. */
function house() {
  const world = dayWorld();
  const ports = {
    ...world.ports,
    gather: memoryWorkQueue<VisitRequest>(),
    publish: memoryWorkQueue<IssueRequest>(),
    planMailing: memoryWorkQueue<IssueRequest>(),
    deliver: memoryWorkQueue<ShardRequest>(),
  };
  const [first] = world.sources;
  if (!first) throw new Error('a press without papers');
  return { ports, clock: world.clock, sourceId: first.id, sources: world.sources };
}

type House = ReturnType<typeof house>;

/** A quarter of an hour later: what the watchman asked for is done unless nobody can. */
async function quarter(it: House, canRead = true): Promise<string[]> {
  it.clock.advance(15 * MINUTE);
  const asked = (await orphanedVisits(it.ports)).flatMap(({ sources }) => sources);
  for (const { sourceId } of it.ports.gather.drain())
    await (canRead ? visitById(it.ports, sourceId) : markBegun(it.ports, sourceId));
  return asked;
}

async function quarters(it: House, count: number, canRead = true): Promise<string[]> {
  const asked: string[] = [];
  for (let each = 0; each < count; each += 1) asked.push(...(await quarter(it, canRead)));
  return asked;
}

/** A visit whose function was killed by then, its message gone with it. */
async function killed(it: House, plan: CrashPlan): Promise<boolean> {
  const life = withCrashes(it.ports, plan);
  await visitById(life.ports, it.sourceId).catch(() => undefined);
  it.ports.gather.drain();
  return life.crashed();
}

describe('R34 a visit that was begun and never ended', () => {
  it('is asked for once within the hour and read, wherever it was killed', async () => {
    let orphans = 0;
    const points = await sweepCrashes(
      async (plan) => {
        const it = house();
        const crashed = await killed(it, plan);
        const isBegun = it.ports.visits.marks.has(it.sourceId);
        const isOrphan = isBegun && !it.ports.visits.rows.has(it.sourceId);
        orphans += Number(isOrphan);
        expect({ plan, asked: await quarters(it, 4) }).toEqual({ plan, asked: isOrphan ? [it.sourceId] : [] });
        expect(it.ports.visits.rows.has(it.sourceId)).toBe(isBegun);
        // Who was not even begun is due, and the next round of visits asks for it.
        const due = await dueSources(it.ports, 'cloud');
        expect(isBegun || due.some(({ id }) => id === it.sourceId)).toBe(true);
        return crashed;
      },
      ALL ? 1 : 3,
    );

    expect(points).toBeGreaterThan(ALL ? 10 : 3);
    expect(orphans).toBeGreaterThan(points / 2);
  });

  it('is told with its day, and on no round after', async () => {
    const it = house();
    await killed(it, { at: 3, when: 'before' });
    it.clock.set(shift(BEGUN, ORPHANED_AFTER_MS - 1));
    expect((await recover(it.ports, DEADLINES)).found).toEqual([]);
    it.clock.set(shift(BEGUN, ORPHANED_AFTER_MS));
    const watch = await recover(it.ports, DEADLINES);
    expect(watch.found).toEqual([{ kind: 'orphaned-visits', issueKey: DAY, sources: [it.sourceId] }]);
    await keepWatch(it.ports, watch, { found: [], parked: [] });
    expect((await readRounds(it.ports.newsroom, DAY))?.found).toMatchObject([
      { kind: 'orphaned-visits', issueKey: DAY, detail: JSON.stringify({ sources: [it.sourceId] }) },
    ]);
    expect((await recover(it.ports, DEADLINES)).found).toEqual([]);
    expect(it.ports.gather.drain()).toMatchObject([{ sourceId: it.sourceId }]);
  });

  it('is asked for at most once by a watchman who is killed at every step, and read on the next rounds', async () => {
    const points = await sweepCrashes(async (plan) => {
      const it = house();
      await killed(it, { at: 3, when: 'before' });
      it.clock.advance(ORPHANED_AFTER_MS);
      const life = withCrashes(it.ports, plan);
      await orphanedVisits(life.ports).catch(() => undefined);
      await orphanedVisits(it.ports);
      expect(it.ports.gather.pending().length).toBeLessThanOrEqual(1);
      await planVisits(it.ports);
      for (const { sourceId } of it.ports.gather.drain()) await visitById(it.ports, sourceId);
      expect(it.ports.visits.rows.has(it.sourceId)).toBe(true);
      return life.crashed();
    });
    expect(points).toBe(4);
  });

  it.each([[[0]], [[0, 1, 2, 3, 4]], [[4, 2, 2, 0, 3, 1, 1]]])(
    'is asked for once by five at a time, in order %j',
    async (order) => {
      const it = house();
      await killed(it, { at: 3, when: 'before' });
      it.clock.advance(ORPHANED_AFTER_MS);
      const five = Array.from({ length: 5 }, () => async (portOf: <P extends object>(port: P) => P) => {
        await orphanedVisits({ ...it.ports, visits: portOf(it.ports.visits) });
      });
      await interleave(order, five);
      expect(it.ports.gather.pending()).toMatchObject([{ sourceId: it.sourceId }]);
    },
  );

  it('of a source that ends whoever reads it makes no storm: once in a day, and again only after one was read', async () => {
    const it = house();
    await markBegun(it.ports, it.sourceId);
    expect(await quarters(it, 24, false)).toEqual([it.sourceId]);

    await visitById(it.ports, it.sourceId);
    it.clock.advance(MINUTE);
    await markBegun(it.ports, it.sourceId);
    expect(await quarters(it, 24, false)).toEqual([it.sourceId]);
  });

  it('control: is caught being asked for over and over by a house that forgets it has asked', async () => {
    const it = house();
    const { advanceBegun } = it.ports.visits;
    it.ports.visits.advanceBegun = (begun) => advanceBegun({ ...begun, askedAgainAt: null });
    await markBegun(it.ports, it.sourceId);
    expect((await quarters(it, 24, false)).length).toBeGreaterThan(3);
  });

  it('control: is seen to be read by nobody when the marks are not looked at', async () => {
    const it = house();
    await killed(it, { at: 3, when: 'before' });
    it.ports.visits.allBegun = async () => [];
    expect(await quarters(it, 4)).toEqual([]);
    expect(it.ports.visits.rows.has(it.sourceId)).toBe(false);
  });

  it('is never read from the cloud where the office reads it, nor while it is paused or taken out', async () => {
    for (const change of [{ from: 'office' }, { pause: { until: null, reason: 'đổi trang' } }, { id: 'khac' }]) {
      const it = house();
      await markBegun(it.ports, it.sourceId);
      const sources = it.sources.map((source) => (source.id === it.sourceId ? { ...source, ...change } : source));
      const body = JSON.stringify({ version: 1, sources });
      await it.ports.newsroom.put('settings/sources.json', body, { contentType: 'application/json' }, { kind: 'any' });
      expect(await quarters(it, 4)).toEqual([]);
    }
  });
});

describe('R34 a normal busy day', () => {
  it('has no such visit: slow papers, and messages handed out again after ten minutes', async () => {
    const it = house();
    for (let minute = 0; minute < 180; minute += 1) {
      const now = it.clock.now();
      if (minute % 11 === 0) {
        for (let paper = 0; paper < 60; paper += 1) {
          // The first is killed on its way and handed out again; the others end within five minutes.
          const sourceId = `bao-${paper}`;
          await markBegun(it.ports, sourceId);
          const isKilled = paper === 0 && minute % 22 === 0;
          if (!isKilled) await it.ports.visits.put(visit(sourceId, { visitedAt: shift(now, paper * 5_000) }));
        }
      }
      expect(await orphanedVisits(it.ports)).toEqual([]);
      it.clock.advance(MINUTE);
    }
  });
});
