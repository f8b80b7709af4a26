import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftKey } from '../../../lambdas/workflows/editing/desk-draft.ts';
import { DAY, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const ISSUE = `/desk/issues/${DAY}`;
let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

async function twoEditors() {
  const world = await deskWorld();
  const { app } = openDesk(world, house);
  const hien = visitor(app, await house.token(['approvers'], { sub: 'hien', name: 'Phạm Thu Hiền' }));
  const khang = visitor(app, await house.token(['editors'], { sub: 'khang', name: 'Đỗ Minh Khang' }));
  return { world, hien, khang };
}

const REWRITE = {
  title: 'Tiêu đề mới',
  placePrefix: '',
  text: 'Đoạn một.\r\n\r\nĐoạn hai.',
  site: 'Baomau.vn',
  day: '5/9/2024',
  authors: 'An, Bình',
};

describe('R31 two editors at one draft', () => {
  it('do not stand in each other’s way where they work on different clippings', async () => {
    const { world, hien, khang } = await twoEditors();
    const seenByKhang = await khang.fields(ISSUE);
    await hien.post(`${ISSUE}/clippings/tin1/drop`, await hien.fields(ISSUE));

    const late = await khang.post(`${ISSUE}/clippings/tin2/rewrite`, { ...seenByKhang, ...REWRITE });

    expect(late.status).toBe(303);
    const { clippings } = (await world.draft()).value;
    expect(clippings.map(({ id }) => id)).not.toContain('tin1');
    expect(clippings.find(({ id }) => id === 'tin2')?.title).toBe('Tiêu đề mới');
  });

  it('cannot overwrite each other: the slower is told what the faster did', async () => {
    const { world, hien, khang } = await twoEditors();
    const seenByKhang = await khang.fields(ISSUE);
    const cited = { ...REWRITE, title: 'Tiêu đề của Hiền' };
    await hien.post(`${ISSUE}/clippings/tin2/rewrite`, { ...(await hien.fields(ISSUE)), ...cited });
    const after = await world.draft();

    const late = await khang.post(`${ISSUE}/clippings/tin2/drop`, seenByKhang);

    expect(late.status).toBe(409);
    expect(late.html).toContain('Phạm Thu Hiền');
    expect((await world.draft()).etag).toBe(after.etag);
  });

  it('may send the same form again once the slower has seen it', async () => {
    const { world, hien, khang } = await twoEditors();
    const seenByKhang = await khang.fields(ISSUE);
    await hien.post(`${ISSUE}/clippings/tin2/pick`, { ...(await hien.fields(ISSUE)), picked: 'yes' });
    const late = await khang.post(`${ISSUE}/clippings/tin2/drop`, seenByKhang);
    const etag = /name="etag" value="([^"]*)"/.exec(late.html)?.[1]?.replaceAll('&#34;', '"') ?? '';

    const again = await khang.post(`${ISSUE}/clippings/tin2/drop`, { ...seenByKhang, etag });

    expect(again.status).toBe(303);
    expect((await world.draft()).value.clippings.map(({ id }) => id)).not.toContain('tin2');
  });

  it('keep what they typed when they come too late with a text', async () => {
    const { world, hien, khang } = await twoEditors();
    const seenByKhang = await khang.fields(ISSUE);
    const theirs = { ...REWRITE, title: 'Tiêu đề của Hiền' };
    await hien.post(`${ISSUE}/clippings/tin1/rewrite`, { ...(await hien.fields(ISSUE)), ...theirs });

    const late = await khang.post(`${ISSUE}/clippings/tin1/rewrite`, { ...seenByKhang, ...REWRITE });

    expect(late.status).toBe(409);
    expect(late.html).toContain('Đoạn một.\r\n\r\nĐoạn hai.');
    // Both texts are shown: one's own in the form, the other's beside it.
    expect(late.html).toContain('Tiêu đề mới');
    expect(late.html).toContain('Tiêu đề của Hiền');
    expect((await world.draft()).value.clippings.find(({ id }) => id === 'tin1')?.title).toBe('Tiêu đề của Hiền');
  });

  it('get their text back even when the other has dropped the clipping', async () => {
    const { hien, khang } = await twoEditors();
    const seenByKhang = await khang.fields(ISSUE);
    await hien.post(`${ISSUE}/clippings/tin1/drop`, await hien.fields(ISSUE));

    const late = await khang.post(`${ISSUE}/clippings/tin1/rewrite`, { ...seenByKhang, ...REWRITE });

    expect(late.status).toBe(409);
    expect(late.html).toContain('Đoạn một.');
  });

  it('lose nothing when both press at the same moment', async () => {
    const { world, hien, khang } = await twoEditors();
    const [forHien, forKhang] = [await hien.fields(ISSUE), await khang.fields(ISSUE)];

    const answers = await Promise.all([
      hien.post(`${ISSUE}/clippings/tin1/drop`, forHien),
      khang.post(`${ISSUE}/clippings/tin2/drop`, forKhang),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await world.draft()).value.clippings).toHaveLength(8);
    expect((await world.draft()).value.log).toHaveLength(2);
  });

  it('control: would lose an edit without the condition on the write', async () => {
    const { world, hien, khang } = await twoEditors();
    const put = world.ports.newsroom.put;
    // The planted fault: a store that writes whatever is there.
    world.ports.newsroom.put = (key, body, headers) => put(key, body, headers, { kind: 'any' });
    const [forHien, forKhang] = [await hien.fields(ISSUE), await khang.fields(ISSUE)];

    const answers = await Promise.all([
      hien.post(`${ISSUE}/clippings/tin1/drop`, forHien),
      khang.post(`${ISSUE}/clippings/tin2/drop`, forKhang),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await world.draft()).value.clippings).toHaveLength(9);
    expect((await world.draft()).value.log).toHaveLength(1);
  });
});

describe('editing', () => {
  it('rewrites title, text and citation in one go and says what changed', async () => {
    const { world, khang } = await twoEditors();
    const answer = await khang.post(`${ISSUE}/clippings/tin1/rewrite`, { ...(await khang.fields(ISSUE)), ...REWRITE });
    const { value } = await world.draft();
    const clipping = value.clippings.find(({ id }) => id === 'tin1');

    expect(answer.location).toBe(`${ISSUE}?done=rewritten#t-tin1`);
    expect(clipping).toMatchObject({ title: 'Tiêu đề mới', edited: true });
    expect(clipping?.body).toEqual([
      { kind: 'paragraph', runs: [{ text: 'Đoạn một.' }] },
      { kind: 'paragraph', runs: [{ text: 'Đoạn hai.' }] },
    ]);
    expect(clipping?.citation).toMatchObject({ site: 'Baomau.vn', day: '2024-09-05', authors: ['An', 'Bình'] });
    expect(value.log.map(({ by }) => by)).toEqual(['Đỗ Minh Khang', 'Đỗ Minh Khang']);
  });

  it('leaves no trace when a form is saved untouched', async () => {
    const { world, khang } = await twoEditors();
    const before = (await world.draft()).etag;
    const page = await khang.get(`${ISSUE}/clippings/tin1/rewrite`);
    const input = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.html)?.[1] ?? '';
    const area = (name: string) => new RegExp(`name="${name}"[^>]*>\n([^<]*)<`).exec(page.html)?.[1] ?? '';
    const form = {
      title: area('title'),
      placePrefix: input('placePrefix'),
      text: area('text').replaceAll('\n', '\r\n'),
      site: input('site'),
      day: input('day'),
      authors: input('authors'),
    };

    const answer = await khang.post(`${ISSUE}/clippings/tin1/rewrite`, { ...(await khang.fields(ISSUE)), ...form });

    expect(form.text.length).toBeGreaterThan(100);
    expect(answer.location).toContain('done=unchanged');
    expect((await world.draft()).etag).toBe(before);
  });

  it('puts a newcomer and one left out into the section that was chosen', async () => {
    const { world, khang } = await twoEditors();
    for (const id of ['baimoi', 'baingoai']) {
      const form = { ...(await khang.fields(ISSUE)), section: 'phan-tich' };
      expect((await khang.post(`${ISSUE}/candidates/${id}/restore`, form)).status).toBe(303);
    }
    const { value } = await world.draft();

    expect(value.tray).toEqual([]);
    expect(value.leftOut).toEqual([]);
    expect(value.clippings.filter(({ section }) => section === 'phan-tich')).toHaveLength(4);
  });

  it('refuses a day that is none, an empty title and a story nobody knows', async () => {
    const { world, khang } = await twoEditors();
    const before = (await world.draft()).etag;
    const fields = await khang.fields(ISSUE);
    const rewrite = (change: object) =>
      khang.post(`${ISSUE}/clippings/tin1/rewrite`, { ...fields, ...REWRITE, ...change });

    expect((await rewrite({ day: '31/02/2024' })).status).toBe(422);
    expect((await rewrite({ title: '  ' })).status).toBe(422);
    expect((await khang.post(`${ISSUE}/candidates/nobody/restore`, fields)).status).toBe(422);
    expect((await world.draft()).etag).toBe(before);
  });

  it('keeps a newcomer’s window open: newcomers go to the tray, never into the draft', async () => {
    const { world, khang } = await twoEditors();
    const before = (await world.draft()).value.clippings;
    await khang.post(`${ISSUE}/newcomers`, await khang.fields(ISSUE));
    const { value } = await world.draft();

    expect(value.clippings).toEqual(before);
    expect(value.window.to).toBe(world.clock.now());
    expect(world.ports.newsroom.objects.has(draftKey(DAY))).toBe(true);
  });
});
