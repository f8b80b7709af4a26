import { describe, expect, it } from 'vitest';
import { shift } from '../../../lambdas/core/calendar/instant.ts';
import { planVisits } from '../../../lambdas/workflows/gathering/plan-visits.ts';
import { visit as visitRow } from '../../contracts/samples.ts';
import { gatherWorld, MORNING, paper } from './gather-world.ts';

const PAPERS = ['bao-mot', 'bao-hai', 'bao-ba'].map((id) => paper(id, `${id}.example.vn`));

describe('planning visits', () => {
  it('asks for every source that was never visited, and for those whose time has come', async () => {
    const world = gatherWorld(PAPERS);
    expect(await planVisits(world)).toMatchObject({ due: 3 });
    expect(world.gather.pending()).toEqual(PAPERS.map(({ id }) => ({ sourceId: id })));
  });

  it('leaves out a source whose time has not come, to the second', async () => {
    const world = gatherWorld(PAPERS);
    const nextVisitAt = { 'bao-mot': MORNING, 'bao-hai': shift(MORNING, 1_000), 'bao-ba': shift(MORNING, -1_000) };
    for (const [id, next] of Object.entries(nextVisitAt))
      world.visits.rows.set(id, visitRow(id, { nextVisitAt: next }));
    expect(await planVisits(world)).toMatchObject({ due: 2 });
    expect(world.gather.pending()).toEqual([{ sourceId: 'bao-mot' }, { sourceId: 'bao-ba' }]);
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
