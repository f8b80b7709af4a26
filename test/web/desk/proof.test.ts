import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../../lambdas/core/drafting/draft.ts';
import { blockTexts } from '../../../lambdas/core/extraction/article.ts';
import { page } from '../../support/memory/memory-web.ts';
import { DAY, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

let house: KeyHouse;
let token: string;
let approver: string;

beforeAll(async () => {
  house = await openKeyHouse();
  token = await house.token(['editors']);
  approver = await house.token(['approvers']);
});
afterAll(() => house.close());

const AT = `/desk/issues/${DAY}`;
/** The first clipping with two slips, one of them beside bold letters. */
const withSlips = (draft: Draft): Draft => ({
  ...draft,
  clippings: draft.clippings.map((each, index) =>
    index > 0
      ? each
      : {
          ...each,
          title: 'Quầy lưu động về bản xa trên VneID',
          body: [
            {
              kind: 'paragraph',
              runs: [{ text: 'Cán bộ ' }, { text: 'của của', bold: true }, { text: ' xã đến nhà.' }],
            },
          ],
        },
  ),
});

const decode = (html: string) => html.replaceAll('&#34;', '"').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** The hidden fields of every mark's form, in the order of the page. */
const marksIn = (html: string) =>
  [
    ...html.matchAll(
      /name="key" value="([^"]+)"><input type="hidden" name="paragraph" value="(\d+)"><input type="hidden" name="start" value="(\d+)"/g,
    ),
  ].map(([, key = '', paragraph = '', start = '']) => ({ key, paragraph, start }));

async function open(change: (draft: Draft) => Draft = withSlips) {
  const world = await deskWorld(change);
  const { app } = openDesk(world, house);
  return { world, editor: visitor(app, token), boss: visitor(app, approver) };
}

describe('the proof-reader at the desk', () => {
  it('marks the card with place, reason and what it would put there', async () => {
    const { editor } = await open();
    const html = decode((await editor.get(AT)).html);
    expect(html).toContain('2 chỗ cần xem');
    expect(html).toContain('1 lỗi, 1 nghi vấn, ở <a href="#t-tin1">tin 1</a>.');
    expect(html).toContain('Tên đúng là “VNeID”.');
    expect(html).toContain('Cán bộ <mark>của của</mark> xã đến nhà.');
    expect(html).toContain('>…lưu động về bản xa trên <mark>VneID</mark>');
    expect(html).toContain('Sửa thành “của”');
    const clean = await open((draft) => draft);
    const untouched = (await clean.editor.get(AT)).html;
    expect(untouched).not.toContain('của của');
    expect(untouched).not.toContain('>tin 1</a>');
  });

  it('puts a place right with one click and keeps the bold run', async () => {
    const { world, editor } = await open();
    const [, body] = marksIn((await editor.get(AT)).html);
    const answer = await editor.post(`${AT}/clippings/tin1/correct`, { ...(await editor.fields(AT)), ...body });
    expect([answer.status, answer.location]).toEqual([303, `${AT}?done=corrected#t-tin1`]);
    const [clipping] = (await world.draft()).value.clippings;
    expect(clipping?.body).toEqual([
      { kind: 'paragraph', runs: [{ text: 'Cán bộ ' }, { text: 'của', bold: true }, { text: ' xã đến nhà.' }] },
    ]);
    expect(clipping?.edited).toBe(true);
    expect((await editor.get(AT)).html).not.toContain('Lặp từ');
  });

  it('lets a finding stand, shows that, and takes it up again', async () => {
    const { world, editor } = await open();
    const [title = { key: '', paragraph: '', start: '' }] = marksIn((await editor.get(AT)).html);
    const waving = async () => editor.post(`${AT}/clippings/tin1/wave`, { ...(await editor.fields(AT)), ...title });
    expect((await waving()).location).toBe(`${AT}?done=waved#t-tin1`);
    expect((await world.draft()).value.waved).toEqual([title.key]);
    const html = (await editor.get(AT)).html;
    expect(html).toContain('1 chỗ cần xem');
    expect(html).toContain('Đã bỏ qua (1)');
    expect((await waving()).location).toBe(`${AT}?done=taken-up#t-tin1`);
    expect((await world.draft()).value.waved).toEqual([]);
  });

  it('changes nothing for a place that is not there, an unknown finding or an older draft', async () => {
    const { world, editor } = await open();
    const [mark] = marksIn((await editor.get(AT)).html);
    const fields = await editor.fields(AT);
    const before = await world.draft();
    const post = async (more: object) =>
      (await editor.post(`${AT}/clippings/tin1/correct`, { ...fields, ...mark, ...more })).status;
    expect(await post({ start: '999' })).toBe(422);
    expect(await post({ key: '0000000000000000' })).toBe(422);
    expect(await post({ key: '../etc' })).toBe(422);
    expect(await post({ etag: 'old' })).toBe(409);
    expect((await world.draft()).etag).toBe(before.etag);
    expect(blockTexts(before.value.clippings[0]?.body ?? [])).toEqual(['Cán bộ của của xã đến nhà.']);
  });

  it('shows the marks beside the text that is rewritten, without forms inside the form', async () => {
    const { editor } = await open();
    const { html } = await editor.get(`${AT}/clippings/tin1/rewrite`);
    expect(decode(html)).toContain('Lặp từ: “của” viết hai lần liền nhau.');
    expect(marksIn(html)).toEqual([]);
    expect(decode(html)).toContain('data-lead="body" data-paragraph="0" data-start="7" data-found="của của" hidden>');
  });

  it('sums up before the approval and forbids nothing', async () => {
    const { boss } = await open();
    const { html } = await boss.get(`${AT}/approve`);
    expect(decode(html)).toContain('Tin 1 (tiêu đề): Tên đúng là “VNeID”.');
    expect(html).toContain('Duyệt và phát hành</button>');
  });

  it('opens the links only when asked, and tells the dead from those nobody may open', async () => {
    const { world, editor } = await open();
    const [first, second, ...others] = (await world.draft()).value.clippings;
    for (const { url } of others) world.ports.web.answer(url, page(url, '<p>tin</p>'));
    const forbidden = { kind: 'failed', failure: 'robots-disallow', detail: '', retryAfterSeconds: null } as const;
    world.ports.web.answer(second?.url ?? '', forbidden);
    await editor.get(AT);
    expect(world.ports.web.requests).toEqual([]);
    const { html, status } = await editor.post(`${AT}/links`);
    expect(status).toBe(200);
    expect(html).toContain(`1/${others.length + 2} đường dẫn không mở được.`);
    expect(html).toContain('1 đường dẫn chưa kiểm tra được.');
    expect(html).toContain(`#t-${first?.id}`);
    expect(html).toContain(`Mở được: ${others.length} đường dẫn`);
    expect(html.indexOf(`#t-${second?.id}`)).toBeLessThan(html.indexOf(`#t-${others[0]?.id}`));
  });
});
