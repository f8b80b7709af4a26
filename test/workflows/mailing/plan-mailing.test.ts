import { describe, expect, it } from 'vitest';
import { shift } from '../../../lambdas/core/calendar/instant.ts';
import type { AudienceShard } from '../../../lambdas/core/mailing/mailing.ts';
import { reviewMailing } from '../../../lambdas/workflows/mailing/finish-mailing.ts';
import { planMailing } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import {
  copies,
  deliverOne,
  ISSUE,
  makeWorld,
  readerOf,
  runMailing,
  START,
  type World,
} from '../../faults/mailing-world.ts';
import { sweepCrashes, withCrashes } from '../../support/crashing.ts';

function plan(world: World) {
  return planMailing(world.ports, { issueKey: ISSUE });
}

function shards(world: World): AudienceShard[] {
  const { newsroom } = world.ports;
  return [...newsroom.objects.keys()]
    .filter((key) => key.startsWith('audiences/'))
    .sort()
    .map((key) => JSON.parse(newsroom.text(key)));
}

function frozen(world: World): string[] {
  return shards(world).flatMap(({ recipients }) => recipients.map(({ subscriberId }) => subscriberId));
}

function setIssue(world: World, change: object): void {
  const issue = world.ports.issues.rows.get(ISSUE);
  if (issue !== undefined) world.ports.issues.rows.set(ISSUE, { ...issue, ...change });
}

describe('planning a mailing', () => {
  it('freezes the audience, opens the ledger, queues the shards and moves the issue on', async () => {
    const world = makeWorld();

    expect(await plan(world)).toEqual({ kind: 'planned', shards: 3, audience: 40 });
    expect(shards(world).map(({ recipients }) => recipients.length)).toEqual([15, 15, 10]);
    expect(frozen(world)).toEqual([...world.ports.subscribers.rows.keys()].sort());
    expect(world.ports.deliver.pending()).toEqual([0, 1, 2].map((shard) => ({ issueKey: ISSUE, shard })));
    expect(world.ports.issues.rows.get(ISSUE)).toMatchObject({ state: 'mailing', turn: 5 });
    expect(world.ports.ledger.mailings.get(ISSUE)).toMatchObject({ state: 'sending', armed: true, shards: 3, turn: 1 });
  });

  it('goes on where a planner died with nobody served, and leaves a mailing alone that has begun', async () => {
    const world = makeWorld();
    await plan(world);
    world.ports.deliver.drain();
    expect(await plan(world)).toEqual({ kind: 'planned', shards: 3, audience: 40 });

    while ((await deliverOne(world)) !== null);
    setIssue(world, { state: 'mailing' });
    const mailing = world.ports.ledger.mailings.get(ISSUE);
    if (mailing) world.ports.ledger.mailings.set(ISSUE, { ...mailing, state: 'sending' });
    expect(await plan(world)).toEqual({ kind: 'already' });
  });

  it('waits for eight o’clock, or for the publication where that is later', async () => {
    const world = makeWorld();
    world.ports.clock.set('2026-11-23T07:59:59+07:00');
    expect(await plan(world)).toEqual({ kind: 'too-early', due: START });

    setIssue(world, { publishedAt: '2026-11-23T09:10:00+07:00' });
    world.ports.clock.set('2026-11-23T09:09:59+07:00');
    expect(await plan(world)).toEqual({ kind: 'too-early', due: '2026-11-23T09:10:00+07:00' });
    world.ports.clock.set('2026-11-23T09:10:00+07:00');
    expect((await plan(world)).kind).toBe('planned');
  });

  it('refuses an issue of the day before yesterday, unless its mailing was open already', async () => {
    const world = makeWorld();
    world.ports.clock.set(shift(START, 24 * 3_600_000 + 1_000));
    expect(await plan(world)).toEqual({ kind: 'stale', due: START });
    expect(world.ports.ledger.mailings.size).toBe(0);
  });

  it.each(['drafting', 'approved', 'corrected', 'withdrawn'])('refuses an issue that is %s', async (state) => {
    const world = makeWorld();
    setIssue(world, { state });

    expect(await plan(world)).toEqual({ kind: 'not-published' });
    expect(await planMailing(world.ports, { issueKey: '2026-11-24' })).toEqual({ kind: 'not-published' });
  });

  it('refuses a snapshot that is not what was approved', async () => {
    const world = makeWorld();
    const { archive } = world.ports;
    const [key = ''] = archive.objects.keys();
    const changed = archive.text(key).replace('"editorName":"Thu Hằng"', '"editorName":"Ai Đó"');
    await archive.put(key, changed, { contentType: 'application/json' }, { kind: 'any' });

    await expect(plan(world)).rejects.toThrow('holds content with fingerprint');
    expect(world.ports.ledger.mailings.size).toBe(0);
  });

  it('refuses a mail without a place for the unsubscribe address', async () => {
    const world = makeWorld();
    const renderMail = async () => ({ subject: 'x', html: '<p>x</p>', text: 'x' });

    await expect(planMailing({ ...world.ports, renderMail }, { issueKey: ISSUE })).rejects.toThrow('unsubscribe');
  });

  it('without readers is finished at once', async () => {
    const world = makeWorld({ readers: 0 });

    expect(await plan(world)).toEqual({ kind: 'planned', shards: 0, audience: 0 });
    expect(world.ports.issues.rows.get(ISSUE)?.state).toBe('sent');
  });
});

/** Freezes with a crash at every effect; 30 readers join and every fifth leaves before the second run. */
async function sweepFreezing(make: () => World) {
  const found = { points: 0, twice: 0, missing: 0, miscounted: 0 };
  found.points = await sweepCrashes(async (crash) => {
    const world = make();
    const { rows } = world.ports.subscribers;
    const life = withCrashes(world.ports, crash);
    await planMailing(life.ports, { issueKey: ISSUE }).catch(() => undefined);
    const gone = [...rows.keys()].filter((_id, index) => index % 5 === 0);
    const stayed = [...rows.keys()].filter((id) => !gone.includes(id));
    for (const id of gone) rows.delete(id);
    for (let number = 100; number < 130; number += 1) rows.set(readerOf(number).id, readerOf(number));
    await plan(world);
    const ids = frozen(world);
    const mailing = world.ports.ledger.mailings.get(ISSUE);
    found.twice += ids.length - new Set(ids).size;
    found.missing += stayed.filter((id) => !ids.includes(id)).length;
    found.miscounted += Number(mailing?.audience !== ids.length || mailing.shards !== shards(world).length);
    return life.crashed();
  });
  return found;
}

describe('the audience', () => {
  it('holds everybody once, whoever joins and leaves around a crash at any effect', async () => {
    const found = await sweepFreezing(makeWorld);

    expect(found).toMatchObject({ twice: 0, missing: 0, miscounted: 0 });
    expect(found.points).toBeGreaterThan(15);
  });

  it('is found to be wrong by this very sweep when a planner begins anew and believes its own shards', async () => {
    const found = await sweepFreezing(() => {
      const world = makeWorld();
      const { newsroom } = world.ports;
      const { get, put } = newsroom;
      newsroom.get = async (key) => (key.startsWith('audiences/') ? null : get(key));
      newsroom.put = async (...given) => {
        const outcome = await put(...given);
        return outcome.kind === 'conflict' ? { kind: 'stored', etag: 'planted' } : outcome;
      };
      return world;
    });

    expect(found.missing + found.twice).toBeGreaterThan(0);
  });

  it('is one and the same for two planners at the same time', async () => {
    const world = makeWorld();
    await Promise.all([plan(world), plan(world), plan(world)]);
    await runMailing(world);

    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
    expect(world.ports.ledger.mailings.get(ISSUE)).toMatchObject({ audience: 40, shards: 3 });
  });

  it('out of order is refused rather than mailed', async () => {
    const world = makeWorld();
    const readers = [readerOf(1), readerOf(2)].sort((a, b) => (a.id < b.id ? 1 : -1));
    world.ports.subscribers.active = async function* () {
      yield readers;
    };

    await expect(plan(world)).rejects.toThrow('not in order');
  });
});

describe('looking after a mailing', () => {
  it('puts open shards to work again when the queue has lost everything', async () => {
    const world = makeWorld();
    await plan(world);
    world.ports.deliver.drain();

    expect(await reviewMailing(world.ports, { issueKey: ISSUE })).toEqual({ kind: 'requeued', shards: [0, 1, 2] });
    await runMailing(world);
    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
    expect(await reviewMailing(world.ports, { issueKey: ISSUE })).toEqual({ kind: 'finished' });
  });

  it('closes the issue where the last worker died between mailing and issue', async () => {
    const world = makeWorld();
    await runMailing(world);
    setIssue(world, { state: 'mailing', sentAt: null });

    expect(await reviewMailing(world.ports, { issueKey: ISSUE })).toEqual({ kind: 'finished' });
    expect(world.ports.issues.rows.get(ISSUE)?.state).toBe('sent');
  });

  it('leaves a stopped mailing alone and says what does not balance', async () => {
    const world = makeWorld();
    expect(await reviewMailing(world.ports, { issueKey: ISSUE })).toEqual({ kind: 'no-mailing' });
    await plan(world);
    const { ledger } = world.ports;
    const mailing = ledger.mailings.get(ISSUE);
    if (mailing === undefined) throw new Error('no mailing');
    ledger.mailings.set(ISSUE, { ...mailing, state: 'stopped' });
    expect(await reviewMailing(world.ports, { issueKey: ISSUE })).toEqual({ kind: 'not-sending', why: 'stopped' });

    ledger.mailings.set(ISSUE, mailing);
    world.ports.newsroom.objects.delete(`audiences/${ISSUE}/2.json`);
    expect(await reviewMailing(world.ports, { issueKey: ISSUE })).toMatchObject({ kind: 'unbalanced' });
  });
});
