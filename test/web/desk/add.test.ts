import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citationText } from '../../../lambdas/core/drafting/citation.ts';
import { seedRegistry } from '../../../lambdas/core/sources/registry.ts';
import type { IssueRequest } from '../../../lambdas/ports/work-queue.ts';
import { approveIssue, contentToApprove } from '../../../lambdas/workflows/editing/approve-issue.ts';
import { publishIssue } from '../../../lambdas/workflows/publishing/publish-issue.ts';
import { page as pageOf } from '../../support/memory/memory-web.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';
import { SAMPLE_ADDRESS } from '../../support/sample-snapshot.ts';
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
    // As a browser sends it: a choice left alone is an empty one.
    editor.post(`${ISSUE}/add/${kind}`, { ...(await editor.fields(ISSUE)), section: '', ...form });
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

  it('an own piece is changed like any other, approved, and stands signed in every output of the published issue', async () => {
    const { add, first, editor, world } = await editorAt();
    await add('piece', PIECE);
    const id = (await first('own'))?.id ?? '';
    const page = load((await editor.get(`${ISSUE}/clippings/${id}/rewrite`)).html);
    expect(page('#f-affiliation').attr('value')).toBe('Sở Nội vụ');
    const typed = {
      title: PIECE.title,
      placePrefix: '',
      text: 'Đoạn đã sửa.',
      site: '',
      day: '',
      authors: 'Lê Thị Mẫu',
    };
    const form = { ...(await editor.fields(ISSUE)), ...typed, affiliation: 'Sở Nội vụ thành phố' };
    expect((await editor.post(`${ISSUE}/clippings/${id}/rewrite`, form)).location).toContain('done=rewritten');
    expect((await first('own'))?.ownWords).toBeUndefined();

    const { etag, value } = await world.draft();
    const approver = { id: 'hien', name: 'Phạm Thu Hiền', mayApprove: true };
    const { fingerprint } = await contentToApprove(world.ports.newsroom, value, approver.name);
    await approveIssue(world.ports, { issueKey: DAY, etag, fingerprint, approver });
    const planMailing = memoryWorkQueue<IssueRequest>();
    const published = await publishIssue({ ...world.ports, planMailing }, { issueKey: DAY, ...SAMPLE_ADDRESS });
    expect(published.kind).toBe('published');
    const path = published.kind === 'published' ? published.path : '';
    for (const file of ['index.html', 'email.html', 'email.txt', 'issue.json']) {
      const text = world.ports.archive.text(`${path}${file}`);
      expect(text, file).toContain('Đoạn đã sửa.');
      expect(text, file).toContain('Sở Nội vụ thành phố');
    }
  });

  it('says why a page could not be had', async () => {
    const { add } = await editorAt();
    const [source] = sources;
    const answer = await add('link', { address: `https://${source?.hosts[0]}/khong-co-123456.html` });
    expect(answer.status).toBe(422);
    expect(load(answer.html)('.error').text()).toMatch(/Chưa thêm được vì không tải được bài báo: .+\. Có thể/u);
  });

  it('fetches a page by its link, compares it, and splits it off or lets it lead after it was merged', async () => {
    const { add, first, editor, world } = await editorAt();
    const full = sources.find(({ printing, rules }) => printing === 'full' && rules === null);
    const address = `https://${full?.hosts[0]}/cai-cach-654321.html`;
    const text = 'Xã mở quầy trả kết quả lưu động cho bà con ở xa, mỗi tuần một buổi vào sáng thứ bảy.';
    const html = `<html><head><title>Quầy lưu động ở xã</title></head><body><article><h1>Quầy lưu động ở xã</h1>${['Xã', 'Phường', 'Thôn', 'Tổ dân phố'].map((who) => `<p>${text.replace('Xã', who)}</p>`).join('')}</article></body></html>`;
    world.ports.web.answer(address, pageOf(address, html));
    expect((await add('link', { address, section: 'quan-ly' })).location).toContain('done=added-link');
    const added = await first('link');
    expect(added).toMatchObject({ title: 'Quầy lưu động ở xã', section: 'quan-ly', citation: { site: full?.citeAs } });

    const id = added?.id ?? '';
    expect(load((await editor.get(`${ISSUE}/clippings/${id}/rewrite`)).html)('.sentence')).toHaveLength(4);
    const send = async (path: string, form: Record<string, string>) =>
      editor.post(`${ISSUE}/clippings/${path}`, { ...(await editor.fields(ISSUE)), ...form });
    await send(`${id}/merge`, { into: 'tin1' });
    const article = added?.articleId ?? '';
    expect((await send('tin1/lead', { article })).location).toContain('done=led');
    expect((await world.draft()).value.clippings[0]?.title).toBe('Quầy lưu động ở xã');
  });

  it('a pasted page that was merged is split off again as a clipping of its own', async () => {
    const { add, first, editor, world } = await editorAt();
    const full = sources.find(({ printing }) => printing === 'full');
    const pasted = { ...PIECE, address: `https://${full?.hosts[0]}/dan-777777.html`, site: '', day: '', authors: '' };
    await add('page', pasted);
    const { id = '', articleId: article = '' } = (await first('pasted')) ?? {};
    const send = async (path: string, form: Record<string, string>) =>
      editor.post(`${ISSUE}/clippings/${path}`, { ...(await editor.fields(ISSUE)), ...form });
    await send(`${id}/merge`, { into: 'tin1' });
    expect((await send('tin1/split', { article })).location).toContain('done=split');
    expect((await world.draft()).value.clippings[1]).toMatchObject({ articleId: article, title: PIECE.title });
  });
});
