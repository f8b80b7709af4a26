import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Article, paragraph } from '../../../lambdas/core/extraction/article.ts';
import { articleKey } from '../../../lambdas/workflows/gathering/read-articles.ts';
import { source } from '../../core/drafting/samples.ts';
import { DAY, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const ISSUE = `/desk/issues/${DAY}`;
let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

const report = (id: string, paper: string): Article => ({
  version: 1,
  id,
  sourceId: paper,
  url: `https://${paper}.example.vn/${id}.html`,
  title: 'Xã Bản Mây đưa bộ phận một cửa về thôn, cắt giảm 38 thủ tục hành chính',
  lead: 'Bộ phận một cửa lưu động giúp cải cách thủ tục hành chính ở vùng xa, tiếp nhận 1.240 hồ sơ trong tháng đầu.',
  blocks: [
    paragraph(
      'Xã Bản Mây tiếp nhận hồ sơ thủ tục hành chính ngay tại thôn theo cơ chế một cửa liên thông từ đầu tháng.',
    ),
    paragraph('Chủ tịch xã Lò Văn Pín ký Quyết định 128/QĐ-UBND giao ba công chức trực quầy mỗi tuần hai buổi.'),
  ],
  byline: null,
  published: { instant: '2026-11-23T04:30:00+07:00', evidence: 'meta' },
  rubric: null,
  firstSeenAt: '2026-11-23T06:10:00+07:00',
});

/** A desk whose third clipping prints `sen`'s report; `tre`'s comes in late. */
async function deskWithLateReport() {
  const world = await deskWorld((draft) => ({
    ...draft,
    clippings: draft.clippings.map((each) => (each.id === 'tin3' ? { ...each, articleId: 'dau', others: [] } : each)),
  }));
  const put = (key: string, value: object) =>
    world.ports.newsroom.put(key, JSON.stringify(value), { contentType: 'application/json' }, { kind: 'any' });
  await put('settings/sources.json', { version: 1, sources: [source('sen'), source('tre')] });
  for (const article of [report('dau', 'sen'), report('sau', 'tre')]) {
    await put(articleKey(article.id, article.firstSeenAt), article);
  }
  const { app } = openDesk(world, house);
  const hien = visitor(app, await house.token(['approvers'], { sub: 'hien', name: 'Phạm Thu Hiền' }));
  const send = async (path: string, form: Record<string, string> = {}) => {
    const { status } = await hien.post(`${ISSUE}/${path}`, { ...(await hien.fields(ISSUE)), ...form });
    expect(status).toBe(303);
    return (await world.draft()).value;
  };
  return { world, send };
}

describe('a report that comes in after the draft was laid out', () => {
  it('waits under the clipping whose story it tells and changes nothing by itself', async () => {
    const { world, send } = await deskWithLateReport();
    const before = (await world.draft()).value.clippings;
    const after = await send('newcomers');
    const late = after.tray.filter(({ articleId }) => articleId === 'sau');
    expect(late).toMatchObject([{ joins: 'tin3', members: ['sau'], why: 'newcomer' }]);
    expect(after.clippings).toEqual(before);
    expect((await send('newcomers')).tray).toEqual(after.tray);
  });

  it('stays where an editor put it, however often newcomers are looked for', async () => {
    const { send } = await deskWithLateReport();
    await send('newcomers');
    const merged = await send('candidates/sau/merge', { into: 'tin3' });
    const others = (draft: typeof merged) =>
      draft.clippings.find(({ id }) => id === 'tin3')?.others.map(({ articleId }) => articleId);
    expect(others(merged)).toEqual(['sau']);
    const again = await send('newcomers');
    expect([others(again), again.tray]).toEqual([['sau'], merged.tray]);
    expect(again.tray.map(({ id }) => id)).toEqual(['baimoi']);

    await send('clippings/tin3/split', { article: 'sau' });
    await send('clippings/sau/drop');
    const parted = await send('newcomers');
    expect(others(parted)).toEqual([]);
    expect([...parted.tray, ...parted.leftOut].map(({ id }) => id)).toEqual(['baimoi', 'sau', 'baingoai']);
    expect(parted.rulings?.at(-1)).toEqual({ kind: 'apart', a: 'sau', b: 'dau' });
  });
});
