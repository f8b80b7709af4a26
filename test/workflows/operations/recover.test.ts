import { describe, expect, it } from 'vitest';
import { at, type Instant, shift } from '../../../lambdas/core/calendar/instant.ts';
import type { IssueRequest, ShardRequest } from '../../../lambdas/ports/work-queue.ts';
import { approveIssue, contentToApprove } from '../../../lambdas/workflows/editing/approve-issue.ts';
import { planMailing } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import { DEADLINES, recover } from '../../../lambdas/workflows/operations/recover.ts';
import { delivery } from '../../contracts/samples.ts';
import { copies, ISSUE, makeWorld, readerOf, runMailing, tellEvents, type World } from '../../faults/mailing-world.ts';
import { memoryDeliveryLedger } from '../../support/memory/memory-delivery-ledger.ts';
import { memoryEntryLog, memoryVisitBook } from '../../support/memory/memory-newsroom.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';
import { DAY, deskWorld } from '../../web/desk/desk-world.ts';

const MINUTE = 60_000;
const APPROVER = { id: 'e1', name: 'Phạm Thu Hiền', mayApprove: true };

function extras() {
  return {
    visits: memoryVisitBook(),
    entries: memoryEntryLog(),
    publish: memoryWorkQueue<IssueRequest>(),
    planMailing: memoryWorkQueue<IssueRequest>(),
    gather: memoryWorkQueue<{ sourceId: string }>(),
  };
}

/** A house with one published issue and forty readers, as every workflow sees it. */
function recoverWorld() {
  const world = makeWorld();
  return { world, ports: { ...world.ports, ...extras() } };
}

type Ports = ReturnType<typeof recoverWorld>['ports'];

const round = async (ports: Parameters<typeof recover>[0]) => (await recover(ports, DEADLINES)).found;

function roundAt(ports: Ports, instant: Instant) {
  ports.clock.set(instant);
  return round(ports);
}

/** The mailing was planned and its queue lost. */
async function planned() {
  const { world, ports } = recoverWorld();
  await planMailing(ports, { issueKey: ISSUE });
  ports.deliver.drain();
  return { world, ports };
}

/** Every reader has a copy, and the process died before the mailing was closed. */
async function doneButOpen() {
  const { world, ports } = recoverWorld();
  await runMailing(world);
  await tellEvents(world);
  const mailing = ports.ledger.mailings.get(ISSUE);
  if (mailing === undefined) throw new Error('no mailing');
  ports.ledger.mailings.set(ISSUE, { ...mailing, state: 'sending', finishedAt: null });
  change(world, { state: 'mailing', sentAt: null });
  ports.clock.advance(11 * MINUTE);
  return { world, ports };
}

function change(world: World, values: object): void {
  const { issues } = world.ports;
  const issue = issues.rows.get(ISSUE);
  if (issue !== undefined) issues.rows.set(ISSUE, { ...issue, ...values });
}

describe('an approval that broke off', () => {
  it('is finished from the sealed draft, after ten minutes', async () => {
    const desk = await deskWorld();
    const ports = {
      ...extras(),
      ...desk.ports,
      ledger: memoryDeliveryLedger(),
      deliver: memoryWorkQueue<ShardRequest>(),
    };
    const { advance } = ports.issues;
    ports.issues.advance = async () => {
      throw new Error('killed');
    };
    const { value, etag } = await desk.draft();
    const { fingerprint } = await contentToApprove(ports.newsroom, value, APPROVER.name);
    const request = { issueKey: DAY, etag, fingerprint, approver: APPROVER };
    await expect(approveIssue(ports, request)).rejects.toThrow('killed');
    ports.issues.advance = advance;
    expect(ports.issues.rows.get(DAY)?.state).toBe('drafting');

    desk.clock.advance(9 * MINUTE);
    expect(await round(ports)).toEqual([]);
    desk.clock.advance(2 * MINUTE);
    expect(await round(ports)).toEqual([{ kind: 'unfinished-approval', issueKey: DAY }]);
    expect(ports.issues.rows.get(DAY)).toMatchObject({ state: 'approved', fingerprint, approval: { by: 'e1' } });
    expect(ports.publish.drain()).toEqual([{ issueKey: DAY }]);

    // Nobody took that message either.
    expect(await round(ports)).toEqual([{ kind: 'unpublished', issueKey: DAY }]);
    expect(ports.publish.drain()).toEqual([{ issueKey: DAY }]);
  });

  it('that was never begun is left to the editors', async () => {
    const desk = await deskWorld();
    const ports = {
      ...extras(),
      ...desk.ports,
      ledger: memoryDeliveryLedger(),
      deliver: memoryWorkQueue<ShardRequest>(),
    };
    desk.clock.advance(3 * 3_600_000);
    expect(await round(ports)).toEqual([]);
  });
});

describe('an issue', () => {
  it('approved and not published is wished for again after ten minutes', async () => {
    const { world, ports } = recoverWorld();
    change(world, { state: 'approved', publishedAt: null });
    expect(await roundAt(ports, at(ISSUE, '07:39'))).toEqual([]);
    expect(await roundAt(ports, at(ISSUE, '07:41'))).toEqual([{ kind: 'unpublished', issueKey: ISSUE }]);
    expect(ports.publish.pending()).toEqual([{ issueKey: ISSUE }]);
  });

  it('published and not mailed is wished for again after the mailing hour, for a day', async () => {
    const { ports } = recoverWorld();
    const due = at(ISSUE, DEADLINES.mailing);
    expect(await roundAt(ports, shift(due, 9 * MINUTE))).toEqual([]);
    expect(await roundAt(ports, shift(due, 11 * MINUTE))).toEqual([{ kind: 'unplanned-mailing', issueKey: ISSUE }]);
    expect(ports.planMailing.drain()).toEqual([{ issueKey: ISSUE }]);
    const tooLate = await roundAt(ports, shift(due, 24 * 60 * MINUTE + MINUTE));
    expect(tooLate).not.toContainEqual({ kind: 'unplanned-mailing', issueKey: ISSUE });
    expect(ports.planMailing.pending()).toEqual([]);
  });

  it.each(['sent', 'corrected', 'withdrawn'] as const)(
    'that is %s needs nothing, and counts as mailed',
    async (state) => {
      const { world, ports } = recoverWorld();
      change(world, { state });
      ports.clock.set(at(ISSUE, '12:00'));
      expect(await recover(ports, DEADLINES)).toMatchObject({ found: [], today: { drafted: true, mailed: true } });
    },
  );
});

describe('a mailing', () => {
  it('whose shards got lost is put to work again, and every reader has one copy', async () => {
    const { world, ports } = await planned();
    ports.clock.advance(9 * MINUTE);
    expect(await round(ports)).toEqual([]);
    ports.clock.advance(2 * MINUTE);
    expect(await round(ports)).toEqual([{ kind: 'unfinished-mailing', issueKey: ISSUE, shards: 3 }]);
    expect(ports.deliver.pending()).toHaveLength(3);

    await runMailing(world);
    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
    expect(await round(ports)).toEqual([]);
    expect(ports.issues.rows.get(ISSUE)?.state).toBe('sent');
  });

  it('that is done and was not closed is closed', async () => {
    const { ports } = await doneButOpen();

    expect(await round(ports)).toEqual([]);
    expect(ports.ledger.mailings.get(ISSUE)?.state).toBe('finished');
    expect(ports.issues.rows.get(ISSUE)?.state).toBe('sent');
    expect(ports.deliver.pending()).toEqual([]);
  });

  it('whose books do not balance is named and neither closed nor touched', async () => {
    const { ports } = await doneButOpen();
    const stranger = delivery(readerOf(999).id, { issueKey: ISSUE, shard: 1 });
    ports.ledger.deliveries.set(`${ISSUE}/1/${stranger.subscriberId}`, stranger);

    expect(await round(ports)).toEqual([{ kind: 'unbalanced-books', issueKey: ISSUE, problems: [expect.any(String)] }]);
    expect(ports.deliver.pending()).toEqual([]);
    expect(ports.ledger.mailings.get(ISSUE)?.state).toBe('sending');
    expect(ports.issues.rows.get(ISSUE)?.state).toBe('mailing');
  });

  it('of yesterday is named, and nobody gets yesterday’s paper', async () => {
    const { ports } = await planned();
    ports.clock.advance(25 * 60 * MINUTE);
    expect(await round(ports)).toContainEqual({ kind: 'stale-mailing', issueKey: ISSUE });
    expect(ports.deliver.pending()).toEqual([]);
  });

  it.each(['paused', 'stopped'] as const)('that a person has %s stays so', async (state) => {
    const { ports } = await planned();
    const mailing = ports.ledger.mailings.get(ISSUE);
    if (mailing === undefined) throw new Error('no mailing');
    ports.ledger.mailings.set(ISSUE, { ...mailing, state });
    ports.clock.advance(60 * MINUTE);
    expect(await round(ports)).toEqual([]);
    expect(ports.deliver.pending()).toEqual([]);
  });
});

describe('how today stands', () => {
  it('is told on every round', async () => {
    const { world, ports } = recoverWorld();
    const today = async () => (await recover(ports, DEADLINES)).today;
    expect(await today()).toMatchObject({ drafted: true, mailed: false });
    change(world, { state: 'mailing' });
    expect(await today()).toMatchObject({ drafted: true, mailed: false });
    change(world, { state: 'sent' });
    expect(await today()).toMatchObject({ drafted: true, mailed: true });
    ports.issues.rows.clear();
    ports.clock.set(at(ISSUE, '05:00'));
    expect(await today()).toMatchObject({ drafted: false, approved: false, mailed: false });
  });
});
