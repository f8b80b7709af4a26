import { describe, expect, it } from 'vitest';
import { shift } from '../../../lambdas/core/calendar/instant.ts';
import type { IssueRequest } from '../../../lambdas/ports/work-queue.ts';
import { planMailing } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import { steerMailing } from '../../../lambdas/workflows/mailing/steer-mailing.ts';
import { unfinishedMailing } from '../../../lambdas/workflows/mailing/unfinished-mailing.ts';
import { correctIssue } from '../../../lambdas/workflows/publishing/correct-issue.ts';
import { withdrawIssue } from '../../../lambdas/workflows/publishing/withdraw-issue.ts';
import { deliverOne, ISSUE, makeWorld, type World } from '../../faults/mailing-world.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';
import { sampleContent } from '../../support/sample-snapshot.ts';

const SECOND = 1_000;
const editor = { id: 'e1', name: 'Thu Hằng', mayApprove: true };

/** A mailing of three shards that somebody stops when the first is served. */
async function stopped(prepare: (world: World) => Promise<unknown> = async () => {}): Promise<World> {
  const world = makeWorld();
  await planMailing(world.ports, { issueKey: ISSUE });
  await deliverOne(world);
  await prepare(world);
  await steerMailing(world.ports, { issueKey: ISSUE, mailing: 'stop' });
  return world;
}

const issueOf = ({ ports }: World) => {
  const issue = ports.issues.rows.get(ISSUE);
  if (!issue) throw new Error('no issue');
  return issue;
};
const orderPorts = ({ ports }: World) => ({
  ...ports,
  publish: memoryWorkQueue<IssueRequest>(),
  planMailing: memoryWorkQueue<IssueRequest>(),
});

function correct(world: World) {
  const fingerprint = issueOf(world).fingerprint ?? '';
  const edited = { ...sampleContent(), editorName: 'Minh Anh' };
  return correctIssue(orderPorts(world), { issueKey: ISSUE, fingerprint, edited, why: 'sai tên', mail: true, editor });
}

/** Whatever is queued and due. */
async function workOff(world: World, afterMs: number): Promise<void> {
  world.ports.clock.advance(afterMs);
  while ((await deliverOne(world)) !== null);
}

/** A claim whose worker is still at it. */
async function claimed({ ports }: World): Promise<void> {
  const subscriberId = 'zz-in-hand';
  const now = ports.clock.now();
  const state = { kind: 'claimed' as const, claimId: 'c', lease: shift(now, 60 * SECOND), attempts: 1, asked: now };
  await ports.ledger.advance({ version: 1, issueKey: ISSUE, shard: 1, subscriberId, state, turn: 1 });
}

describe('an issue whose mailing a person stopped', () => {
  it('can be corrected within seconds, and the correction goes to those who got it', async () => {
    const world = await stopped();
    expect(await correct(world)).toEqual({ kind: 'not-now' });
    await workOff(world, 6 * SECOND);
    const got = world.mailer.sent.map(({ to }) => to);
    expect(got).toHaveLength(15);
    expect(issueOf(world)).toMatchObject({ state: 'sent', sentAt: world.ports.clock.now() });
    expect(world.ports.ledger.mailings.get(ISSUE)?.state).toBe('stopped');

    expect(await correct(world)).toMatchObject({ kind: 'ordered', revision: 2 });
    const { pending, ...issue } = issueOf(world);
    if (pending?.kind !== 'correction') throw new Error('no correction');
    const remail = { revision: 2, at: pending.at };
    const shown = { state: 'corrected' as const, revision: 2, fingerprint: pending.fingerprint, remail };
    world.ports.issues.rows.set(ISSUE, { ...issue, ...shown, turn: issue.turn + 1 });
    expect(await planMailing(world.ports, { issueKey: ISSUE })).toMatchObject({ kind: 'planned', audience: 15 });
    await workOff(world, SECOND);
    expect(
      world.mailer.sent
        .slice(15)
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(got.toSorted());
  });

  it('waits while a worker holds a copy that may still go out', async () => {
    const world = await stopped(claimed);
    await workOff(world, 6 * SECOND);
    await workOff(world, 16 * SECOND);
    expect(issueOf(world).state).toBe('mailing');
    expect(await correct(world)).toEqual({ kind: 'not-now' });

    await workOff(world, 60 * SECOND);
    expect(issueOf(world).state).toBe('sent');
    expect(world.ports.deliver.pending()).toEqual([]);
  });

  it('is found by the watchman where the queue lost the message', async () => {
    const world = await stopped();
    world.ports.deliver.drain();
    world.ports.clock.advance(11 * 60 * SECOND);
    expect(await unfinishedMailing(world.ports, ISSUE, 600 * SECOND)).toBeNull();
    expect(issueOf(world).state).toBe('sent');
  });

  it('stays withdrawn where it was stopped for that', async () => {
    const world = makeWorld();
    await planMailing(world.ports, { issueKey: ISSUE });
    await deliverOne(world);
    const wish = { issueKey: ISSUE, item: null, why: 'sai người', editor };
    expect(await withdrawIssue(orderPorts(world), wish)).toEqual({ kind: 'ordered' });
    await workOff(world, 6 * SECOND);
    expect(issueOf(world)).toMatchObject({ state: 'withdrawn', sentAt: null });
  });
});
