import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NotArticle } from '../../../lambdas/core/extraction/judge-page.ts';
import { seedRegistry } from '../../../lambdas/core/sources/registry.ts';
import { type Source, sourceRegistrySchema } from '../../../lambdas/core/sources/source.ts';
import { failureKindSchema, listingProblemSchema, type Visit } from '../../../lambdas/core/sources/visit.ts';
import { failureText } from '../../../lambdas/web/desk/messages.ts';
import { sourceMessages } from '../../../lambdas/web/desk/source-messages.ts';
import { settingKey } from '../../../lambdas/workflows/settings/house.ts';
import { saveSource } from '../../../lambdas/workflows/settings/save-source.ts';
import { readJson } from '../../../lambdas/workflows/stored-json.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { page } from '../../support/memory/memory-web.ts';
import { type DeskWorld, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, type Visitor, visitor } from './visitor.ts';

const HOME = 'https://baomoi.example.vn';
const FEED = `${HOME}/rss/home.rss`;
const KEY = settingKey('sources');
const KEEPER = { by: 'Phạm Thu Hiền', at: '2026-11-23T06:30:00+07:00', why: 'thêm nguồn' };

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

async function someone(role: string, world: DeskWorld): Promise<Visitor> {
  const { app } = openDesk(world, house);
  return visitor(app, await house.token([role]));
}

/** A paper of three articles; their titles try to become markup. */
function paper(world: DeskWorld): void {
  const item = (n: number) =>
    `<item><title>Tin ${n} &lt;script&gt;alert(${n})&lt;/script&gt;</title><link>${HOME}/tin-${n}.htm</link><pubDate>Mon, 23 Nov 2026 06:0${n}:00 +0700</pubDate></item>`;
  const body = '<p>Người dân chỉ cần mang theo giấy hẹn, cán bộ đối chiếu ngay tại chỗ và trả kết quả trong ngày.</p>';
  world.ports.web.answer(`${HOME}/`, page(`${HOME}/`, '<title>Báo Mới "&amp;" | Trang chủ</title>'));
  world.ports.web.answer(
    FEED,
    page(FEED, `<rss version="2.0"><channel>${[1, 2, 3].map(item).join('')}</channel></rss>`),
  );
  for (const n of [1, 2, 3]) {
    const url = `${HOME}/tin-${n}.htm`;
    world.ports.web.answer(
      url,
      page(url, `<title>Tin ${n}</title><article><h1>Tin ${n}</h1>${body.repeat(8)}</article>`),
    );
  }
}

const hidden = (html: string): string =>
  (/name="source" value="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&#34;', '"').replaceAll('&amp;', '&');
const stored = (world: DeskWorld) => readJson(world.ports.newsroom, KEY, sourceRegistrySchema);

/** Every reason for which a page is no article. */
const NO_ARTICLE: Readonly<Record<NotArticle, true>> = {
  'consent-wall': true,
  'encrypted-body': true,
  'javascript-only': true,
  'list-page': true,
  'no-title': true,
  paywall: true,
  'refusal-page': true,
  'soft-404': true,
  'too-little-text': true,
  'wrong-letters': true,
};

describe('the sources at the desk', () => {
  it('are listed with health, reason and times, those in trouble first', async () => {
    const world = await deskWorld();
    const visit: Visit = {
      version: 1,
      sourceId: 'vtv',
      visitedAt: '2026-11-23T05:45:00+07:00',
      outcome: { kind: 'failed', failure: 'refused', detail: 'HTTP 403 <b>' },
      lastReadAt: '2026-11-20T05:45:00+07:00',
      failures: 3,
      nextVisitAt: '2026-11-23T08:45:00+07:00',
      validators: {},
      history: {
        days: [],
        freshOn: '2026-11-20',
        startedOn: '2026-11-01',
        since: '2026-11-21T05:15:00+07:00',
        problems: [{ kind: 'moved', url: 'https://vtv.vn/rss', detail: 'https://vtv.vn/<i>' }],
      },
    };
    await world.ports.visits.put(visit);
    const { status, html } = await (await someone('readers', world)).get('/desk/sources');
    expect(status).toBe(200);
    const rows = html.split('<tr id=').slice(1);
    expect(rows).toHaveLength(seedRegistry().sources.length);
    expect(rows[0]).toContain('Bị từ chối');
    expect(rows[0]).toContain('Từ 05:15, 21/11: báo từ chối truy cập');
    expect(rows[0]).toContain('05:45, 20/11');
    expect(rows[0]).toContain('08:45, 23/11');
    expect(rows[0]).toContain('Nguồn cấp đã chuyển vĩnh viễn: https://vtv.vn/rss → https://vtv.vn/&lt;i&gt;');
    expect(html).not.toContain('Thêm nguồn');
    expect((await (await someone('readers', world)).get('/desk')).html).toContain('href="/desk/sources"');
  });

  it('are added from a pasted address: shown first, stored only when somebody says so', async () => {
    const world = await deskWorld();
    paper(world);
    const editor = await someone('editors', world);
    expect((await editor.get('/desk/sources')).html).toContain('Thêm nguồn');
    const found = await editor.post('/desk/sources/check', { address: 'baomoi.example.vn' });
    expect(found.status).toBe(200);
    expect(found.html).toContain('Nguồn cấp RSS: 3 tin');
    expect(found.html).toContain('Đọc thử 3 bài');
    expect(found.html).not.toContain('<script>alert');
    expect(await stored(world)).toBeNull();

    const form = {
      source: hidden(found.html),
      name: 'Báo Mới',
      citeAs: 'Baomoi.example.vn',
      kind: 'local',
      place: 'ca-mau',
    };
    const saved = await editor.post('/desk/sources', form);
    expect([saved.status, saved.location]).toEqual([303, '/desk/sources?done=saved']);
    const registry = (await stored(world))?.value.sources ?? [];
    expect(registry).toHaveLength(seedRegistry().sources.length + 1);
    expect(registry.find(({ id }) => id === 'baomoi-example')).toMatchObject({
      name: 'Báo Mới',
      place: 'ca-mau',
      printing: 'excerpt',
      state: 'confirmed',
      listing: { feeds: [FEED], pages: [] },
    });
    const again = await editor.post('/desk/sources', form);
    expect([again.status, again.html.includes('Nguồn tin này đã có')]).toEqual([422, true]);
    const known = await editor.post('/desk/sources/check', { address: 'm.baomoi.example.vn' });
    expect(known.html).not.toContain('Lưu nguồn tin');
  });

  it('takes from the form neither what may be printed nor addresses of others', async () => {
    const world = await deskWorld();
    paper(world);
    const editor = await someone('administrators', world);
    const source = JSON.parse(hidden((await editor.post('/desk/sources/check', { address: HOME })).html));
    const form = (more: object) => ({
      ...{ source: JSON.stringify({ ...source, ...more }), name: 'x', citeAs: 'X.vn', kind: 'central', place: '' },
    });
    const foreign = { listing: { feeds: ['http://169.254.169.254/latest'], pages: [] } };
    expect((await editor.post('/desk/sources', form(foreign))).status).toBe(422);
    expect((await editor.post('/desk/sources', { ...form({}), kind: 'local' })).status).toBe(422);
    expect((await editor.post('/desk/sources', { ...form({}), source: '{' })).status).toBe(422);
    expect(await stored(world)).toBeNull();
    await editor.post('/desk/sources', form({ printing: 'full', agreement: 'giả', rank: 100 }));
    const saved = (await stored(world))?.value.sources.find(({ id }) => id === source.id);
    expect(saved).toMatchObject({ printing: 'excerpt', agreement: null, rank: 50 });
  });

  it('shows what is wrong with an address nobody answers at, and offers nothing to save', async () => {
    const world = await deskWorld();
    const { html, status } = await (await someone('editors', world)).post('/desk/sources/check', {
      address: 'khong.example',
    });
    expect(status).toBe(200);
    expect(html).toContain('Không mở được trang (không tìm thấy trang): https://khong.example/');
    expect(html).not.toContain('Lưu nguồn tin');
  });

  it('have words for every kind of health, problem and failure', () => {
    const words = sourceMessages();
    const said = [...listingProblemSchema.shape.kind.options.map((kind) => words.listing[kind] ?? '')];
    expect(said.every((text) => text !== '')).toBe(true);
    for (const kind of listingProblemSchema.shape.kind.options) expect(words.checks[kind], kind).toBeTruthy();
    for (const reason of Object.keys(NO_ARTICLE)) expect(words.noArticle[reason], reason).toBeTruthy();
    for (const failure of failureKindSchema.options) expect(failureText(failure), failure).not.toBe(failure);
  });
});

describe('saving a source', () => {
  const added = (id: string): Source => ({
    ...paperOf('vtv'),
    id,
    hosts: [`${id}.example.vn`],
    listing: { feeds: [`https://${id}.example.vn/rss`], pages: [] },
  });

  it('loses nobody’s addition when several save at once', async () => {
    const newsroom = memoryObjectStore();
    const outcomes = await Promise.all(['a1', 'b2', 'c3'].map((id) => saveSource(newsroom, added(id), KEEPER)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['saved', 'saved', 'saved']);
    const registry = await readJson(newsroom, KEY, sourceRegistrySchema);
    expect(registry?.value.sources.filter(({ id }) => ['a1', 'b2', 'c3'].includes(id))).toHaveLength(3);
  });
});

function paperOf(id: string): Source {
  const found = seedRegistry().sources.find((source) => source.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}
