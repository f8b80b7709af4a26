import { describe, expect, it } from 'vitest';
import { manifestSchema } from '../../../lambdas/core/archive/manifest.ts';
import { newIssue } from '../../../lambdas/core/issue/issue.ts';
import type { IssueRequest, ShardRequest } from '../../../lambdas/ports/work-queue.ts';
import { mailRenderer, planMailing, planRequests } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import { DEADLINES, recover } from '../../../lambdas/workflows/operations/recover.ts';
import { publishIssue } from '../../../lambdas/workflows/publishing/publish-issue.ts';
import { subscriber } from '../../contracts/samples.ts';
import { memoryDeliveryLedger } from '../../support/memory/memory-delivery-ledger.ts';
import { memorySubscriberBook } from '../../support/memory/memory-subscriber-book.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';
import { approveNow, monthlyWorld } from '../../support/monthly-world.ts';

const [MONTH, DAY] = ['2026-11', '2026-11-25'];
const ADDRESS = 'https://diembao.example.vn';

async function approved() {
  const world = await monthlyWorld([MONTH]);
  const ports = {
    ...world.ports,
    ledger: memoryDeliveryLedger(),
    subscribers: memorySubscriberBook(5),
    planMailing: memoryWorkQueue<IssueRequest>(),
    gather: memoryWorkQueue<{ sourceId: string }>(),
    deliver: memoryWorkQueue<ShardRequest>({ clock: world.clock }),
    renderMail: mailRenderer(ADDRESS),
  };
  const readers = [['daily'], ['monthly'], ['daily', 'monthly']] as const;
  for (const [index, editions] of readers.entries()) {
    const id = `${index}`.repeat(32);
    ports.subscribers.rows.set(id, subscriber(id, { editions: [...editions] }));
  }
  world.clock.set('2026-11-25T10:00:00+07:00');
  await approveNow(world, MONTH);
  return { clock: world.clock, ports };
}

describe('a monthly that was approved', () => {
  it('is published under its month with its number, and mailed to those who chose it', async () => {
    const { ports } = await approved();
    const path = 'monthly/2026/11/1/';
    expect(await publishIssue(ports, { issueKey: MONTH, publicAddress: ADDRESS })).toEqual({ kind: 'published', path });
    const manifest = manifestSchema.parse(JSON.parse(ports.archive.text('manifest.json')));
    expect(manifest.issues).toMatchObject([{ edition: 'monthly', issueKey: MONTH, number: 1, path, clippings: 2 }]);
    expect(await ports.issues.get(MONTH)).toMatchObject({ state: 'published', number: 1, cutOff: null });
    expect(ports.planMailing.pending()).toEqual([{ issueKey: MONTH }]);

    expect(await planMailing(ports, { issueKey: MONTH })).toEqual({ kind: 'planned', shards: 1, audience: 2 });
    expect(JSON.parse(ports.newsroom.text(`audiences/${MONTH}/0.json`)).recipients).toHaveLength(2);
    expect(await ports.issues.get(MONTH)).toMatchObject({ state: 'mailing' });
  });

  it('does not touch the daily that is in work on the same day', async () => {
    const { ports } = await approved();
    await ports.issues.create(newIssue(DAY));
    await publishIssue(ports, { issueKey: MONTH, publicAddress: ADDRESS });
    await planMailing(ports, { issueKey: MONTH });
    expect(await ports.issues.get(DAY)).toEqual(newIssue(DAY));
    expect((await ports.issues.newest(9)).map(({ issueKey }) => issueKey)).toEqual([DAY]);
    expect(await planMailing(ports, { issueKey: DAY })).toEqual({ kind: 'not-published' });
  });

  it('published before the mailing hour, goes out with that hour’s schedule beside the daily', async () => {
    const { ports, clock } = await approved();
    clock.set('2026-11-26T06:00:00+07:00');
    await publishIssue(ports, { issueKey: MONTH, publicAddress: ADDRESS });
    expect((await planMailing(ports, { issueKey: MONTH })).kind).toBe('too-early');
    clock.set('2026-11-26T08:00:00+07:00');
    const due = await planRequests({}, ports);
    expect(due).toEqual([{ issueKey: '2026-11-26' }, { issueKey: MONTH }]);
    expect((await planMailing(ports, { issueKey: MONTH })).kind).toBe('planned');
  });

  it('is started again by recover where its publication or its draft was missed', async () => {
    const { ports, clock } = await approved();
    ports.publish.drain();
    clock.set('2026-11-25T10:20:00+07:00');
    const { found } = await recover(ports, DEADLINES);
    expect(found).toContainEqual({ kind: 'unpublished', issueKey: MONTH });
    expect(ports.publish.pending()).toContainEqual({ issueKey: MONTH });
    clock.set('2026-12-28T10:00:00+07:00');
    const later = await recover(ports, DEADLINES);
    expect(later.found).toContainEqual({ kind: 'missing-draft', issueKey: '2026-12' });
    expect((await recover(ports, DEADLINES)).found).not.toContainEqual({ kind: 'missing-draft', issueKey: '2026-12' });
  });
});
