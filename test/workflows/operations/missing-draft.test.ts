import { describe, expect, it } from 'vitest';
import { at, type Instant, shift } from '../../../lambdas/core/calendar/instant.ts';
import type { IssueRequest, VisitRequest } from '../../../lambdas/ports/work-queue.ts';
import { DEADLINES, recover } from '../../../lambdas/workflows/operations/recover.ts';
import { standingOfToday } from '../../../lambdas/workflows/operations/tell-today.ts';
import { ISSUE, makeWorld } from '../../faults/mailing-world.ts';
import { memoryEntryLog, memoryVisitBook } from '../../support/memory/memory-newsroom.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';

const MINUTE = 60_000;

/** A house with one published issue, as the watchman sees it. */
function house() {
  const queues = { publish: memoryWorkQueue<IssueRequest>(), planMailing: memoryWorkQueue<IssueRequest>() };
  const gather = memoryWorkQueue<VisitRequest>();
  return { ...makeWorld().ports, ...queues, gather, visits: memoryVisitBook(), entries: memoryEntryLog() };
}

type Ports = ReturnType<typeof house>;

const round = async (ports: Ports) => (await recover(ports, DEADLINES)).found;

function roundAt(ports: Ports, instant: Instant) {
  ports.clock.set(instant);
  return round(ports);
}

describe('a draft that is missing', () => {
  it('is laid out once its time is over, and not found again', async () => {
    const ports = house();
    ports.issues.rows.clear();
    const due = at(ISSUE, DEADLINES.draft);
    expect(await roundAt(ports, shift(due, -1_000))).toEqual([]);
    expect(await ports.newsroom.list('drafts/')).toEqual([]);

    expect(await roundAt(ports, shift(due, 10 * MINUTE))).toEqual([{ kind: 'missing-draft', issueKey: ISSUE }]);
    expect(await ports.newsroom.list('drafts/')).toEqual([`drafts/daily/${ISSUE}.json`]);
    expect(ports.issues.rows.get(ISSUE)?.state).toBe('drafting');
    expect(await round(ports)).toEqual([]);
  });

  it('is one that is gone from the store too, though its row is there: laid out again, and told', async () => {
    const ports = house();
    ports.issues.rows.clear();
    await roundAt(ports, shift(at(ISSUE, DEADLINES.draft), 10 * MINUTE));
    const row = ports.issues.rows.get(ISSUE);
    await ports.newsroom.remove([`drafts/daily/${ISSUE}.json`]);
    expect((await standingOfToday(ports)).drafted).toBe(false);

    expect(await round(ports)).toEqual([{ kind: 'missing-draft', issueKey: ISSUE }]);
    expect(await ports.newsroom.list('drafts/')).toEqual([`drafts/daily/${ISSUE}.json`]);
    expect(ports.issues.rows.get(ISSUE)).toEqual(row);
    expect((await standingOfToday(ports)).drafted).toBe(true);
    expect(await round(ports)).toEqual([]);
  });

  it('is none of an issue that was approved or declined, whose draft nobody works on any more', async () => {
    const ports = house();
    const declined = { by: 'e1', name: 'Thu Hằng', at: at(ISSUE, '07:00'), why: 'Không có tin' };
    ports.clock.set(at(ISSUE, '07:10'));
    for (const decided of [{ state: 'approved' as const }, { state: 'drafting' as const, declined }]) {
      const row = ports.issues.rows.get(ISSUE);
      if (row !== undefined) ports.issues.rows.set(ISSUE, { ...row, ...decided });
      expect(await round(ports)).toEqual([]);
      expect((await standingOfToday(ports)).drafted).toBe(true);
    }
    expect(await ports.newsroom.list('drafts/')).toEqual([]);
  });

  it.each([at('2026-11-22', '06:30'), at('2026-11-22', '12:00'), at('2027-01-01', '12:00')])(
    'is none on a day without an issue (%s)',
    async (now) => {
      const ports = house();
      ports.issues.rows.clear();
      ports.clock.set(now);
      expect(await recover(ports, DEADLINES)).toMatchObject({ found: [], today: { drafted: true, mailed: true } });
      expect(await ports.newsroom.list('drafts/')).toEqual([]);
    },
  );

  it('is none for a day that is over', async () => {
    const ports = house();
    ports.issues.rows.clear();
    expect(await roundAt(ports, at('2026-11-24', '00:30'))).toEqual([]);
    expect(ports.issues.rows.size).toBe(0);
  });
});
