import { describe, expect, it } from 'vitest';
import { shift } from '../../../lambdas/core/calendar/instant.ts';
import type { VisitRequest } from '../../../lambdas/ports/work-queue.ts';
import { planVisits } from '../../../lambdas/workflows/gathering/plan-visits.ts';
import { visitAsAsked } from '../../../lambdas/workflows/gathering/visit-as-asked.ts';
import { visitById } from '../../../lambdas/workflows/gathering/visit-source.ts';
import { visit as visitRow } from '../../contracts/samples.ts';
import {
  article,
  FEED,
  type GatherWorld,
  gatherWorld,
  HOME,
  list,
  MORNING,
  paper,
  requestsFor,
} from './gather-world.ts';

const PAPERS = ['bao-mot', 'bao-hai', 'bao-ba'].map((id) => paper(id, `${id}.example.vn`));

describe('planning visits', () => {
  it('asks for every source that was never visited, and for those whose time has come', async () => {
    const world = gatherWorld(PAPERS);
    expect(await planVisits(world)).toMatchObject({ due: 3 });
    expect(world.gather.pending()).toEqual(PAPERS.map(({ id }) => ({ sourceId: id, askedAt: MORNING })));
  });

  it('leaves out a source whose time has not come, to the second', async () => {
    const world = gatherWorld(PAPERS);
    const nextVisitAt = { 'bao-mot': MORNING, 'bao-hai': shift(MORNING, 1_000), 'bao-ba': shift(MORNING, -1_000) };
    for (const [id, next] of Object.entries(nextVisitAt))
      world.visits.rows.set(id, visitRow(id, { nextVisitAt: next }));
    expect(await planVisits(world)).toMatchObject({ due: 2 });
    expect(world.gather.pending()).toMatchObject([{ sourceId: 'bao-mot' }, { sourceId: 'bao-ba' }]);
    world.clock.advance(1_000);
    expect(await planVisits(world)).toMatchObject({ due: 3 });
  });

  it('groups messages by host, so that a host is read by one visit at a time', async () => {
    const world = gatherWorld([
      paper('bao-mot', 'chung.example.vn'),
      paper('bao-hai', 'chung.example.vn'),
      paper('bao-ba'),
    ]);
    await planVisits(world);
    expect(world.gather.receive(10).map(({ message }) => message.sourceId)).toEqual(['bao-mot', 'bao-ba']);
  });
});

/** Requests for the listing of a paper that was asked for twice, the second time so many minutes late, and whose messages are `done`. */
async function requestsAfter(minutes: number, done: (world: GatherWorld, request: VisitRequest) => Promise<unknown>) {
  const world = gatherWorld();
  list(world, [{ path: '/mot-cua.html' }]);
  world.web.answer(`${HOME}/mot-cua.html`, article('/mot-cua.html'));
  await planVisits(world);
  world.clock.advance(minutes * 60_000);
  await planVisits(world);
  expect(world.gather.pending()).toHaveLength(2);
  for (const request of world.gather.drain()) await done(world, request);
  return requestsFor(world, FEED);
}

describe('a round that is fired twice', () => {
  it.each([0, 1, 12])('reads each paper once, the second time %i minutes late', async (minutes) => {
    expect(await requestsAfter(minutes, visitAsAsked)).toBe(1);
    // Planted: whoever does what every message says reads it twice in a row.
    expect(await requestsAfter(minutes, (world, { sourceId }) => visitById(world, sourceId))).toBe(2);
  });

  it('lets one that ran out of time go on, and reads whoever is asked for by hand or is due again', async () => {
    const world = gatherWorld();
    list(world, []);
    const [asked, byHand] = [{ sourceId: 'bao-mot', askedAt: MORNING }, { sourceId: 'bao-mot' }];
    expect(await visitAsAsked(world, asked)).toMatchObject({ kind: 'visited' });
    expect(await visitAsAsked(world, asked)).toEqual({ kind: 'visited-since', sourceId: 'bao-mot' });
    expect(await visitAsAsked(world, byHand)).toMatchObject({ kind: 'visited' });
    const row = world.visits.rows.get('bao-mot');
    if (row) world.visits.rows.set('bao-mot', { ...row, nextVisitAt: world.clock.now() });
    expect(await visitAsAsked(world, asked)).toMatchObject({ kind: 'visited' });
  });
});
