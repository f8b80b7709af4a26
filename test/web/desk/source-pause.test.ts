import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPaused } from '../../../lambdas/core/sources/source.ts';
import { sourceMessages } from '../../../lambdas/web/desk/source-messages.ts';
import { gatherHere } from '../../../lambdas/workflows/gathering/gather-here.ts';
import { dueSources, planVisits } from '../../../lambdas/workflows/gathering/plan-visits.ts';
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

const rowOf = (html: string, id: string): string => html.split(`<tr id="s-${id}">`)[1]?.split('</tr>')[0] ?? '';

/** Sources the next round of visits asks for. */
async function asked({ ports }: DeskWorld): Promise<string[]> {
  const gather = memoryWorkQueue<{ readonly sourceId: string }>();
  await planVisits({ ...ports, gather });
  return gather.pending().map(({ sourceId }) => sourceId);
}

describe('a source that refuses foreign addresses', () => {
  it('is read from the office when an editor says so, by nobody else, and then again as before', async () => {
    const world = await deskWorld();
    const editor = await editorOf(world);
    const { ports } = world;
    const fromOffice = async () => (await dueSources(ports, 'office')).map(({ id }) => id);
    expect(await fromOffice()).toEqual([]);
    expect((await editor.get('/desk/sources')).html).not.toContain(sourceMessages().fromOffice);

    const moved = await editor.post('/desk/sources/vtv/place', { from: 'office' });
    expect(moved.location).toBe('/desk/sources?done=to-office#s-vtv');
    expect([await fromOffice(), (await asked(world)).includes('vtv')]).toEqual([['vtv'], false]);
    const { html } = await editor.get('/desk/sources?done=to-office');
    expect(rowOf(html, 'vtv')).toContain(`· ${sourceMessages().fromOffice}</span>`);
    expect(rowOf(html, 'vtv')).toContain('name="from" value="cloud"');
    expect(html).toContain(sourceMessages().done['to-office']);
    expect((await editor.get('/desk/settings/sources')).html).toContain('Phạm Thu Hiền: đọc từ máy tính của cơ quan');
    // A round on the office's computer reads that source alone.
    expect(await gatherHere(ports)).toMatchObject([{ sourceId: 'vtv' }]);

    await editor.post('/desk/sources/vtv/place', { from: 'cloud' });
    expect(await fromOffice()).toEqual([]);
    expect(rowOf((await editor.get('/desk/sources')).html, 'vtv')).not.toContain(sourceMessages().fromOffice);
  });

  it('stays where it is for whoever may only read, a place nobody knows and a source that is not there', async () => {
    const world = await deskWorld();
    const { app } = openDesk(world, house);
    const reader = visitor(app, await house.token(['readers']));
    expect((await reader.get('/desk/sources')).html).not.toContain('name="from"');
    const editor = await editorOf(world);
    const statuses = [
      (await reader.post('/desk/sources/vtv/place', { from: 'office' })).status,
      (await editor.post('/desk/sources/vtv/place', { from: 'moon' })).status,
      (await editor.post('/desk/sources/khong-co/place', { from: 'office' })).status,
    ];
    expect(statuses).toEqual([403, 422, 422]);
    expect(await world.ports.newsroom.list('settings/')).toEqual([]);
  });
});

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
