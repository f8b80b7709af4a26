import { describe, expect, it } from 'vitest';
import type { Subscriber } from '../../../lambdas/core/subscriptions/subscriber.ts';
import { planMailing } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import { deliverOne, ISSUE, makeWorld, readerOf, runMailing } from '../../faults/mailing-world.ts';
import { sampleContent } from '../../support/sample-snapshot.ts';

const PRESENT = sampleContent().sections[0]?.id ?? '';

/** A mailing to two readers, the first as given; who was written to. */
async function mailedTo(choice: Partial<Subscriber>): Promise<string[]> {
  const world = makeWorld({ readers: 2 });
  const reader = { ...readerOf(0), ...choice };
  world.ports.subscribers.rows.set(reader.id, reader);
  await runMailing(world);
  return world.mailer.sent.map(({ to }) => to).sort();
}

const [first, second] = [readerOf(0).address, readerOf(1).address];

describe('a reader who chose sections', () => {
  it('gets an issue with something in one of them, whole', async () => {
    expect(await mailedTo({ sections: [PRESENT, 'not-there'] })).toEqual([first, second]);
  });

  it('gets no issue without, and stands in no book as failed or skipped', async () => {
    expect(await mailedTo({ sections: ['not-there'] })).toEqual([second]);
  });
});

describe('a reader who pauses', () => {
  it('gets nothing until the end of the day, and everything after', async () => {
    expect(await mailedTo({ pausedUntil: ISSUE })).toEqual([second]);
    expect(await mailedTo({ pausedUntil: '2026-11-22' })).toEqual([first, second]);
  });

  it('is skipped when they pause in the middle of a mailing', async () => {
    const world = makeWorld({ readers: 1 });
    const { ports } = world;
    await planMailing(ports, { issueKey: ISSUE });
    ports.subscribers.rows.set(readerOf(0).id, { ...readerOf(0), pausedUntil: ISSUE });
    await deliverOne(world);
    expect(world.mailer.sent).toEqual([]);
    expect([...ports.ledger.deliveries.values()].map(({ state }) => state)).toEqual([
      expect.objectContaining({ kind: 'skipped', reason: 'paused' }),
    ]);
  });
});
