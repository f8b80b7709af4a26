import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MonthlyDraftArticle } from '../../../lambdas/core/monthly/draft.ts';
import { draftArticle, MONTH, type MonthlyWorld, monthlyWorld, PICTURE } from './monthly-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, type Visitor, visitor } from './visitor.ts';

const PAGE = `/desk/monthly/${MONTH}/articles/bai1`;
const FIELDS = {
  title: 'Bài mẫu',
  sapo: 'Từ tháng 12, người dân chỉ khai thông tin một lần cho cả nhóm thủ tục liên thông.',
  byline: 'Lê An',
  via: '',
  site: 'baomau.example.vn',
};
const ALL = { 'keep-0': '1', 'keep-2': '1', 'keep-3': '1', 'keep-4': '1' };

let house: KeyHouse;
let world: MonthlyWorld;
let editor: Visitor;

beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());
beforeEach(() => open({}));

async function open(about: Partial<MonthlyDraftArticle>): Promise<void> {
  world = await monthlyWorld((draft) => ({ ...draft, articles: [draftArticle('bai1', about)] }));
  editor = visitor(openDesk(world, house).app, await house.token(['editors']));
}

async function press(path: string, form: Record<string, string> = {}) {
  return editor.post(`${PAGE}${path}`, { ...(await editor.fields(PAGE)), ...form });
}

async function article(): Promise<MonthlyDraftArticle> {
  const [first] = (await world.monthly()).value.articles;
  if (!first) throw new Error('the article is gone');
  return first;
}

async function picture() {
  return (await article()).pieces[1];
}

describe('the page of an article', () => {
  it('strikes paragraphs out and brings them back, letter by letter as the paper has them', async () => {
    const before = await article();
    const struck = await press('/edit', { ...FIELDS, 'keep-0': '1', 'keep-2': '1' });
    expect(struck.location).toBe(`${PAGE}?done=saved`);
    expect((await article()).pieces.map((piece) => piece.kind === 'text' && piece.struck)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    await press('/edit', { ...FIELDS, ...ALL });

    expect(await article()).toEqual(before);
  });

  it('leaves no trace where nothing was changed', async () => {
    expect((await press('/edit', { ...FIELDS, ...ALL })).location).toContain('done=unchanged');
    expect((await world.monthly()).value.log).toHaveLength(1);
  });

  it('changes title, sapo and the lines below the text', async () => {
    await press('/edit', { ...FIELDS, ...ALL, title: 'Tên  mới', sapo: 'Một\r\nhai', via: 'moha.gov.vn', byline: '' });

    expect(await article()).toMatchObject({ title: 'Tên mới', sapo: 'Một hai', via: 'moha.gov.vn', byline: null });
  });

  it('has no way to rewrite a paper’s words', async () => {
    await press('/edit', { ...FIELDS, ...ALL, text: 'Lời khác hẳn' });

    expect(JSON.stringify(await article())).not.toContain('Lời khác hẳn');
  });

  it('refuses a title of nothing and keeps the rest as typed', async () => {
    const answer = await press('/edit', { ...FIELDS, ...ALL, title: ' ', sapo: 'Vừa gõ' });

    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Tiêu đề không được để trống');
    expect(answer.html).toContain('Vừa gõ');
  });

  it('rewrites an own contribution', async () => {
    await open({ stored: null, site: null, affiliation: 'Giám đốc Trung tâm', pieces: [] });
    await press('/edit', {
      ...FIELDS,
      site: '',
      affiliation: 'Giám đốc Trung tâm',
      text: 'Đoạn một.\r\n\r\nĐoạn hai.',
    });

    expect((await article()).pieces).toHaveLength(2);
  });
});

describe('a picture', () => {
  it('is never loaded from its paper: before it is taken no address of an image is on the page', async () => {
    const { html, headers } = await editor.get(PAGE);

    expect(html).toContain('Chưa lấy');
    expect(html).not.toMatch(/<img[^>]/);
    expect(headers.get('content-security-policy')).toContain("img-src 'self' data:;");
  });

  it('is taken: kept in the archive in three sizes, and shown from there', async () => {
    const taken = await press('/pictures/1/take');
    const { html } = await editor.get(PAGE);
    const kept = [...world.ports.archive.objects.keys()].filter((key) => key.startsWith('pictures/'));

    expect(taken.location).toBe(`${PAGE}?done=taken#anh-1`);
    expect(await picture()).toMatchObject({ taken: true, picture: { width: 900, height: 600 } });
    expect(kept.map((key) => key.split('/').at(-1))).toEqual(['mail.jpg', 'web.jpg', 'print.jpg']);
    expect(html).toContain(`<img src="/${kept[1]}" width="900" height="600" alt="Người dân làm thủ tục."`);
    expect(html).not.toContain(`src="${PICTURE}"`);
  });

  it('is dropped and taken again without being fetched once more', async () => {
    await press('/pictures/1/take');
    await press('/pictures/1/drop');
    expect(await picture()).toMatchObject({ taken: false, picture: { width: 900 } });
    await press('/pictures/1/take');

    expect(await picture()).toMatchObject({ taken: true });
    expect(world.ports.web.requests).toHaveLength(1);
  });

  it.each([
    ['not-found', 'báo không còn ảnh này'],
    ['robots-disallow', 'không cho phép tải ảnh tự động'],
    ['blocked-address', 'không được phép truy cập'],
    ['too-large', 'lớn hơn 5 MB'],
  ] as const)('that cannot be had says why and changes nothing: %s', async (failure, words) => {
    world.ports.web.answer(PICTURE, { kind: 'failed', failure, detail: '', retryAfterSeconds: null });
    const answer = await press('/pictures/1/take');

    expect(answer.status).toBe(422);
    expect(answer.html).toContain(words);
    expect(await picture()).toMatchObject({ taken: false, picture: null });
  });

  it('that is a page says so', async () => {
    const body = Buffer.from('<html>Xin mời đăng nhập</html>');
    const validators = { etag: null, lastModified: null };
    world.ports.web.answer(PICTURE, { kind: 'fetched', url: PICTURE, contentType: 'image/jpeg', body, validators });

    expect((await press('/pictures/1/take')).html).toContain('nội dung không phải ảnh');
  });

  it('is captioned and credited, and hostile words stay words', async () => {
    await press('/pictures/1/caption', { caption: '<img src=x onerror=alert(1)>', credit: 'Lê An' });
    const { html } = await editor.get(PAGE);

    expect(await picture()).toMatchObject({ caption: '<img src=x onerror=alert(1)>', credit: 'Lê An' });
    expect(html).not.toContain('<img src=x');
  });

  it('is put elsewhere in its article, and saying so once more changes nothing', async () => {
    const form = { caption: 'Người dân làm thủ tục.', credit: '', place: '4' };
    expect((await editor.get(PAGE)).html).toMatch(/<option value="1" selected>Sau: Bộ phận một cửa nhận hồ sơ/);
    await press('/pictures/1/caption', form);

    expect(await picture()).toMatchObject({ before: 4 });
    expect((await press('/pictures/1/caption', form)).location).toContain('done=unchanged');
  });

  it('of a paper that allows an excerpt only cannot be taken', async () => {
    await open({ printing: 'excerpt' });

    expect((await editor.get(PAGE)).html).not.toContain('>Lấy ảnh<');
    expect((await press('/pictures/1/take')).status).toBe(422);
    expect(world.ports.web.requests).toEqual([]);
  });

  it('that is not there, or is text, is refused', async () => {
    for (const piece of ['0', '77', 'x', '-1']) expect((await press(`/pictures/${piece}/take`)).status).toBe(422);
  });
});
