import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../lambdas/core/mailing/delivery.ts';
import { eachPoint, goOn, replayed, sweepPlanning, sweepWorkers } from './mailing-sweep.ts';
import { makeWorld, type World } from './mailing-world.ts';
import { ALL, LONG } from './sizes.ts';

const READERS = ALL ? 1_000 : 30;
/** The sample's step shares no factor with the effects of one recipient. */
const STEP = ALL ? 1 : 2;

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

/** The planted bug: what is frozen is frozen anew by whoever comes, and the reader at its head is counted again. */
function freezingAnew(world: World): World {
  const { newsroom } = world.ports;
  const put = newsroom.put;
  newsroom.put = (key, body, headers) => put(key, body, headers, { kind: 'any' });
  newsroom.get = async () => null;
  return world;
}

/** The planted bug: a planner that counts its runs leaves another mailing than the one before it. */
function countingRuns(world: World): World {
  const { ledger } = world.ports;
  const { openMailing } = ledger;
  let runs = 0;
  ledger.openMailing = (mailing) => {
    runs += 1;
    return openMailing({ ...mailing, audience: mailing.audience + Number(runs > 2) });
  };
  return world;
}

/** Everything a mailing leaves behind, as one text; mails to the byte. */
function leftBy({ ports, mailer, takenAt, told }: World): string {
  const { ledger, issues, clock } = ports;
  const rows = [...ledger.deliveries].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const mails = mailer.sent.map((mail) => ({ ...mail, raw: Buffer.from(mail.raw).toString('latin1') }));
  return JSON.stringify({
    rows,
    mails,
    takenAt,
    told,
    now: clock.now(),
    mailings: [...ledger.mailings],
    issues: [...issues.rows],
  });
}

describe('R1 a worker that is killed at any effect of a mailing', () => {
  it(`of ${READERS} leaves nobody without the mail and nobody with two, one death a mailing`, LONG, async () => {
    const swept = await sweepWorkers({ readers: READERS, step: STEP });

    expect(swept).toMatchObject({ doubled: 0, unsent: 0, unfinished: 0 });
    expect(swept.points).toBeGreaterThan((READERS * 3) / STEP);
  });

  it('goes on from what was kept to the very byte as after a process that ended', LONG, async () => {
    const readers = ALL ? 200 : 45;
    let compared = 0;
    await eachPoint({ readers, step: 23 }, async (point) => {
      point.putBack();
      await goOn(point.world);
      expect(leftBy(point.world)).toBe(leftBy(await replayed(point, readers)));
      compared += 1;
    });
    expect(compared).toBeGreaterThan(5);
  });

  it('control: would be seen going on from a ledger that was not kept', LONG, async () => {
    const readers = 25;
    const plant = (world: World): World => {
      world.ports.ledger.keep = () => () => undefined;
      return world;
    };
    const differing: boolean[] = [];
    await eachPoint({ readers, step: 9, plant }, async (point) => {
      point.putBack();
      await goOn(point.world);
      differing.push(leftBy(point.world) !== leftBy(await replayed(point, readers)));
    });
    expect(differing).toContain(true);
  });

  it('R1 control: is found by this very sweep when rows are marked only after sending', LONG, async () => {
    const swept = await sweepWorkers({ readers: 20, step: 2, plant: markingAfterSend });

    expect(swept.doubled).toBeGreaterThan(5);
  });

  it('R1 control: is found by this very sweep when nobody waits for the events', LONG, async () => {
    const impatient = { eventAfterMs: 300_000, policy: { shardSize: 10, eventWaitMs: 0, witnesses: 0 } };
    const swept = await sweepWorkers({
      readers: 20,
      step: 2,
      plant: () => makeWorld({ ...impatient, rate: 4, readers: 20, isBrief: true }),
    });

    expect(swept.doubled).toBeGreaterThan(5);
  });
});

describe('R1 a planner that is killed at any effect', () => {
  it('leaves one and the same mailing to the next', LONG, async () => {
    const swept = await sweepPlanning({ readers: ALL ? 1_000 : 50 });

    expect(swept).toMatchObject({ doubled: 0, unsent: 0, unfinished: 0, different: 0 });
    expect(swept.points).toBeGreaterThan(ALL ? 100 : 8);
  });

  it.each([
    ['a frozen audience cannot be read again', freezingAnew],
    ['a second planner counts anew', countingRuns],
  ])('R1 control: is found by this very sweep when %s', LONG, async (_, plant) => {
    const swept = await sweepPlanning({ readers: 50, plant }).catch(() => ({ different: 1 }));

    expect(swept.different).toBeGreaterThan(0);
  });
});
