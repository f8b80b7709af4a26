import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clipping } from '../../../lambdas/core/drafting/draft.ts';
import { blockTexts, paragraph } from '../../../lambdas/core/extraction/article.ts';
import { articleKey } from '../../../lambdas/workflows/gathering/read-articles.ts';
import { DAY, deskWorld, waitingArticle } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const PAGE = `/desk/issues/${DAY}/clippings/tin1/rewrite`;
const SEEN = '2026-11-23T05:55:00+07:00';
const PAPER = [
  paragraph('Xã mở quầy lưu động. Quầy nhận hồ sơ cả ngày thứ bảy. Bà con vui.'),
  paragraph('Năm sau làm tiếp ở <b>ba</b> thôn xa.'),
];

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

/** A desk whose first clipping was condensed from an article that is in the store. */
async function editorAt(more: Partial<Clipping> = {}) {
  const body = [paragraph('Xã mở quầy lưu động. Bà con vui.')];
  const world = await deskWorld((draft) => ({
    ...draft,
    clippings: draft.clippings.map((each) =>
      each.id === 'tin1' ? { ...each, body, cut: true, firstSeenAt: SEEN, ...more } : each,
    ),
  }));
  const article = { ...waitingArticle(), id: 'bai1', firstSeenAt: SEEN, blocks: PAPER };
  const json = { contentType: 'application/json' };
  await world.ports.newsroom.put(articleKey('bai1', SEEN), JSON.stringify(article), json, { kind: 'any' });
  const { app } = openDesk(world, house);
  const editor = visitor(app, await house.token(['editors'], { sub: 'khang', name: 'Đỗ Minh Khang' }));
  const fields = async (path = PAGE) => {
    const $ = load((await editor.get(path)).html);
    const entries = $('#f-sua').find('input, textarea').toArray();
    return Object.fromEntries(entries.map((each) => [$(each).attr('name') ?? '', $(each).val()?.toString() ?? '']));
  };
  const texts = async () => blockTexts((await world.draft()).value.clippings[0]?.body ?? []);
  return { world, editor, fields, texts };
}

describe('a clipping beside the paper’s article', () => {
  it('shows every sentence of the paper with its state, as text', async () => {
    const { editor } = await editorAt();
    const $ = load((await editor.get(PAGE)).html);
    const states = $('.sentence')
      .toArray()
      .map((each) => [$(each).attr('name'), $(each).attr('aria-pressed'), $(each).text()]);
    expect(states).toEqual([
      ['strike', 'true', 'Xã mở quầy lưu động.'],
      ['take', 'false', 'Quầy nhận hồ sơ cả ngày thứ bảy.'],
      ['strike', 'true', 'Bà con vui.'],
      ['take', 'false', 'Năm sau làm tiếp ở <b>ba</b> thôn xa.'],
    ]);
    // Enter in a field saves: no sentence may be the form's first button.
    expect($('[type=submit]').filter('[form=f-sua], #f-sua *').first().text()).toBe('Lưu tin');
  });

  it('takes a sentence in and strikes one out by plain forms, and goes back to that sentence', async () => {
    const { editor, fields, texts, world } = await editorAt();
    const answer = await editor.post(PAGE, { ...(await fields()), take: '1' });
    expect(answer.location).toBe(`${PAGE}?done=#c-1`);
    expect(await texts()).toEqual(['Xã mở quầy lưu động. Quầy nhận hồ sơ cả ngày thứ bảy. Bà con vui.']);
    await editor.post(PAGE, { ...(await fields()), strike: '2' });
    await editor.post(PAGE, { ...(await fields()), take: '3' });
    expect(await texts()).toEqual([
      'Xã mở quầy lưu động. Quầy nhận hồ sơ cả ngày thứ bảy.',
      'Năm sau làm tiếp ở <b>ba</b> thôn xa.',
    ]);
    const { clippings, history } = (await world.draft()).value;
    expect(clippings[0]).toMatchObject({ cut: false, edited: true });
    expect(history).toHaveLength(3);
  });

  it('saves what was typed together with the sentence, and marks it as the editor’s words', async () => {
    const { editor, fields, texts, world } = await editorAt();
    const typed = { ...(await fields()), text: 'Xã mở quầy lưu động. Bà con vui.\r\nLời thêm của ban biên tập.' };
    await editor.post(PAGE, { ...typed, take: '1' });
    expect((await texts()).at(-1)).toBe('Lời thêm của ban biên tập.');
    expect((await world.draft()).value.clippings[0]?.ownWords).toEqual(['Lời thêm của ban biên tập.']);
    expect(load((await editor.get(PAGE)).html)('#loi-bien-tap li').text()).toContain('Lời thêm của ban biên tập.');
    const card = load((await editor.get(`/desk/issues/${DAY}`)).html)('#t-tin1');
    expect(card.find('.meta').text()).toContain('có lời biên tập');
    expect(card.find('.text mark.own').text()).toBe('Lời thêm của ban biên tập.');
  });

  it('keeps both texts where somebody else changed the clipping meanwhile', async () => {
    const { editor, fields, texts } = await editorAt();
    const old = await fields();
    await editor.post(PAGE, { ...old, strike: '2' });
    const answer = await editor.post(PAGE, { ...old, text: 'Lời tôi gõ.', take: '3' });
    expect(answer.status).toBe(409);
    const $ = load(answer.html);
    expect($('#f-text').val()).toContain('Lời tôi gõ.');
    expect($('.problem .pre').text()).toBe('Xã mở quầy lưu động.');
    expect(await texts()).toEqual(['Xã mở quầy lưu động.']);
  });

  it('offers no sentence of a paper whose titles alone may be printed, and refuses one all the same', async () => {
    const { editor, fields } = await editorAt({ printing: 'title', body: [], cut: false });
    expect(load((await editor.get(PAGE)).html)('.sentence').length).toBe(0);
    const answer = await editor.post(PAGE, { ...(await fields()), take: '0' });
    expect(answer.status).toBe(422);
    expect(load(answer.html)('.error').text()).toContain('chỉ cho phép in một phần ngắn');
  });

  it('says where there is no article any more, and never leaves a text empty', async () => {
    const { editor, fields, world } = await editorAt();
    const gone = load((await editor.get(PAGE.replace('tin1', 'tin2'))).html);
    expect(gone('.page').text()).toContain('Bài gốc không còn lưu');
    await editor.post(PAGE, { ...(await fields()), strike: '0' });
    const { etag } = await world.draft();
    const answer = await editor.post(PAGE, { ...(await fields()), strike: '2' });
    expect([answer.status, load(answer.html)('.error').text()]).toEqual([422, 'Nội dung tin không được để trống.']);
    expect((await world.draft()).etag).toBe(etag);
  });
});
