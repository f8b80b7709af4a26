import { describe, expect, it } from 'vitest';
import { issueSchema } from '../../lambdas/core/issue/issue.ts';
import { deliverySchema } from '../../lambdas/core/mailing/delivery.ts';
import { mailingSchema } from '../../lambdas/core/mailing/mailing.ts';
import { subscriberSchema } from '../../lambdas/core/subscriptions/subscriber.ts';
import { shardRequestSchema } from '../../lambdas/ports/work-queue.ts';
import { loadDraft } from '../../lambdas/workflows/editing/desk-draft.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import type { MemoryObjectStore } from '../support/memory/memory-object-store.ts';
import { DAY, deskWorld } from '../web/desk/desk-world.ts';
import { copies, deliverOne, ISSUE, makeWorld, runMailing, type World } from './mailing-world.ts';

/** What rows and files have had only lately: the version before wrote none of it. */
const LATELY = new Set([
  ...['asked', 'begun', 'heard', 'spared', 'renewedAt', 'pausedFor', 'overlooked', 'canaries', 'canary'],
  ...['leadReasons', 'waved', 'setAside', 'rulings', 'history', 'touched', 'origin', 'ownWords', 'joins'],
  ...['sections', 'pausedUntil', 'wanted', 'leftAt', 'returned'],
]);

/** As another version stored it: without what came lately, and with something this one knows nothing of. */
function aged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(aged);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !LATELY.has(name));
  return {
    ...Object.fromEntries(kept.map(([name, each]) => [name, aged(each)])),
    comesLater: { of: 'another version' },
  };
}

function ageFiles(store: MemoryObjectStore, prefix: string): number {
  const files = [...store.objects].filter(([key]) => key.startsWith(prefix));
  for (const [key, object] of files) {
    const text = JSON.stringify(aged(JSON.parse(new TextDecoder().decode(object.body))));
    store.objects.set(key, { ...object, body: new TextEncoder().encode(text) });
  }
  return files.length;
}

/** A mailing that the version before planned, and whose first shard it served; its queue is full of its messages. */
async function halfMailed(): Promise<World> {
  const world = makeWorld();
  await planMailing(world.ports, { issueKey: ISSUE });
  await deliverOne(world);
  return world;
}

/** Rows are read as the adapters read them, through their schemas. */
function age({ ports }: World): void {
  const { ledger, issues, subscribers, deliver, newsroom } = ports;
  for (const [key, row] of ledger.mailings) ledger.mailings.set(key, mailingSchema.parse(aged(row)));
  for (const [key, row] of ledger.deliveries) ledger.deliveries.set(key, deliverySchema.parse(aged(row)));
  for (const [key, row] of issues.rows) issues.rows.set(key, issueSchema.parse(aged(row)));
  for (const [key, row] of subscribers.rows) subscribers.rows.set(key, subscriberSchema.parse(aged(row)));
  expect(ageFiles(newsroom, 'audiences/')).toBe(3);
  expect(ageFiles(newsroom, 'messages/')).toBe(1);
  for (const message of deliver.drain()) void deliver.send(shardRequestSchema.parse(aged(message)));
}

describe('a deployment in the middle of a day', () => {
  it('goes on with a mailing of the version before: every reader has one copy', async () => {
    const world = await halfMailed();
    const before = world.mailer.sent.length;
    age(world);
    await runMailing(world);

    expect(before).toBe(15);
    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
    expect(world.ports.issues.rows.get(ISSUE)?.state).toBe('sent');
  });

  it('and goes back to it again, a shard later', async () => {
    const world = await halfMailed();
    for (let shard = 0; shard < 2; shard += 1) {
      age(world);
      await deliverOne(world);
    }
    age(world);
    await runMailing(world);

    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
  });

  it('loses nothing of a draft that the version before laid out and editors work on', async () => {
    const desk = await deskWorld();
    const before = await desk.draft();
    expect(ageFiles(desk.ports.newsroom, 'drafts/')).toBeGreaterThan(0);
    const after = await loadDraft(desk.ports.newsroom, DAY);

    expect(after?.value.clippings.map(({ id, title }) => ({ id, title }))).toEqual(
      before.value.clippings.map(({ id, title }) => ({ id, title })),
    );
    expect(after?.value.leftOut).toHaveLength(before.value.leftOut.length);
  });

  it('control: is caught by a reader that refuses what it does not know, and by one that demands what came lately', async () => {
    const world = await halfMailed();
    const [row] = world.ports.ledger.mailings.values();

    expect(() => mailingSchema.strict().parse(aged(row))).toThrow('comesLater');
    expect(() => mailingSchema.required({ canaries: true }).parse(aged(row))).toThrow('canaries');
  });

  it('control: is caught mailing twice when the rows of the version before are not read', async () => {
    const world = await halfMailed();
    age(world);
    world.ports.ledger.deliveries.clear();
    await world.ports.deliver.send({ issueKey: ISSUE, shard: 0 });
    await runMailing(world);

    expect(copies(world).doubled).toBeGreaterThan(0);
  });
});
