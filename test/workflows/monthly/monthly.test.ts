import { describe, expect, it } from 'vitest';
import type { Clipping } from '../../../lambdas/core/drafting/draft.ts';
import { type Article, paragraph } from '../../../lambdas/core/extraction/article.ts';
import { newIssue } from '../../../lambdas/core/issue/issue.ts';
import { articleId } from '../../../lambdas/core/listing/canonical-url.ts';
import { articleKey } from '../../../lambdas/workflows/gathering/read-articles.ts';
import { draftMonthly } from '../../../lambdas/workflows/monthly/draft-monthly.ts';
import { editMonthly, type MonthlyDeskEdit } from '../../../lambdas/workflows/monthly/edit-monthly.ts';
import { loadMonthlyDraft } from '../../../lambdas/workflows/monthly/monthly-files.ts';
import { logWithdrawal } from '../../../lambdas/workflows/publishing/withdrawal-files.ts';
import { article } from '../../core/drafting/samples.ts';
import { flatPng } from '../../net/pictures/make.ts';
import { page } from '../../support/memory/memory-web.ts';
import { approveNow, type MonthlyWorld, monthlyWorld } from '../../support/monthly-world.ts';

const MONTH = '2026-11';

interface Printed {
  readonly day: string;
  readonly ids: readonly string[];
  readonly more?: Partial<Clipping>;
  readonly article?: Partial<Article>;
  readonly state?: 'sent' | 'drafting';
}

/** A daily that went out, with the articles its clippings were made of. */
async function printed(world: MonthlyWorld, { day, ids, more = {}, article: own = {}, state = 'sent' }: Printed) {
  const clippings = ids.map((id) => {
    const text = `Chuyện ${id} xảy ra ở ${id.repeat(3)}, có ${id.length} điều mới.`;
    const stored = article(id, {
      title: `Tin ${id} ${id.repeat(2)}`,
      lead: `Mở đầu ${id}.`,
      blocks: [paragraph(text)],
      ...own,
    });
    return { stored, clipping: clippingOf(stored, more) };
  });
  for (const { stored } of clippings) await world.put(articleKey(stored.id, stored.firstSeenAt), stored);
  const window = { from: `${day}T00:00:00+07:00`, to: `${day}T06:00:00+07:00` };
  const gathered = { sources: 1, read: 1, missing: [], entries: 1, articles: 1, stories: 1 };
  const draft = { version: 1, edition: 'daily', issueKey: day, createdAt: window.to, window, gathered };
  const rest = { leftOut: [], tray: [], editorName: null, log: [] };
  await world.put(`drafts/daily/${day}.json`, {
    ...draft,
    ...rest,
    clippings: clippings.map(({ clipping }) => clipping),
  });
  await world.ports.issues.create({ ...newIssue(day), state });
}

function clippingOf({ id, sourceId, url, title, firstSeenAt }: Article, more: Partial<Clipping>): Clipping {
  const citation = { site: 'Sen.example.vn', day: null, authors: [], agency: null };
  const plain = { placePrefix: null, body: [], cut: false, others: [], reasons: [], edited: false, place: null };
  const about = { id, articleId: id, sourceId, url, title, firstSeenAt, citation, printing: 'full', score: 1 } as const;
  return { ...plain, ...about, section: 'chu-truong', ...more };
}

async function draftIn(world: MonthlyWorld, month = MONTH) {
  const stored = await loadMonthlyDraft(world.ports.newsroom, month);
  if (!stored) throw new Error('no draft');
  return stored;
}

describe('the draft of a monthly', () => {
  it('waits for its day, is there from then on, and is laid out once', async () => {
    const world = await monthlyWorld();
    await printed(world, { day: '2026-11-20', ids: ['mot', 'hai'] });
    world.clock.set('2026-11-24T09:30:00+07:00');
    expect(await draftMonthly(world.ports, {})).toEqual({ kind: 'not-due', due: '2026-11-25' });
    world.clock.set('2026-11-27T09:30:00+07:00');
    const both = await Promise.all([draftMonthly(world.ports, {}), draftMonthly(world.ports, {})]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['drafted', 'exists']);
    expect(await draftMonthly(world.ports, {})).toEqual({ kind: 'exists' });
    expect(await world.ports.issues.get(MONTH)).toEqual(newIssue(MONTH));
    expect((await draftIn(world)).value.articles.map(({ id }) => id).sort()).toEqual(['hai', 'mot']);
  });

  it('is made of dailies that went out, marked items first', async () => {
    const world = await monthlyWorld();
    await printed(world, { day: '2026-11-19', ids: ['thuong'], more: { score: 9 } });
    await printed(world, { day: '2026-11-20', ids: ['chon'], more: { pickedForMonthly: true } });
    await printed(world, { day: '2026-11-23', ids: ['dang-lam'], state: 'drafting' });
    await printed(world, { day: '2026-10-30', ids: ['thang-truoc'] });
    await draftMonthly(world.ports, { issueKey: MONTH });
    expect((await draftIn(world)).value.articles.map(({ id }) => id)).toEqual(['chon', 'thuong']);
  });

  it('leaves out what was withdrawn of a daily', async () => {
    const world = await monthlyWorld();
    await printed(world, { day: '2026-11-20', ids: ['con', 'go'] });
    const withdrawal = { item: 'go', at: '2026-11-21T08:00:00+07:00', by: 'e1', name: 'Thu Hà', why: 'báo đã gỡ' };
    await logWithdrawal(world.ports.archive, '2026-11-20', withdrawal);
    await draftMonthly(world.ports, { issueKey: MONTH });
    expect((await draftIn(world)).value.articles.map(({ id }) => id)).toEqual(['con']);
  });

  it('goes on where the month before ended, and prints nothing twice', async () => {
    const world = await monthlyWorld();
    await printed(world, { day: '2026-11-20', ids: ['mot'] });
    await draftMonthly(world.ports, { issueKey: MONTH });
    await approveNow(world, MONTH);
    await printed(world, { day: '2026-11-30', ids: ['sau'] });
    await printed(world, { day: '2026-12-02', ids: ['mot'] });
    world.clock.set('2026-12-25T09:30:00+07:00');
    await draftMonthly(world.ports, {});
    const { value } = await draftIn(world, '2026-12');
    expect(value.days).toEqual({ from: '2026-11-26', to: '2026-12-25' });
    expect(value.articles.map(({ id }) => id)).toEqual(['sau']);
    expect(value.leftOut).toMatchObject([{ id: 'mot', why: 'printed-before' }]);
  });

  it('does without a file that is damaged, and says so', async () => {
    const world = await monthlyWorld();
    await printed(world, { day: '2026-11-19', ids: ['tot'] });
    await printed(world, { day: '2026-11-20', ids: ['hong'] });
    await world.put('drafts/daily/2026-11-20.json', { version: 9 });
    await draftMonthly(world.ports, { issueKey: MONTH });
    const { value } = await draftIn(world);
    expect(value.articles.map(({ id }) => id)).toEqual(['tot']);
    expect(value.log.at(-1)?.did).toContain('drafts/daily/2026-11-20.json');
  });
});

describe('editing a monthly', () => {
  const PICTURE = 'https://sen.example.vn/anh.png';
  async function opened() {
    const world = await monthlyWorld();
    const blocks = [paragraph('Đoạn một.'), { kind: 'picture' as const, url: PICTURE, caption: 'Quầy', credit: null }];
    await printed(world, { day: '2026-11-20', ids: ['mot'], article: { blocks } });
    await draftMonthly(world.ports, { issueKey: MONTH });
    const edit = async (...edits: MonthlyDeskEdit[]) => {
      const { etag } = await draftIn(world);
      return editMonthly(world.ports, { issueKey: MONTH, etag, edits, by: 'Thu Hà' });
    };
    return { world, edit };
  }

  it('keeps a picture in the archive before it is printed, and fetches it once', async () => {
    const { world, edit } = await opened();
    const body = flatPng(1_000, 500);
    const validators = { etag: null, lastModified: null };
    world.ports.web.answer(PICTURE, { kind: 'fetched', url: PICTURE, contentType: 'image/png', body, validators });
    const take = { kind: 'take-picture' as const, articleId: 'mot', piece: 1 };
    expect((await edit(take)).kind).toBe('edited');
    expect((await edit({ ...take, kind: 'drop-picture' }, take)).kind).toBe('edited');
    expect(world.ports.web.requests).toHaveLength(1);
    expect((await world.ports.archive.list('pictures/')).length).toBe(3);
    expect((await draftIn(world)).value.articles[0]?.pieces[1]).toMatchObject({ taken: true, caption: 'Quầy' });
  });

  it('writes nothing of what somebody else has overtaken, nor half of what was asked for', async () => {
    const { world, edit } = await opened();
    const { etag } = await draftIn(world);
    const title = { kind: 'title' as const, articleId: 'mot', title: 'Tên mới' };
    await edit(title);
    expect((await editMonthly(world.ports, { issueKey: MONTH, etag, edits: [title], by: 'x' })).kind).toBe('stale');
    const refused = await edit({ ...title, title: 'Khác' }, { kind: 'take-picture', articleId: 'mot', piece: 1 });
    expect(refused).toMatchObject({ kind: 'refused', reason: 'not-found' });
    expect((await draftIn(world)).value.articles[0]?.title).toBe('Tên mới');
  });

  it('adds an article by its address: from the store, or fetched from a paper of the registry', async () => {
    const { world, edit } = await opened();
    const url = 'https://sen.example.vn/moi.html';
    const text = 'Người dân nộp hồ sơ một lần và nhận kết quả ở xã nào cũng được, không phải đi lại nhiều lần. '.repeat(
      4,
    );
    const html = `<html><head><title>Thủ tục hành chính gọn hơn</title></head><body><h1>Thủ tục hành chính gọn hơn</h1><article><p>${text}</p><p>${text}</p></article></body></html>`;
    world.ports.web.answer(url, page(url, html));
    expect((await edit({ kind: 'add-link', url, section: 'dia-phuong' })).kind).toBe('edited');
    const added = (await draftIn(world)).value.articles.at(-1);
    expect(added).toMatchObject({
      id: articleId(url),
      section: 'dia-phuong',
      site: 'sen.example.vn',
      printing: 'full',
    });
    const again = await edit({ kind: 'add-link', url, section: null });
    expect(again).toMatchObject({ reason: 'already-there' });
  });

  it.each([
    ['không phải địa chỉ', 'no-address'],
    ['https://la.example.net/bai.html', 'unknown-source'],
    ['https://sen.example.vn/khong-co.html', 'not-found'],
  ])('refuses %s: %s', async (url, reason) => {
    const { edit } = await opened();
    expect(await edit({ kind: 'add-link', url, section: null })).toMatchObject({ kind: 'refused', reason });
  });

  it('brings back what was left out, of a paper that allows an excerpt no more than that', async () => {
    const { world, edit } = await opened();
    const long = paragraph('Câu dài để cắt. '.repeat(60).trim());
    const own = { sourceId: 'tre', url: 'https://tre.example.vn/t.html', blocks: [long, long, long] };
    const world2 = await monthlyWorld();
    await printed(world2, { day: '2026-11-20', ids: ['trich'], article: own, more: { sourceId: 'tre' } });
    await draftMonthly(world2.ports, { issueKey: MONTH });
    const { etag } = await draftIn(world2);
    const edits = [{ kind: 'restore' as const, candidateId: 'trich', section: null }];
    const outcome = await editMonthly(world2.ports, { issueKey: MONTH, etag, edits, by: 'Thu Hà' });
    expect(outcome.kind).toBe('edited');
    const [article0] = (await draftIn(world2)).value.articles;
    expect(article0).toMatchObject({ printing: 'excerpt', cut: true });
    expect(JSON.stringify(article0?.pieces).length).toBeLessThan(1_500);
    expect((await edit({ kind: 'drop', articleId: 'mot' })).kind).toBe('edited');
    expect((await edit({ kind: 'restore', candidateId: 'mot', section: 'dia-phuong' })).kind).toBe('edited');
    expect((await draftIn(world)).value.articles).toMatchObject([{ id: 'mot', section: 'dia-phuong' }]);
  });
});
