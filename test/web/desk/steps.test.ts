import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, type Visitor, visitor } from './visitor.ts';

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

async function press(editor: Visitor, path: string, own: Record<string, string> = {}) {
  return editor.post(`${ISSUE}/${path}`, { ...(await editor.fields(ISSUE)), ...own });
}

/** Presses the button of the page, as it stands there after a reload. */
async function step(editor: Visitor, kind: 'undo' | 'redo') {
  const form = load((await editor.get(ISSUE)).html)(`form[action$="/${kind}"]`);
  const fields = ['etag', 'seen', 'at'].map((name) => [name, String(form.find(`[name=${name}]`).attr('value') ?? '')]);
  return editor.post(`${ISSUE}/${kind}`, Object.fromEntries(fields));
}

/** Every way of changing the draft, each on the sample draft. */
const STEPS: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>> = {
  'moving to another section': ['clippings/tin1/move', { section: 'phan-tich' }],
  'dragging to a place in another section': ['clippings/tin1/move', { section: 'dia-phuong', position: '2' }],
  'moving down': ['clippings/tin1/move', { direction: 'down' }],
  dropping: ['clippings/tin5/drop', {}],
  merging: ['clippings/tin2/merge', { into: 'tin1' }],
  'restoring a newcomer': ['candidates/baimoi/restore', { section: 'quan-ly' }],
  'marking for the monthly': ['clippings/tin3/pick', { picked: 'yes' }],
  'naming the editor': ['editor', { name: 'Trần Văn A' }],
};

describe('a card that is dragged', () => {
  it('stands where it was let go, and leaves no trace where that is its old place', async () => {
    const { world, khang } = await twoEditors();
    const order = async () => (await world.draft()).value.clippings.map(({ id }) => id);
    await press(khang, 'clippings/tin1/move', { section: 'dia-phuong', position: '1' });
    expect((await order()).slice(0, 4)).toEqual(['tin2', 'tin3', 'tin1', 'tin4']);
    const again = await press(khang, 'clippings/tin1/move', { section: 'dia-phuong', position: '1' });
    expect(again.location).toContain('done=unchanged');
    expect((await world.draft()).value.log).toHaveLength(1);
  });
});

describe('taking a step back', () => {
  it.each(Object.entries(STEPS))(
    'leaves the draft as it was before %s, and doing it again as after',
    async (_, [path, own]) => {
      const { world, khang } = await twoEditors();
      const stories = async () => {
        const { clippings, tray, leftOut, editorName } = (await world.draft()).value;
        return { clippings, tray, leftOut, editorName };
      };
      const before = await stories();
      expect((await press(khang, path, own)).status).toBe(303);
      const after = await stories();
      expect(after).not.toEqual(before);

      expect((await step(khang, 'undo')).location).toContain('done=undone');
      expect(await stories()).toEqual(before);
      expect((await step(khang, 'redo')).location).toContain('done=redone');
      expect(await stories()).toEqual(after);
    },
  );

  it('goes on to the step before, and keeps what the other did elsewhere', async () => {
    const { world, hien, khang } = await twoEditors();
    const before = (await world.draft()).value;
    await press(khang, 'clippings/tin2/merge', { into: 'tin1' });
    await press(khang, 'clippings/tin1/drop');
    await press(hien, 'clippings/tin7/drop');
    await step(khang, 'undo');
    await step(khang, 'undo');

    const { value } = await world.draft();
    expect(value.clippings).toEqual(before.clippings.filter(({ id }) => id !== 'tin7'));
    expect(value.rulings).toEqual([]);
  });

  it('is refused, and says why, where another has touched the story since', async () => {
    const { world, hien, khang } = await twoEditors();
    await press(khang, 'clippings/tin1/pick', { picked: 'yes' });
    await press(hien, 'clippings/tin1/move', { section: 'phan-tich' });
    const { etag } = await world.draft();

    const answer = await step(khang, 'undo');
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('đã được người khác sửa sau bước đó');
    expect((await world.draft()).etag).toBe(etag);
  });

  it('is nobody else’s: what another did cannot be taken back', async () => {
    const { hien, khang } = await twoEditors();
    await press(hien, 'clippings/tin1/drop');
    const page = load((await khang.get(ISSUE)).html);
    expect(page('form[action$="/undo"] button').attr('disabled')).toBeDefined();
    expect((await press(khang, 'undo', { at: '1' })).status).toBe(422);
  });
});

describe('the open page', () => {
  it('is told in one line that nothing changed, and gets the page once something did', async () => {
    const { world, hien, khang } = await twoEditors();
    const first = await khang.get(`${ISSUE}/live`);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toBe((await world.draft()).etag);
    const ask = (tag: string) => khang.get(`${ISSUE}/live`, { 'if-none-match': tag });
    expect((await ask(etag)).status).toBe(304);
    expect((await ask(`W/${etag}`)).status).toBe(304);

    await press(hien, 'clippings/tin3/drop');
    const next = await ask(etag);
    expect(next.status).toBe(200);
    expect(load(next.html)('#t-tin3').length).toBe(0);
  });
});

describe('the search of what is outside', () => {
  it('finds with and without marks, newcomers and those left out, and says when there is nothing', async () => {
    const { khang } = await twoEditors();
    const found = async (query: string) => {
      const page = load((await khang.get(`${ISSUE}?q=${encodeURIComponent(query)}`)).html);
      return {
        ids: page('#tin-ngoai .candidate')
          .map((_, each) => page(each).attr('id'))
          .get(),
        told: page('.found').text(),
      };
    };
    expect((await found('phuong thi diem')).ids).toEqual(['u-baingoai']);
    expect((await found('Phường CAO TUỔI')).ids).toEqual(['u-baingoai']);
    expect((await found('dịch vụ')).ids).toEqual(['u-baimoi']);
    expect((await found('<b>khongco')).told).toContain('Không có tin nào để ngoài có “<b>khongco”.');
  });
});
