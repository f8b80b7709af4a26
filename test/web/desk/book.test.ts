import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookMessages } from '../../../lambdas/web/desk/book-messages.ts';
import { DESK_ROUTES } from '../../../lambdas/web/desk/routes.ts';
import { readDeskBook } from '../../../lambdas/workflows/editing/desk-book.ts';
import { DAY, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const DROP = `/desk/issues/${DAY}/clippings/tin1/drop`;
const HASH = /^[0-9a-f]{64}$/;

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

describe('R33 the book of who did what at the desk', () => {
  it('has one line for each change, with who it was and hashes of what was sent and what it was made from', async () => {
    const world = await deskWorld();
    const { app } = openDesk(world, house);
    const editor = visitor(app, await house.token(['editors']));
    const fields = await editor.fields(`/desk/issues/${DAY}`);
    expect((await editor.post(DROP, fields)).status).toBe(303);

    expect(await readDeskBook(world.ports.newsroom, DAY)).toEqual([
      {
        ...{ version: 1, at: '2026-11-23T06:30:00+07:00', by: 'p1', name: 'Phạm Thu Hiền', about: DROP },
        ...{
          deed: 'POST /desk/issues/:key/clippings/:id/drop',
          sent: expect.stringMatching(HASH),
          before: fields.etag,
        },
      },
    ]);
    const overseer = visitor(app, await house.token(['administrators']));
    const { html } = await overseer.get('/desk/journal');
    expect(html).toContain('<strong>Bỏ tin</strong> (Số ngày 23/11/2026)');
    expect((await overseer.get('/desk/journal?day=2026-11-22')).html).toContain('Chưa có việc nào được ghi');
  });

  it('has no line for what was refused, foreign or only looked at', async () => {
    const world = await deskWorld();
    const { app } = openDesk(world, house);
    const editor = visitor(app, await house.token(['editors']));
    const fields = await editor.fields(`/desk/issues/${DAY}`);
    await visitor(app, await house.token(['readers'])).post(DROP, fields);
    await editor.post(DROP, fields, { origin: 'https://evil.example' });
    await editor.post(DROP, { etag: '"another"' });
    await editor.get('/desk/today');

    expect(await readDeskBook(world.ports.newsroom, DAY)).toEqual([]);
  });

  it('is told when a line cannot be written, and what was done stays done', async () => {
    const world = await deskWorld();
    const newsroom = {
      ...world.ports.newsroom,
      put: (...call: Parameters<typeof world.ports.newsroom.put>) =>
        call[0].startsWith('journal/') ? Promise.reject(new Error('full')) : world.ports.newsroom.put(...call),
    };
    const { app, reports } = openDesk({ ...world, ports: { ...world.ports, newsroom } }, house);
    const editor = visitor(app, await house.token(['editors']));
    expect((await editor.post(DROP, await editor.fields(`/desk/issues/${DAY}`))).status).toBe(303);

    expect(reports).toEqual([expect.stringContaining('book cannot be written')]);
    expect((await world.draft()).value.clippings).toHaveLength(9);
  });

  it('calls every form of the desk by a Vietnamese name', () => {
    const { deeds } = bookMessages();
    const forms = DESK_ROUTES.filter(({ method, needs }) => method === 'POST' && needs !== 'nothing');

    expect(forms.map(({ path }) => `POST ${path}`).filter((route) => !(route in deeds))).toEqual([]);
  });
});
