import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../../lambdas/core/drafting/draft.ts';
import { draftKey } from '../../../lambdas/workflows/editing/desk-draft.ts';
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

const FOREIGN = { ...waitingArticle(), id: 'baikhac', url: 'https://baokhac.vn/1', title: 'Thêm bảy dịch vụ công' };
const OTHER = { articleId: FOREIGN.id, site: 'Baokhac.vn', title: FOREIGN.title, url: FOREIGN.url };

/** A draft on which every form below would be done: another paper, an undated story, a mistake with one fix. */
function ready(draft: Draft): Draft {
  const clippings = draft.clippings.map((each) =>
    each.id === 'tin1' ? { ...each, others: [OTHER], title: 'Xã của của bản' } : each,
  );
  return { ...draft, clippings, tray: draft.tray.map((each) => ({ ...each, why: 'undated' as const })) };
}

/** Every form that changes the draft beside those of the first desk; the mark's own fields come from the page. */
const FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'clippings/tin1/lead': { article: 'baikhac' },
  'clippings/tin1/split': { article: 'baikhac' },
  'clippings/tin2/merge': { into: 'tin1' },
  'candidates/baimoi/merge': { into: 'tin1' },
  'candidates/baimoi/date': { day: '21/11/2026' },
  'why-not/admit': { article: 'baikhac' },
  'clippings/tin1/correct': {},
  'clippings/tin1/wave': {},
};

async function desk() {
  const world = await deskWorld(ready);
  const { newsroom } = world.ports;
  const key = articleKey(FOREIGN.id, FOREIGN.firstSeenAt);
  await newsroom.put(key, JSON.stringify(FOREIGN), { contentType: 'application/json' }, { kind: 'any' });
  const { app } = openDesk(world, house);
  const editorOf = async (sub: string, name: string) => visitor(app, await house.token(['editors'], { sub, name }));
  const editor = await editorOf('khang', 'Đỗ Minh Khang');
  const other = await editorOf('lan', 'Vũ Thị Lan');
  const page = load((await editor.get(ISSUE)).html);
  const mark = page('button[formaction$="/clippings/tin1/correct"]').first().closest('form');
  const field = (name: string): [string, string] => [name, String(mark.find(`[name=${name}]`).attr('value') ?? '')];
  const seen = { ...(await editor.fields(ISSUE)), ...Object.fromEntries(['key', 'paragraph', 'start'].map(field)) };
  const change = async (edit: (draft: Draft) => Draft) => {
    const body = JSON.stringify(edit((await world.draft()).value));
    await newsroom.put(draftKey(DAY), body, { contentType: 'application/json' }, { kind: 'any' });
  };
  return { world, editor, other, seen, change };
}

describe.each(Object.entries(FORMS))('the form %s', (path, own) => {
  it('is done once; sent again it is too late and changes nothing', async () => {
    const { world, editor, seen } = await desk();
    const before = (await world.draft()).etag;
    expect((await editor.post(`${ISSUE}/${path}`, { ...seen, ...own })).status).toBe(303);
    const { etag } = await world.draft();
    expect(etag).not.toBe(before);

    expect((await editor.post(`${ISSUE}/${path}`, { ...seen, ...own })).status).toBe(409);
    expect((await world.draft()).etag).toBe(etag);
  });

  it('done by two at the same moment is done by one', async () => {
    const { world, editor, other, seen } = await desk();
    // Each with the mark of their own page.
    const marks = [seen, { ...seen, ...(await other.fields(ISSUE)) }];
    const [mine = {}, theirs = {}] = marks;
    const answers = await Promise.all([
      editor.post(`${ISSUE}/${path}`, { ...mine, ...own }),
      other.post(`${ISSUE}/${path}`, { ...theirs, ...own }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect((await world.draft()).value.log).toHaveLength(path.endsWith('date') || path.endsWith('admit') ? 2 : 1);
  });

  it('pressed twice by one in the same moment is done once, and nobody is told of a conflict with himself', async () => {
    const { world, editor, seen } = await desk();
    await Promise.all([1, 2].map(() => editor.post(`${ISSUE}/${path}`, { ...seen, ...own })));
    expect((await world.draft()).value.log).toHaveLength(path.endsWith('date') || path.endsWith('admit') ? 2 : 1);
  });

  it('loses to whoever was faster, whatever that was', async () => {
    const { world, editor, seen, change } = await desk();
    await change((draft) => ({ ...draft, editorName: 'Phạm Thu Hiền' }));
    const { etag } = await world.draft();
    expect((await editor.post(`${ISSUE}/${path}`, { ...seen, ...own })).status).toBe(409);
    expect((await world.draft()).etag).toBe(etag);
  });

  it('changes nothing of an approved draft, under its present ETag either', async () => {
    const { world, editor, seen, change } = await desk();
    const at = '2026-11-23T06:20:00+07:00';
    await change((draft) => ({ ...draft, sealed: { by: 'hien', name: 'Hiền', at, fingerprint: 'f'.repeat(64) } }));
    const { etag } = await world.draft();
    const { status } = await editor.post(`${ISSUE}/${path}`, { ...seen, ...own, etag });
    expect(status).toBeGreaterThanOrEqual(400);
    expect((await world.draft()).etag).toBe(etag);
  });

  it('is refused from a foreign page', async () => {
    const { world, editor, seen } = await desk();
    const { etag } = await world.draft();
    for (const origin of ['https://elsewhere.example.vn', 'null', '']) {
      expect((await editor.post(`${ISSUE}/${path}`, { ...seen, ...own }, { origin })).status).toBe(403);
    }
    expect((await world.draft()).etag).toBe(etag);
  });
});
