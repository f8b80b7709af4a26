import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../../lambdas/core/drafting/draft.ts';
import { articleKey } from '../../../lambdas/workflows/gathering/read-articles.ts';
import { DAY, deskWorld, waitingArticle } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const ISSUE = `/desk/issues/${DAY}`;
let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

const OTHER = { articleId: 'baikhac', site: 'Baokhac.vn', title: 'Thêm bảy dịch vụ công', url: 'https://baokhac.vn/1' };

/** A desk whose first clipping names another paper; that article and the newcomer's are in the store. */
async function editorAt(change: (draft: Draft) => Draft = (draft) => draft) {
  const world = await deskWorld((draft) =>
    change({
      ...draft,
      clippings: draft.clippings.map((each) => (each.id === 'tin1' ? { ...each, others: [OTHER] } : each)),
    }),
  );
  const article = { ...waitingArticle(), id: OTHER.articleId, url: OTHER.url, title: OTHER.title };
  const key = articleKey(article.id, article.firstSeenAt);
  await world.ports.newsroom.put(key, JSON.stringify(article), { contentType: 'application/json' }, { kind: 'any' });
  const { app } = openDesk(world, house);
  const hien = visitor(app, await house.token(['approvers'], { sub: 'hien', name: 'Phạm Thu Hiền' }));
  const send = async (path: string, form: Record<string, string>) =>
    hien.post(`${ISSUE}/${path}`, { ...(await hien.fields(ISSUE)), ...form });
  const clippings = async () => (await world.draft()).value.clippings;
  return { world, hien, send, clippings };
}

describe('the grouping of a clipping', () => {
  it('is changed by forms: merged, split again, led by another paper', async () => {
    const { send, clippings, world } = await editorAt();

    expect((await send('clippings/tin2/merge', { into: 'tin1' })).location).toBe(`${ISSUE}?done=merged#t-tin1`);
    expect((await clippings())[0]?.others.map(({ articleId }) => articleId)).toEqual(['baikhac', 'bai2']);

    expect((await send('clippings/tin1/lead', { article: 'baikhac' })).location).toBe(`${ISSUE}?done=led#t-tin1`);
    expect((await clippings())[0]).toMatchObject({ id: 'tin1', articleId: 'baikhac', title: OTHER.title });
    expect((await clippings())[0]?.others.map(({ articleId }) => articleId)).toEqual(['bai1', 'bai2']);

    expect((await send('clippings/tin1/split', { article: 'bai1' })).status).toBe(422);
    expect((await send('clippings/tin1/lead', { article: 'bai3' })).status).toBe(422);
    expect((await world.draft()).value.rulings).toEqual([
      { kind: 'together', a: 'bai1', b: 'bai2' },
      { kind: 'lead', articleId: 'baikhac' },
    ]);
  });

  it('splits an article off as a clipping of its own, right behind', async () => {
    const { send, clippings } = await editorAt();
    expect((await send('clippings/tin1/split', { article: 'baikhac' })).status).toBe(303);
    expect((await clippings()).slice(0, 3).map(({ id }) => id)).toEqual(['tin1', 'baikhac', 'tin2']);
    expect((await clippings())[0]?.others).toEqual([]);
  });

  it('offers every other clipping, never itself, and works with buttons alone', async () => {
    const { hien, send } = await editorAt();
    const $ = load((await hien.get(ISSUE)).html);
    const targets = $('#cac-tin option').toArray();
    expect(targets).toHaveLength(10);
    expect($('#g-tin2').attr('list')).toBe('cac-tin');
    // Chosen from the list, or by the number while nobody moved anything.
    const label = $(targets[0]).attr('value') ?? '';
    expect(label).toMatch(/^1\. /u);
    expect((await send('clippings/tin2/merge', { into: label })).location).toBe(`${ISSUE}?done=merged#t-tin1`);
    expect((await send('clippings/tin5/merge', { into: '1' })).location).toBe(`${ISSUE}?done=merged#t-tin1`);
    expect((await send('clippings/tin6/merge', { into: '1', seen: '0' })).status).toBe(422);
    expect((await send('clippings/tin6/merge', { into: 'tin không có' })).status).toBe(422);
    expect($('#t-tin1 .papers button[name=article][value=baikhac]').length).toBe(2);
    expect($('#t-tin2 .papers').length).toBe(0);
  });
});

describe('a late report of a clipping’s story', () => {
  const late = (draft: Draft): Draft => ({ ...draft, tray: draft.tray.map((each) => ({ ...each, joins: 'tin3' })) });

  it('is named on the card and taken as one more paper with one press', async () => {
    const { hien, send, clippings, world } = await editorAt(late);
    const form = load((await hien.get(ISSUE)).html)('#t-tin3 form.late');
    expect(form.text()).toContain('Baomau.vn');
    expect(form.attr('action')).toBe(`${ISSUE}/candidates/baimoi/merge`);

    await send('candidates/baimoi/merge', { into: 'tin3' });
    expect((await clippings()).find(({ id }) => id === 'tin3')?.others.at(-1)?.articleId).toBe('baimoi');
    expect((await world.draft()).value.tray).toEqual([]);
  });
});

describe('what was dropped', () => {
  it('comes back with the editor’s words', async () => {
    const { send, clippings } = await editorAt();
    const REWRITE = {
      title: 'Lời tôi',
      placePrefix: '',
      text: 'Câu tôi giữ.',
      site: 'Baomau.vn',
      day: '',
      authors: '',
    };
    await send('clippings/tin2/rewrite', REWRITE);
    await send('clippings/tin2/drop', {});
    expect((await send('candidates/tin2/restore', { section: 'quan-ly' })).status).toBe(303);
    expect((await clippings()).find(({ id }) => id === 'tin2')).toMatchObject({ title: 'Lời tôi', section: 'quan-ly' });
  });
});

describe('an undated story', () => {
  const undated = (draft: Draft): Draft => ({
    ...draft,
    leftOut: draft.leftOut.map((each) => ({ ...each, publishedAt: null, why: 'undated' })),
  });

  it('waits in its own tray for its day, and goes in with it', async () => {
    const { hien, send, clippings, world } = await editorAt(undated);
    const key = articleKey('baingoai', '2026-11-22T20:05:00+07:00');
    const stored = JSON.parse(world.ports.newsroom.text(key));
    const bare = { ...stored, published: { instant: null, evidence: 'none' } };
    await world.ports.newsroom.put(key, JSON.stringify(bare), { contentType: 'application/json' }, { kind: 'any' });
    const $ = load((await hien.get(ISSUE)).html);
    expect($('#kiem-tra-ngay .candidate').length).toBe(1);
    expect($('#tin-ngoai .candidate').length).toBe(0);

    expect((await send('candidates/baingoai/date', { day: 'hôm qua' })).status).toBe(422);
    expect((await send('candidates/baingoai/date', { day: '22/11/2026' })).location).toBe(
      `${ISSUE}?done=dated#t-baingoai`,
    );
    expect((await clippings()).find(({ id }) => id === 'baingoai')?.citation.day).toBe('2026-11-22');
  });
});

describe('marks', () => {
  it('say what an earlier issue printed, what came late and what has no day', async () => {
    const mark = { issueKey: '2026-11-04', title: 'Tin hôm trước' };
    const { hien } = await editorAt((draft) => ({
      ...draft,
      clippings: draft.clippings.map((each) =>
        each.id === 'tin1'
          ? { ...each, mark: { ...mark, kind: 'follow-up' }, firstSeenAt: '2026-11-23T06:20:00+07:00' }
          : each.id === 'tin2'
            ? { ...each, mark: { ...mark, kind: 'already-run' }, citation: { ...each.citation, day: null } }
            : each,
      ),
    }));
    const $ = load((await hien.get(ISSUE)).html);
    const marks = (id: string) =>
      $(`#t-${id} .mark`)
        .toArray()
        .map((each) => $(each).text());
    expect(marks('tin1')).toEqual(['mới', 'tiếp theo']);
    expect(marks('tin2')).toEqual(['đã đăng ngày 04/11', 'kiểm tra ngày']);
    expect(marks('tin3')).toEqual([]);
    expect($('#t-tin1 .told').text()).toBe('Tiếp theo tin ngày 04/11: “Tin hôm trước”');
  });

  it('warn of a paper above its share, on the draft and before the approval', async () => {
    const { hien } = await editorAt((draft) => ({
      ...draft,
      clippings: draft.clippings.map((each, index) => ({ ...each, sourceId: index < 5 ? 'mot' : `bao${index}` })),
    }));
    expect(load((await hien.get(ISSUE)).html)('.sources .caution').text()).toContain('5/10 tin');
    expect((await hien.get(`${ISSUE}/approve`)).html).toContain('5/10 tin, vượt mức 40% tổng số tin');
    const { hien: other } = await editorAt((draft) => ({
      ...draft,
      clippings: draft.clippings.map((each, index) => ({ ...each, sourceId: index < 4 ? 'mot' : `bao${index}` })),
    }));
    expect(load((await other.get(ISSUE)).html)('.sources .caution').length).toBe(0);
  });
});
