import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueDay, seedCalendar } from '../../../lambdas/core/calendar/issue-day.ts';
import { decisionsKey } from '../../../lambdas/workflows/learning/keep-decisions.ts';
import { loadHouse } from '../../../lambdas/workflows/settings/house.ts';
import { DAY, type DeskWorld, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, type Visitor, visitor } from './visitor.ts';

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

async function someone(role: string, world: DeskWorld): Promise<Visitor> {
  return visitor(openDesk(world, house).app, await house.token([role]));
}

const plain = (text: string): string =>
  text.replaceAll('&#34;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Every field of the form on a page, as a browser would send it. */
function formOf(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of html.matchAll(/<input[^>]* name="([^"]+)" value="([^"]*)"/g))
    fields[name] = plain(value);
  for (const [, name = '', options = ''] of html.matchAll(/<select[^>]* name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g))
    fields[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? '';
  return fields;
}

/** Fills in the form of a setting, looks at what it would change and saves that. */
async function change(who: Visitor, name: string, filled: Record<string, string>) {
  const form = { ...formOf((await who.get(`/desk/settings/${name}`)).html), ...filled };
  const looked = await who.post(`/desk/settings/${name}/check`, form);
  const save = () => who.post(`/desk/settings/${name}`, { ...formOf(looked.html), why: 'theo phân công' });
  return { looked, save };
}

describe('the settings at the desk', () => {
  it('say what a change would do before it is saved, then who saved it, and lead back', async () => {
    const world = await deskWorld();
    const keeper = await someone('administrators', world);
    const { looked, save } = await change(keeper, 'masthead', { publisher: 'Sở Nội vụ <b>' });
    expect(looked.html).toMatch(/Cơ quan phát hành: từ “.+” thành “Sở Nội vụ &lt;b&gt;”\./);
    expect(await world.ports.newsroom.list('settings/')).toEqual([]);
    expect((await save()).location).toBe('/desk/settings/masthead?done=saved');
    expect((await loadHouse(world.ports.newsroom)).masthead.publisher).toBe('Sở Nội vụ <b>');
    const page = await keeper.get('/desk/settings/masthead');
    expect(page.html).toContain('Phạm Thu Hiền: theo phân công');
    const old = await keeper.get('/desk/settings/masthead/versions/1');
    const back = await keeper.post('/desk/settings/masthead/versions/1', { ...formOf(old.html), why: 'nhầm' });
    expect(back.status).toBe(303);
    expect((await loadHouse(world.ports.newsroom)).masthead.publisher).not.toContain('Sở');
    expect((await keeper.get('/desk/settings/masthead')).html).toContain('Quay lại bản 1: nhầm');
  });

  it('refuse a form made from an older version, one that changes nothing, and one without a reason', async () => {
    const world = await deskWorld();
    const keeper = await someone('administrators', world);
    const [one, other] = [
      await change(keeper, 'drafting', { clippingLength: '1800' }),
      await change(keeper, 'drafting', { clippingLength: '1900' }),
    ];
    await one.save();
    const late = await other.save();
    expect([late.status, late.html]).toEqual([409, expect.stringContaining('có người khác vừa thay đổi')]);
    expect((await change(keeper, 'drafting', {})).looked.html).toContain('Không có gì thay đổi');
    expect((await keeper.post('/desk/settings/drafting', formOf(one.looked.html))).html).toContain('ghi lý do');
    expect((await change(keeper, 'drafting', { clippingLength: '20' })).looked.status).toBe(422);
  });

  it('show an editor everything and no form', async () => {
    const reader = await someone('editors', await deskWorld());
    for (const name of [
      'masthead',
      'monthly',
      'sections',
      'lexicon',
      'editors',
      'calendar',
      'drafting',
      'second-opinion',
      'sources',
    ]) {
      const { status, html } = await reader.get(`/desk/settings/${name}`);
      expect([name, status, html.includes('method="post" action="/desk/settings')]).toEqual([name, 200, false]);
    }
    expect((await reader.get('/desk/settings/window')).status).toBe(404);
  });

  it('rename, reorder and fill the sections', async () => {
    const world = await deskWorld();
    const keeper = await someone('administrators', world);
    const wish = {
      'title-quan-ly': 'QUẢN LÝ NHÀ NƯỚC',
      'place-quan-ly': '1',
      'place-chu-truong': '3',
      'target-quan-ly': '7',
    };
    const { looked, save } = await change(keeper, 'sections', wish);
    expect(looked.html).toContain(
      'Tên in của chuyên mục “QUẢN LÝ HÀNH CHÍNH”: từ “QUẢN LÝ HÀNH CHÍNH” thành “QUẢN LÝ NHÀ NƯỚC”.',
    );
    expect(looked.html).toContain(
      'Thứ tự chuyên mục: QUẢN LÝ HÀNH CHÍNH, CẢI CÁCH ĐỊA PHƯƠNG, CHỦ TRƯƠNG CẢI CÁCH, PHÂN TÍCH – BÌNH LUẬN.',
    );
    await save();
    const [first] = (await loadHouse(world.ports.newsroom)).sections;
    expect(first).toEqual({ id: 'quan-ly', title: 'QUẢN LÝ NHÀ NƯỚC', order: 'weight', target: 7 });
  });

  it('call a section by its present title, not by the one the house began with', async () => {
    const world = await deskWorld();
    const keeper = await someone('administrators', world);
    await (await change(keeper, 'sections', { 'title-quan-ly': 'QUẢN LÝ NHÀ NƯỚC' })).save();
    const { looked } = await change(keeper, 'sections', { 'place-quan-ly': '1', 'place-chu-truong': '3' });
    expect(looked.html).toContain('Thứ tự chuyên mục: QUẢN LÝ NHÀ NƯỚC, CẢI CÁCH ĐỊA PHƯƠNG');
    const words = { 'list-1': 'cues:quan-ly', 'phrase-1': 'sổ cái điện tử', 'weight-1': '0,8' };
    const lexicon = await change(keeper, 'lexicon', words);
    expect(lexicon.looked.html).toContain('Cụm từ “sổ cái điện tử” của chuyên mục “QUẢN LÝ NHÀ NƯỚC” (0,8).');
    expect((await keeper.get('/desk/settings/lexicon')).html).toContain('>Chuyên mục QUẢN LÝ NHÀ NƯỚC</option>');
  });

  it('offer the house’s editors in the draft, and shut an account out at once', async () => {
    const world = await deskWorld();
    const keeper = await someone('administrators', world);
    const name = await change(keeper, 'editors', { editor: 'Lê Thanh Hồng' });
    expect(name.looked.html).toContain('Thêm: Tên biên tập viên “Lê Thanh Hồng”.');
    await name.save();
    const { app } = openDesk(world, house);
    const claims = { sub: 'p2', email: 'Khanh@example.vn', email_verified: true };
    const other = visitor(app, await house.token(['approvers'], claims));
    expect((await other.get(`/desk/issues/${DAY}`)).html).toContain('<option value="Lê Thanh Hồng">');
    const shut = { 'deed-editor': 'shut-out', editor: 'khanh@EXAMPLE.vn' };
    expect((await change(keeper, 'editors', shut)).looked.status).toBe(422);
    await (await change(keeper, 'editors', { ...shut, 'why-closed': 'nghỉ việc' })).save();
    expect([(await other.get('/desk')).status, (await keeper.get('/desk')).status]).toEqual([403, 200]);
    const self = { 'deed-editor': 'shut-out', editor: 'p1', 'why-closed': 'thử' };
    expect((await change(keeper, 'editors', self)).looked.html).toContain('chính mình');
    await (await change(keeper, 'editors', { ...shut, 'deed-editor': 'let-in' })).save();
    expect((await other.get('/desk')).status).toBe(200);
  });

  it('change the plain lists of words too, and never empty one', async () => {
    const world = await deskWorld();
    const keeper = await someone('administrators', world);
    const put = { 'list-1': 'central', 'phrase-1': 'Ủy ban Hàm Sơn' };
    expect((await change(keeper, 'lexicon', { ...put, 'weight-1': '1' })).looked.html).toContain('không có trọng số');
    const { looked, save } = await change(keeper, 'lexicon', put);
    expect(looked.html).toContain('Thêm: Cơ quan trung ương “Ủy ban Hàm Sơn”.');
    await save();
    expect((await loadHouse(world.ports.newsroom)).lexicon.sections.actors.central).toContain('Ủy ban Hàm Sơn');
    await (await change(keeper, 'lexicon', { ...put, 'deed-1': 'drop' })).save();
    expect((await loadHouse(world.ports.newsroom)).lexicon.sections.actors.central).not.toContain('Ủy ban Hàm Sơn');
    const odd = { 'list-1': 'foreign', 'phrase-1': 'Xứ (lạ)' };
    expect((await change(keeper, 'lexicon', odd)).looked.status).toBe(422);
  });

  it('take a swapped day only with the document that decides it', async () => {
    const world = await deskWorld();
    const keeper = await someone('administrators', world);
    const day = { act: 'worked', from: '05/12/2026' };
    expect((await change(keeper, 'calendar', day)).looked.html).toContain('ghi văn bản quyết định');
    const document = 'Văn bản 1/VPCP ngày 20/11/2026';
    expect((await change(keeper, 'calendar', { ...day, from: '04/12/2026', document })).looked.html).toContain(
      'thứ Bảy',
    );
    const { looked, save } = await change(keeper, 'calendar', { ...day, document });
    expect(looked.html).toContain('Thêm: Ngày làm bù 05/12/2026');
    await save();
    const { calendar } = await loadHouse(world.ports.newsroom);
    expect(issueDay('2026-12-05', seedCalendar()).kind).toBe('no-issue');
    expect(issueDay('2026-12-05', calendar).kind).toBe('issue-day');
    expect(calendar.years.find(({ year }) => year === 2026)?.documents).toContain(document);
  });

  it('try a phrase on past issues before it is saved', async () => {
    const world = await deskWorld();
    const article = { title: 'Chuyến phà đêm đầu tiên nối hai bờ sông Hàm', lead: null, text: '', rubric: null };
    const decision = {
      storyId: 't1',
      articleId: 'b1',
      firstSeenAt: null,
      readFrom: 'article',
      sortedAs: null,
      why: 'below-threshold',
      report: { ...article, sourceKind: null, sourcePlace: null, day: DAY },
      rules: { reform: false, score: 0, section: null },
      act: 'brought-in',
      section: 'dia-phuong',
      alreadyRun: false,
    };
    const window = { from: '2026-11-22T06:00:00+07:00', to: '2026-11-23T06:00:00+07:00' };
    const about = { version: 1, edition: 'daily', issueKey: DAY, fingerprint: 'f', sealedAt: window.to, window };
    const file = JSON.stringify({ ...about, lexicon: 'l', decisions: [decision] });
    await world.ports.newsroom.put(decisionsKey(DAY), file, { contentType: 'application/json' }, { kind: 'any' });
    const keeper = await someone('administrators', world);
    const wish = { 'phrase-1': 'chuyến phà đêm', 'weight-1': '2,5' };
    const { looked, save } = await change(keeper, 'lexicon', wish);
    expect(looked.html).toContain('Thêm: Cụm từ “chuyến phà đêm” của tin cải cách hành chính (2,5).');
    expect(looked.html).toMatch(/Chuyến phà đêm[\s\S]*không phải tin cải cách hành chính →/);
    await save();
    expect((await loadHouse(world.ports.newsroom)).lexicon.reform['chuyến phà đêm']).toBe(2.5);
    expect((await keeper.get('/desk/settings/lexicon?q=ph%C3%A0+%C4%91%C3%AAm')).html).toContain('<td>2,5</td>');
    expect((await change(keeper, 'lexicon', { 'phrase-1': 'xa lạ', 'weight-1': '9' })).looked.html).toContain(
      'Trọng số phải là',
    );
  });
});
