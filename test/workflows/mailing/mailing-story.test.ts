import { describe, expect, it } from 'vitest';
import { shift } from '../../../lambdas/core/calendar/instant.ts';
import { mailingFigures, readReputation } from '../../../lambdas/workflows/mailing/mailing-figures.ts';
import { keepAudience } from '../../../lambdas/workflows/mailing/mailing-files.ts';
import { tellStory } from '../../../lambdas/workflows/mailing/mailing-story.ts';
import { ISSUE, makeWorld, RING, readerOf, runMailing, START, type World } from '../../faults/mailing-world.ts';

/** Readers in the order of their ids, in which they stand in shards. */
const ORDER = Array.from({ length: 40 }, (_, number) => readerOf(number)).toSorted((a, b) => (a.id < b.id ? -1 : 1));

async function mailed(readers = 40): Promise<World> {
  const world = makeWorld({ readers });
  await runMailing(world);
  return world;
}

describe('the story of an address', () => {
  it('is found however it is typed, in any of the shards', async () => {
    const world = await mailed();
    for (const number of [0, 7, 19, 39]) {
      const address = ` Ban-Doc-${number}@EXAMPLE.vn `;
      const story = await tellStory(world.ports, { address, keyring: RING });

      expect(story).toMatchObject({
        kind: 'story',
        standing: { state: 'active', editions: ['daily'] },
        deliveries: [{ kind: 'in-audience', issueKey: ISSUE, mailing: 'finished', state: { kind: 'delivered' } }],
      });
    }
  });

  it('says queued, never sent, of somebody without a row', async () => {
    const world = await mailed();
    const { id, address } = readerOf(3);
    for (const [key, row] of world.ports.ledger.deliveries) {
      if (row.subscriberId === id) world.ports.ledger.deliveries.delete(key);
    }

    const story = await tellStory(world.ports, { address, keyring: RING });
    expect(story).toMatchObject({ deliveries: [{ state: { kind: 'queued' } }] });
  });

  it('tells of a stranger and of one who came later that they were not among the recipients', async () => {
    const world = await mailed();
    for (const address of ['nguoi-la@example.vn', 'ban-doc-9999@example.vn']) {
      const story = await tellStory(world.ports, { address, keyring: RING });
      expect(story).toMatchObject({ standing: null, deliveries: [{ kind: 'not-in-audience' }] });
    }
    expect(await tellStory(world.ports, { address: 'không phải', keyring: RING })).toEqual({ kind: 'not-an-address' });
  });
});

describe('the story of an address after a correction', () => {
  /** A correction mailed in shards of which some hold nobody. */
  async function remailed(shards: readonly (readonly number[])[]): Promise<World> {
    const world = await mailed();
    const { issues, ledger, newsroom } = world.ports;
    const issue = issues.rows.get(ISSUE);
    if (issue) issues.rows.set(ISSUE, { ...issue, state: 'corrected', revision: 3 });
    const first = ledger.mailings.get(ISSUE);
    const issueKey = `${ISSUE}-r3`;
    if (first)
      ledger.mailings.set(issueKey, { ...first, issueKey, shards: shards.length, startedAt: shift(START, 3_600_000) });
    for (const [shard, numbers] of shards.entries()) {
      const recipients = numbers.map((number) => ({
        subscriberId: ORDER[number]?.id ?? '',
        address: ORDER[number]?.address ?? '',
      }));
      await keepAudience(newsroom, { version: 1, issueKey, shard, recipients });
    }
    return world;
  }

  it('has the mailing of the correction before that of the issue', async () => {
    const { ports } = await remailed([[0, 1]]);
    const story = await tellStory(ports, { address: ORDER[1]?.address ?? '', keyring: RING });
    expect(story).toMatchObject({ deliveries: [{ issueKey: `${ISSUE}-r3`, shard: 0 }, { issueKey: ISSUE }] });
  });

  it.each([
    [[[0, 1], [], [2, 3], [], [], [4]]],
    [[[], [], [0, 1, 2, 3, 4], []]],
    [[[0], [], [], [], [1, 2, 3, 4]]],
    [[[0, 1, 2, 3, 4], [], []]],
  ])('is found past shards that hold nobody: %j', async (shards) => {
    const { ports } = await remailed(shards);
    for (const [number, reader] of ORDER.slice(0, 6).entries()) {
      const story = await tellStory(ports, { address: reader.address, keyring: RING });
      const shard = shards.findIndex((each) => each.some((one) => one === number));
      const [told] = story.kind === 'story' ? story.deliveries : [];
      expect(told).toMatchObject(number < 5 ? { kind: 'in-audience', shard } : { kind: 'not-in-audience' });
    }
  });
});

describe('the figures of a mailing', () => {
  it('add up to the audience and name those in trouble', async () => {
    const world = await mailed();
    const [key, row] = [...world.ports.ledger.deliveries.entries()][5] ?? [];
    const state = { kind: 'failed', reason: 'unconfirmed', at: START } as const;
    if (key && row) world.ports.ledger.deliveries.set(key, { ...row, state });

    const figures = await mailingFigures(world.ports, ISSUE);
    expect(figures).toMatchObject({ counts: { delivered: 39, failed: 1 }, problems: [] });
    expect(figures?.troubled).toMatchObject([{ subscriberId: row?.subscriberId, state }]);
    expect(figures?.troubled[0]?.address).toMatch(/^ban-doc-\d+@example\.vn$/);
    expect(await mailingFigures(world.ports, '2026-11-30')).toBeNull();
  });

  it('tell a book that lost a row', async () => {
    const world = await mailed();
    const [key] = [...world.ports.ledger.deliveries.keys()];
    world.ports.ledger.deliveries.delete(key ?? '');

    expect((await mailingFigures(world.ports, ISSUE))?.counts).toMatchObject({ delivered: 39, queued: 1 });
  });
});

describe('the reputation', () => {
  it('is counted over the last mailings', async () => {
    const world = await mailed();
    await world.ports.ledger.addToTally(ISSUE, { heard: 400, bounced: 8, complained: 1, doubled: 0, strangers: 0 });

    const reputation = await readReputation(world.ports);
    expect(reputation.together.rates).toEqual({ bounces: 0.02, complaints: 0.0025 });
    expect(reputation.mailings).toMatchObject([{ issueKey: ISSUE, rates: { bounces: 0.02 } }]);
    expect(reputation.serviceLimits.bounces).toBeGreaterThan(reputation.houseLimits.bounces);
  });
});
