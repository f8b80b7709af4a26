import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPaused } from '../../../lambdas/core/sources/source.ts';
import { planVisits } from '../../../lambdas/workflows/gathering/plan-visits.ts';
import { loadHouse } from '../../../lambdas/workflows/settings/house.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';
import { type DeskWorld, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, type Visitor, visitor } from './visitor.ts';

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

const editorOf = async (world: DeskWorld): Promise<Visitor> =>
  visitor(openDesk(world, house).app, await house.token(['editors']));

/** Sources the next round of visits asks for. */
async function asked({ ports }: DeskWorld): Promise<string[]> {
  const gather = memoryWorkQueue<{ readonly sourceId: string }>();
  await planVisits({ ...ports, gather });
  return gather.pending().map(({ sourceId }) => sourceId);
}

describe('a source that is paused', () => {
  it('is not visited until its day, says why, and is told in the versions; then it is read again', async () => {
    const world = await deskWorld();
    const editor = await editorOf(world);
    expect(await asked(world)).toContain('vtv');
    const wish = { reason: 'báo đổi giao diện <i>', until: '30/11/2026' };
    expect((await editor.post('/desk/sources/vtv/pause', wish)).location).toBe('/desk/sources?done=paused#s-vtv');
    expect(await asked(world)).not.toContain('vtv');
    const { html } = await editor.get('/desk/sources?done=paused');
    expect(html).toContain('Tạm dừng đến 30/11/2026: báo đổi giao diện &lt;i&gt;');
    expect((await editor.get('/desk/settings/sources')).html).toContain('Phạm Thu Hiền: báo đổi giao diện &lt;i&gt;');
    const source = (await loadHouse(world.ports.newsroom)).sources.find(({ id }) => id === 'vtv');
    expect(['2026-11-29', '2026-11-30'].map((day) => source && isPaused(source, day))).toEqual([true, false]);
    await editor.post('/desk/sources/vtv/resume');
    expect(await asked(world)).toContain('vtv');
    expect((await editor.get('/desk/settings/sources')).html).toContain('Bản 3');
  });

  it('needs a reason, a day to come and a source that is there', async () => {
    const world = await deskWorld();
    const editor = await editorOf(world);
    const statuses = await Promise.all(
      [
        editor.post('/desk/sources/vtv/pause', { reason: '', until: '' }),
        editor.post('/desk/sources/vtv/pause', { reason: 'x', until: '23/11/2026' }),
        editor.post('/desk/sources/vtv/pause', { reason: 'x', until: 'mai' }),
        editor.post('/desk/sources/khong-co/pause', { reason: 'x', until: '' }),
      ].map(async (answer) => (await answer).status),
    );
    expect(statuses).toEqual([422, 422, 422, 422]);
    expect(await world.ports.newsroom.list('settings/')).toEqual([]);
  });
});
