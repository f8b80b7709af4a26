import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MONTH, type MonthlyWorld, monthlyWorld } from './monthly-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, type Visitor, visitor } from './visitor.ts';

const PAGE = `/desk/monthly/${MONTH}`;

let house: KeyHouse;
let world: MonthlyWorld;
let editor: Visitor;
let reader: Visitor;

beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  world = await monthlyWorld();
  const { app } = openDesk(world, house);
  editor = visitor(app, await house.token(['editors']));
  reader = visitor(app, await house.token(['readers']));
});

/** Sends a form as the page at `from` made it. */
async function press(path: string, form: Record<string, string> = {}, from = PAGE) {
  return editor.post(`${PAGE}${path}`, { ...(await editor.fields(from)), ...form });
}

async function titles(): Promise<string[]> {
  const { articles } = (await world.monthly()).value;
  return articles.map(({ section, id }) => `${section} ${id}`);
}

describe('the page of a month', () => {
  it('shows both sections, the number it would have, and outside what was marked before what weighs more', async () => {
    const { html, status } = await reader.get(PAGE);
    const order = [...html.matchAll(/id="(?:b|u)-([a-z0-9]+)"/g)].map(([, id]) => id);

    expect(status).toBe(200);
    expect(html).toContain('TIN CẢI CÁCH HÀNH CHÍNH TRUNG ƯƠNG');
    expect(html).toContain('Số 1 (dự kiến, ghi khi duyệt)');
    expect(order).toEqual(['bai1', 'bai2', 'bai3', 'ngoai', 'thua', 'mat']);
    expect(html).not.toContain('<form class="actions"');
  });

  it('offers to bring in only what there is still a text of', async () => {
    const { html } = await editor.get(PAGE);

    expect(html).toContain(`${PAGE}/candidates/thua/restore`);
    expect(html).not.toContain(`${PAGE}/candidates/mat/restore`);
  });

  it('is led to from the first page, and says so where a month has none', async () => {
    expect((await reader.get('/desk')).html).toContain(`href="${PAGE}"`);
    expect((await reader.get('/desk/monthly/2026-12')).status).toBe(404);
    expect((await reader.get('/desk/monthly/2026-13')).status).toBe(404);
  });
});

describe('an editor of the month', () => {
  it('moves an article up, down and into the other section', async () => {
    const answer = await press('/articles/bai2/move', { direction: 'up', section: 'trung-uong' });
    expect(answer).toMatchObject({ status: 303, location: `${PAGE}?done=moved#b-bai2` });
    await press('/articles/bai1/move', { section: 'dia-phuong' });

    expect(await titles()).toEqual(['trung-uong bai2', 'dia-phuong bai3', 'dia-phuong bai1']);
  });

  it('drops an article and brings it back as it stood', async () => {
    await press('/articles/bai1/edit', { ...ARTICLE, title: 'Tiêu đề đã sửa' });
    expect((await press('/articles/bai1/drop')).location).toBe(`${PAGE}?done=dropped#b-bai2`);
    expect(await titles()).not.toContain('trung-uong bai1');
    await press('/candidates/bai1/restore', { section: 'dia-phuong' });

    const { articles } = (await world.monthly()).value;
    expect(articles.at(-1)).toMatchObject({ id: 'bai1', section: 'dia-phuong', title: 'Tiêu đề đã sửa' });
  });

  it('brings in what was left out, whole from the store', async () => {
    expect((await press('/candidates/ngoai/restore', { section: 'trung-uong' })).location).toBe(
      `${PAGE}?done=restored#b-ngoai`,
    );
    expect((await world.monthly()).value.articles.at(-1)).toMatchObject({ id: 'ngoai', byline: 'Thu Hà' });
  });

  it('is told why an address cannot be added, and nothing changes', async () => {
    const before = (await world.monthly()).etag;

    expect((await press('/links', { address: 'không phải địa chỉ' })).html).toContain('không phải địa chỉ trang web');
    expect((await press('/links', { address: 'https://la.example.vn/a.html' })).html).toContain(
      'chưa có trong danh sách nguồn tin',
    );
    expect((await press('/links', { address: 'https://baocantho.com.vn/mat-roi.html' })).html).toContain(
      'Trang báo không còn bài này',
    );
    expect((await world.monthly()).etag).toBe(before);
  });

  it('names the editor, and an untouched form leaves no trace', async () => {
    await press('/editor', { name: 'Thanh  Hồng' });
    expect((await world.monthly()).value.editorName).toBe('Thanh Hồng');
    const { log } = (await world.monthly()).value;

    expect((await press('/editor', { name: 'Thanh Hồng' })).location).toContain('done=unchanged');
    expect((await world.monthly()).value.log).toEqual(log);
  });

  it('writes a signed contribution, and loses nothing of it where a field is missing', async () => {
    const typed = {
      title: 'Kinh nghiệm từ bộ phận một cửa',
      author: '',
      affiliation: 'Giám đốc Trung tâm',
      section: 'dia-phuong',
      sapo: '',
      text: '1. Khái quát chung\n\nĐoạn <b>đầu</b>.\n\n- việc một\n- việc hai',
    };
    const refused = await press('/contribution', typed, `${PAGE}/contribution`);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Đoạn &lt;b&gt;đầu&lt;/b&gt;.');

    const added = await press('/contribution', { ...typed, author: 'Nguyễn Văn Bình' }, `${PAGE}/contribution`);
    const article = (await world.monthly()).value.articles.at(-1);
    expect(added.status).toBe(303);
    expect(article).toMatchObject({ byline: 'Nguyễn Văn Bình', affiliation: 'Giám đốc Trung tâm', stored: null });
    expect(article?.pieces.map((piece) => (piece.kind === 'text' ? piece.block.kind : piece.kind))).toEqual([
      'heading',
      'paragraph',
      'list',
    ]);
  });
});

/** The fields of the first article's page as they stand. */
const ARTICLE = {
  title: 'Bộ thủ tục dùng chung cho mọi phường được ban hành',
  sapo: 'Từ tháng 12, người dân chỉ khai thông tin một lần cho cả nhóm thủ tục liên thông.',
  byline: 'Lê An',
  via: '',
  site: 'baomau.example.vn',
  'keep-0': '1',
  'keep-2': '1',
  'keep-3': '1',
  'keep-4': '1',
};

describe('two editors of one month', () => {
  it('overwrite nothing of each other: the later is told what the first did, and may do it on the newest draft', async () => {
    const early = await editor.fields(PAGE);
    await press('/articles/bai2/drop');
    const late = await editor.post(`${PAGE}/articles/bai1/move`, { ...early, section: 'dia-phuong' });

    expect(late.status).toBe(409);
    expect(late.html).toContain('Chuyển bài “Bộ thủ tục dùng chung cho mọi phường được ban hành” chưa được thực hiện');
    expect(late.html).toContain('Bỏ “Hồ sơ đất đai được luân chuyển trên một hệ thống”');
    expect(await titles()).toEqual(['trung-uong bai1', 'dia-phuong bai3']);
    const [, etag = '', , seen = ''] =
      /name="etag" value="([^"]*)"[\s\S]*?name="(seen)" value="(\d+)"/.exec(late.html) ?? [];
    const again = { etag: etag.replaceAll('&#34;', '"').replaceAll('&quot;', '"'), seen, section: 'dia-phuong' };
    expect((await editor.post(`${PAGE}/articles/bai1/move`, again)).status).toBe(303);
  });

  it('keep what they typed on the page of an article', async () => {
    const early = await editor.fields(`${PAGE}/articles/bai1`);
    await press('/articles/bai2/drop');
    const late = await editor.post(`${PAGE}/articles/bai1/edit`, { ...early, ...ARTICLE, sapo: 'Lời dẫn <mới>' });

    expect(late.status).toBe(409);
    expect(late.html).toContain('Lời dẫn &lt;mới&gt;');
    expect(late.html).toContain('chưa được lưu');
  });
});
