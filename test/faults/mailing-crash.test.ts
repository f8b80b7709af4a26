import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../lambdas/core/mailing/delivery.ts';
import { balanceOf } from '../../lambdas/workflows/finish-mailing.ts';
import { type CrashPlan, sweepCrashes } from '../support/crashing.ts';
import { copies, ISSUE, makeWorld, runMailing, type World } from './mailing-world.ts';

const ONE_LANE = 4;

/** A crash at every effect of planning, delivering and recording; returns what went wrong in all of them together. */
async function sweep(make: () => World) {
  const found = { points: 0, doubled: 0, unsent: 0, unfinished: 0 };
  found.points = await sweepCrashes(async (plan) => {
    const world = make();
    const isMet = await runMailing(world, [plan]);
    const { doubled, unsent } = copies(world);
    found.doubled += doubled;
    found.unsent += unsent;
    found.unfinished += Number(world.ports.ledger.mailings.get(ISSUE)?.state !== 'finished');
    return isMet;
  });
  return found;
}

/** The planted bug: nothing is claimed, a row is written only after its message was sent. */
function markingAfterSend(world: World): World {
  const { ledger } = world.ports;
  const advance = ledger.advance;
  ledger.advance = async (delivery: Delivery) => {
    if (delivery.state.kind === 'claimed') return true;
    const present = await ledger.delivery(delivery.issueKey, delivery.shard, delivery.subscriberId);
    return advance({ ...delivery, turn: (present?.turn ?? 0) + 1 });
  };
  return world;
}

describe('a crash at any effect of a mailing of 40', () => {
  it('leaves nobody without the mail and nobody with two', { timeout: 240_000 }, async () => {
    const found = await sweep(() => makeWorld({ rate: ONE_LANE }));

    expect(found).toMatchObject({ doubled: 0, unsent: 0, unfinished: 0 });
    expect(found.points).toBeGreaterThan(300);
  });

  it('leaves nobody out or doubled with ten lanes in flight', { timeout: 240_000 }, async () => {
    expect(await sweep(() => makeWorld({ readers: 20 }))).toMatchObject({ doubled: 0, unsent: 0, unfinished: 0 });
  });

  it('is found by this very sweep when rows are marked only after sending', { timeout: 240_000 }, async () => {
    const found = await sweep(() => markingAfterSend(makeWorld({ rate: ONE_LANE, readers: 10 })));

    expect(found.doubled).toBeGreaterThan(5);
  });

  it('is found by this very sweep when nobody waits for the events', { timeout: 240_000 }, async () => {
    const found = await sweep(() =>
      makeWorld({ rate: ONE_LANE, readers: 10, eventAfterMs: 300_000, policy: { eventWaitMs: 0 } }),
    );

    expect(found.doubled).toBeGreaterThan(5);
  });
});

describe('three crashes at random effects', () => {
  it('double nobody, and a reader without the mail is in the books as unconfirmed', { timeout: 240_000 }, async () => {
    const random = lcg(20_261_123);
    let unsent = 0;
    for (let round = 0; round < 80; round += 1) {
      const world = makeWorld();
      const crashes = [0, 1, 2].map(
        (): CrashPlan => ({ at: 1 + Math.floor(random() * 120), when: random() < 0.5 ? 'before' : 'after' }),
      );
      await runMailing(world, crashes);
      const found = copies(world);
      const books = await Promise.all([0, 1, 2].map((shard) => balanceOf(world.ports, ISSUE, shard)));
      const failed = books.reduce((sum, { counts }) => sum + counts.failed, 0);
      unsent += found.unsent;
      expect(found).toEqual({ doubled: 0, unsent: failed });
      expect(world.ports.ledger.mailings.get(ISSUE)?.state).toBe('finished');
    }
    // The price of "once more, then never again": whoever is in hand at two crashes, at most one a crash.
    expect(unsent).toBeLessThanOrEqual(80 * 2);
  });
});

/** A small generator of the same numbers every time. */
function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
