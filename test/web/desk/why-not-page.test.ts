import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleId } from '../../../lambdas/core/listing/canonical-url.ts';
import { draftKey } from '../../../lambdas/workflows/editing/desk-draft.ts';
import { articleKey } from '../../../lambdas/workflows/gathering/read-articles.ts';
import { source } from '../../core/drafting/samples.ts';
import { DAY, deskWorld, waitingArticle } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const ISSUE = `/desk/issues/${DAY}`;
const JSON_TYPE = { contentType: 'application/json' };
let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

async function editorAt() {
  const world = await deskWorld();
  const put = (key: string, value: object) =>
    world.ports.newsroom.put(key, JSON.stringify(value), JSON_TYPE, { kind: 'any' });
  const mau = { ...source('mau'), hosts: ['baomau.example.vn'] };
  await put('settings/sources.json', { version: 1, sources: [mau] });
  const { app } = openDesk(world, house);
  const hien = visitor(app, await house.token(['approvers'], { sub: 'hien', name: 'Phạm Thu Hiền' }));
  const reader = visitor(app, await house.token(['readers'], { sub: 'xem', name: 'Người xem' }));
  const ask = async (address: string) =>
    load((await hien.get(`${ISSUE}/why-not?address=${encodeURIComponent(address)}`)).html);
  return { world, hien, reader, ask, put };
}

describe('“Vì sao không có?”', () => {
  it('is asked on the draft page and answers nothing before it is asked', async () => {
    const { hien } = await editorAt();
    expect(load((await hien.get(ISSUE)).html)('form[action$="/why-not"]').attr('method')).toBe('get');
    expect(load((await hien.get(`${ISSUE}/why-not`)).html)('.answer').length).toBe(0);
  });

  it('sends an address of no source to the sources', async () => {
    const { ask } = await editorAt();
    const $ = await ask('https://la.example.vn/khong-co');
    expect($('.answer').attr('data-answer')).toBe('unknown-source');
    expect($('.answer a[href="/desk/sources"]').length).toBe(1);
  });

  it('brings what waits into the issue with one press', async () => {
    const { hien, ask, world } = await editorAt();
    const address = 'https://baomau.example.vn/de-ngoai';
    const { value, etag } = await world.draft();
    const id = articleId(address, ['baomau.example.vn']);
    const leftOut = value.leftOut.map((each) => ({ ...each, members: [...each.members, id] }));
    await world.ports.newsroom.put(draftKey(DAY), JSON.stringify({ ...value, leftOut }), JSON_TYPE, {
      kind: 'etag',
      etag,
    });
    const $ = await ask(`${address}?utm_source=zalo`);
    const form = $('form[action$="/restore"]');
    expect($('#f-section option[selected]').attr('value')).toBe('quan-ly');
    const answer = await hien.post(form.attr('action') ?? '', { ...(await hien.fields(ISSUE)), section: 'phan-tich' });
    expect(answer.location).toBe(`${ISSUE}?done=restored#t-baingoai`);
  });

  it('takes an article of the store in, whatever the rules said', async () => {
    const { hien, ask, world, put } = await editorAt();
    const address = 'https://baomau.example.vn/bi-loai.html';
    const found = await ask(address);
    expect(found('.answer').attr('data-answer')).toBe('never-visited');
    const id = articleId(address, ['baomau.example.vn']);
    const article = { ...waitingArticle(), id, url: address };
    await put(articleKey(id, article.firstSeenAt), article);
    await world.ports.entries.add({
      version: 1,
      articleId: id,
      sourceId: 'mau',
      url: address,
      title: article.title,
      publishedAt: article.published.instant,
      firstSeenAt: article.firstSeenAt,
      fate: { kind: 'dropped', reason: 'not-reform', detail: 'nội dung chỉ nhắc một lần' },
    });
    const $ = await ask(address);
    expect($('.answer').attr('data-answer')).toBe('dropped-not-reform');
    const button = $('form[action$="/why-not/admit"] button');
    const answer = await hien.post(`${ISSUE}/why-not/admit`, {
      ...(await hien.fields(ISSUE)),
      article: button.attr('value') ?? '',
    });
    expect(answer.location).toBe(`${ISSUE}?done=admitted#t-${id}`);
    const clipping = (await world.draft()).value.clippings.find((each) => each.id === id);
    expect(clipping).toMatchObject({ title: article.title, broughtInFrom: 'asked-for' });
    expect((await ask(address))('.answer').attr('data-answer')).toBe('clipping');
  });

  it('offers a reader no button that changes the draft', async () => {
    const { reader } = await editorAt();
    const $ = load((await reader.get(`${ISSUE}/why-not?address=baomau.example.vn/a`)).html);
    expect($('.answer').length).toBe(1);
    expect($('main form[method=post]').length).toBe(0);
  });

  it('shows what was pasted as text', async () => {
    const { ask } = await editorAt();
    const $ = await ask('"><script>alert(1)</script>');
    expect($('main script').length).toBe(0);
    expect($('#f-address').attr('value')).toContain('<script>');
  });
});
