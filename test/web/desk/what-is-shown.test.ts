import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../../lambdas/core/drafting/draft.ts';
import { DAY, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const ISSUE = `/desk/issues/${DAY}`;
let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

async function editorAt(change?: (draft: Draft) => Draft) {
  const world = await deskWorld(change);
  const { app } = openDesk(world, house);
  return { world, hien: visitor(app, await house.token(['approvers'], { sub: 'hien', name: 'Phạm Thu Hiền' })) };
}

const changed =
  (id: string, change: Partial<Draft['clippings'][number]>) =>
  (draft: Draft): Draft => ({
    ...draft,
    clippings: draft.clippings.map((clipping) => (clipping.id === id ? { ...clipping, ...change } : clipping)),
  });

describe('dropping a clipping', () => {
  it('goes on at the next card, at the end at the one before', async () => {
    const { hien } = await editorAt();
    const drop = async (id: string) =>
      (await hien.post(`${ISSUE}/clippings/${id}/drop`, await hien.fields(ISSUE))).location;
    expect(await drop('tin1')).toBe(`${ISSUE}?done=dropped#t-tin2`);
    expect(await drop('tin10')).toBe(`${ISSUE}?done=dropped#t-tin9`);
  });

  it('goes on at the section when no card is left', async () => {
    const { hien, world } = await editorAt((draft) => ({ ...draft, clippings: draft.clippings.slice(0, 1) }));
    const [only] = (await world.draft()).value.clippings;
    const answer = await hien.post(`${ISSUE}/clippings/tin1/drop`, await hien.fields(ISSUE));
    expect(answer.location).toBe(`${ISSUE}?done=dropped#${only?.section}`);
  });

  it('leads to places that take the focus', async () => {
    const { hien } = await editorAt();
    const $ = load((await hien.get(ISSUE)).html);
    expect($('#t-tin2').attr('tabindex')).toBe('-1');
    expect($('#chu-truong').attr('tabindex')).toBe('-1');
  });

  it('that came too late is named with its title', async () => {
    const { hien } = await editorAt();
    const seen = await hien.fields(ISSUE);
    await hien.post(`${ISSUE}/clippings/tin2/pick`, { ...seen, picked: 'yes' });
    const late = await hien.post(`${ISSUE}/clippings/tin2/drop`, seen);
    expect(late.status).toBe(409);
    expect(load(late.html)('.problem').text()).toMatch(/Bỏ tin “Kết nối dữ liệu dân cư.* chưa được thực hiện/u);
  });
});

describe('cautions', () => {
  const twice = changed('tin3', { title: 'Hà Nội đưa quầy trả kết quả về phường', placePrefix: 'Hà Nội' });

  it('stand on the card and before the approval', async () => {
    const { hien } = await editorAt(twice);
    expect(load((await hien.get(ISSUE)).html)('#t-tin3 .caution').text()).toContain('“Hà Nội”');
    const cautions = load((await hien.get(`${ISSUE}/approve`)).html)('.cautions').text();
    expect(cautions).toContain('Tin 3: địa phương “Hà Nội” đứng trước tiêu đề');
    expect(cautions).toContain('Chưa rõ ngày đăng: tin 10.');
  });

  it('name both of two equal titles on their cards, and the pair once before the approval', async () => {
    const { hien, world } = await editorAt();
    const title = (await world.draft()).value.clippings[0]?.title ?? '';
    const { hien: other } = await editorAt(changed('tin2', { title }));
    const page = load((await other.get(ISSUE)).html);
    expect(page('#t-tin1 .caution').text()).toContain('trùng tiêu đề với tin 2');
    expect(page('#t-tin2 .caution').text()).toContain('trùng tiêu đề với tin 1');
    expect((await other.get(`${ISSUE}/approve`)).html.split('trùng tiêu đề')).toHaveLength(2);
    expect((await hien.get(`${ISSUE}/approve`)).html).not.toContain('trùng tiêu đề');
  });
});

describe('a story outside the issue', () => {
  it('shows when it was published, how it begins and a link to the paper', async () => {
    const { hien } = await editorAt((draft) => ({
      ...draft,
      tray: draft.tray.map((each) => ({
        ...each,
        publishedAt: '2026-11-23T05:50:00+07:00',
        lead: 'Bảy dịch vụ mới.',
      })),
      leftOut: draft.leftOut.map((each) => ({ ...each, publishedAt: null })),
    }));
    const $ = load((await hien.get(ISSUE)).html);
    expect($('#tin-moi .meta').text()).toContain('đăng 05:50, 23/11');
    expect($('#tin-moi .lead').text()).toBe('Bảy dịch vụ mới.');
    expect($('#tin-moi .candidate h3 a').attr('href')).toBe('https://baomau.example.vn/dich-vu-cong');
    expect($('#tin-ngoai .meta').text()).toContain('chưa rõ ngày đăng');
  });

  it('stands as a line behind the twelve best, and its address asks why it is not in', async () => {
    const many = (count: number) => (draft: Draft) => ({
      ...draft,
      leftOut: Array.from({ length: count }, (_, index) =>
        draft.leftOut.map((each) => ({ ...each, id: `ngoai${index}` })),
      ).flat(),
    });
    const { hien } = await editorAt(many(33));
    const $ = load((await hien.get(ISSUE)).html);
    expect($('#tin-ngoai .count').text()).toBe('33');
    expect($('#tin-ngoai .candidate')).toHaveLength(12);
    const link = $('#tin-ngoai .further a');
    expect(link.text()).toBe('Còn 21 tin khác để ngoài');
    expect($('#u-ngoai32')).toHaveLength(0);
    const all = load((await hien.get(link.attr('href') ?? '')).html);
    expect(all('#u-ngoai32 a').attr('href')).toBe(
      `${ISSUE}/why-not?address=https%3A%2F%2Fbaomau.example.vn%2Fde-ngoai`,
    );
    const few = load((await (await editorAt(many(12))).hien.get(ISSUE)).html);
    expect(few('#tin-ngoai .further')).toHaveLength(0);
  });

  it('says why it was left out apart from what speaks for it', async () => {
    const { hien } = await editorAt();
    const $ = load((await hien.get(ISSUE)).html);
    expect($('#tin-ngoai .outside').text()).toBe('Để ngoài vì chuyên mục đã đủ số tin.');
    expect($('#tin-ngoai .why').text()).toMatch(/^Căn cứ: /u);
    expect($('#tin-moi .outside')).toHaveLength(0);
  });

  it('of an older draft shows when it was seen', async () => {
    const { hien } = await editorAt();
    expect(load((await hien.get(ISSUE)).html)('#tin-moi .meta').text()).toContain('thấy lúc 06:05, 23/11');
  });
});
