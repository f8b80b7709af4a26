import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citationText } from '../../../lambdas/core/drafting/citation.ts';
import { seedRegistry } from '../../../lambdas/core/sources/registry.ts';
import { DAY, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const { sources } = seedRegistry();
const ISSUE = `/desk/issues/${DAY}`;
let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

async function editorAt() {
  const world = await deskWorld();
  const { app } = openDesk(world, house);
  const editor = visitor(app, await house.token(['editors'], { sub: 'khang', name: 'Đỗ Minh Khang' }));
  const add = async (kind: string, form: Record<string, string>) =>
    editor.post(`${ISSUE}/add/${kind}`, { ...(await editor.fields(ISSUE)), ...form });
  const first = async (origin: string) => (await world.draft()).value.clippings.find((each) => each.origin === origin);
  return { world, editor, add, first };
}

const PIECE = {
  title: 'Một năm làm việc ở bộ phận một cửa',
  author: 'Lê Thị Mẫu',
  affiliation: 'Sở Nội vụ',
  text: 'Đoạn một.\r\nĐoạn hai.',
  section: 'phan-tich',
};

describe('adding by hand', () => {
  it('an own piece is signed with its affiliation, and its line of origin names neither site nor day', async () => {
    const { add, first, editor } = await editorAt();
    expect((await add('piece', PIECE)).location).toContain('done=added-piece#t-bai-viet-');
    const clipping = await first('own');
    expect(clipping?.body).toHaveLength(2);
    expect(clipping && citationText(clipping.citation)).toBe('(Lê Thị Mẫu, Sở Nội vụ)');
    expect(load((await editor.get(ISSUE)).html)(`[id="t-${clipping?.id}"] .meta`).text()).toContain(
      'bài viết của ban biên tập',
    );
    expect((await editor.get(`${ISSUE}/preview/mail`)).html).toContain('(Lê Thị Mẫu, Sở Nội vụ)');
  });

  it('a pasted page obeys the agreement with its paper, and is marked', async () => {
    const { add, first } = await editorAt();
    const full = sources.find(({ printing }) => printing === 'full');
    const page = {
      ...PIECE,
      address: `https://${full?.hosts[0]}/cai-cach-123456.html`,
      site: '',
      day: '22/11/2026',
      authors: 'An',
    };
    expect((await add('page', page)).location).toContain('done=added-page');
    const clipping = await first('pasted');
    expect(clipping?.citation).toMatchObject({ site: full?.citeAs, day: '2026-11-22', authors: ['An'] });
    expect(clipping?.printing).toBe('full');
    // The same address twice is the same article.
    expect((await add('page', page)).status).toBe(422);
  });

  it.each([
    ['link', { address: 'khong phai dia chi' }, 'không phải là địa chỉ'],
    ['link', { address: 'https://baola.example.vn/bai' }, 'chưa có trong danh sách nguồn tin'],
    [
      'page',
      { ...PIECE, address: 'https://baola.example.vn/bai', site: '', day: '', authors: '' },
      'chưa có trong danh sách',
    ],
    ['piece', { ...PIECE, author: ' ' }, 'tên tác giả'],
    ['piece', { ...PIECE, text: ' \n ' }, 'Nội dung tin không được để trống'],
  ])('refuses %s %j with a reason, and keeps what was typed', async (kind, form: Record<string, string>, words) => {
    const { add, world } = await editorAt();
    const { etag } = await world.draft();
    const answer = await add(kind, form);
    expect(answer.status).toBe(422);
    const page = load(answer.html);
    expect(page('.error').text()).toContain(words);
    if (form.text?.trim()) expect(page(`form[action$="/${kind}"] [name=text]`).text()).toContain('Đoạn một.');
    expect((await world.draft()).etag).toBe(etag);
  });

  it('says why a page could not be had', async () => {
    const { add } = await editorAt();
    const [source] = sources;
    const answer = await add('link', { address: `https://${source?.hosts[0]}/khong-co-123456.html` });
    expect(answer.status).toBe(422);
    expect(load(answer.html)('.error').text()).toMatch(/Chưa thêm được vì không tải được bài báo: .+\. Có thể/u);
  });
});
