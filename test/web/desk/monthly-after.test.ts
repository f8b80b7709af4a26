import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSnapshot } from '../../../lambdas/workflows/publishing/snapshot-files.ts';
import { withdrawalsKey } from '../../../lambdas/workflows/publishing/withdrawal-files.ts';
import { flatPng } from '../../net/pictures/make.ts';
import { MONTH, monthlyWorld } from './monthly-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const PAGE = `/desk/monthly/${MONTH}`;
const AFTER = `/desk/issues/${MONTH}`;

const ITEM = `${AFTER}/items/bai1/correct`;
/** Where another picture lies. */
const OTHER = 'https://anh.baomau.example.vn/quay-moi.png';
const PNG = { kind: 'fetched', contentType: 'image/png', validators: { etag: null, lastModified: null } } as const;

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

/** What a browser would send of the first form of a page: its fields as they stand. */
function fieldsOf(html: string): Record<string, string> {
  const form = /<form class="(?:rewrite|panel decision)"[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const areas = [...form.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>\n?([^<]*)<\/textarea>/g)];
  const areasFirst = [...form.matchAll(/<textarea name="([^"]+)"[^>]*>\n?([^<]*)<\/textarea>/g)];
  const inputs = [...form.matchAll(/<input[^>]* name="([^"]+)" value="([^"]*)"/g)].filter(
    ([, name]) => name !== 'mail',
  );
  return Object.fromEntries([...areas, ...areasFirst, ...inputs].map(([, name = '', value = '']) => [name, value]));
}

/** A desk whose monthly is approved, out and sent. */
async function published() {
  const world = await monthlyWorld();
  const who = visitor(openDesk(world, house).app, await house.token(['approvers']));
  const article = `${PAGE}/articles/bai1`;
  await who.post(`${article}/pictures/1/take`, await who.fields(article));
  const { html } = await who.get(`${PAGE}/approve`);
  const { etag } = await who.fields(`${PAGE}/approve`);
  await who.post(`${PAGE}/approve`, {
    etag,
    fingerprint: /name="fingerprint" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? '',
  });
  const issue = await world.ports.issues.get(MONTH);
  if (!issue) throw new Error('the monthly was not approved');
  const at = '2026-11-27T10:00:00+07:00';
  await world.ports.issues.advance({ ...issue, state: 'sent', publishedAt: at, sentAt: at, turn: issue.turn + 1 });
  return { world, who };
}

describe('a monthly that is out', () => {
  it('is withdrawn article by article or whole, with a reason that the journal keeps', async () => {
    const { world, who } = await published();
    expect((await who.get(PAGE)).html).toContain(`href="${AFTER}/after"`);
    const { html } = await who.get(`${AFTER}/after`);
    expect(html).toContain('Sau khi duyệt: bản tin tháng 11/2026');
    expect(html).toContain('không có sổ gửi thư');
    expect(html).not.toContain('Chưa bắt đầu gửi thư');
    const [, title = '', item = ''] =
      /printed-title">1\. ([^<]+)<[\s\S]*?withdraw\?item=([^"]+)" aria-label="Gỡ bài 1"/.exec(html) ?? [];
    const asked = { item: decodeURIComponent(item), why: 'tòa soạn đề nghị', confirm: 'yes' };
    expect((await who.get(`${AFTER}/withdraw?item=${item}`)).html).toContain(title);
    expect((await who.post(`${AFTER}/withdraw`, asked)).location).toBe(`${AFTER}/after?done=withdrawn`);
    expect(world.ports.archive.text(withdrawalsKey(MONTH))).toContain('tòa soạn đề nghị');
    const after = (await who.get(`${AFTER}/after`)).html;
    expect(after).toContain('Bài này đã được gỡ');
    expect(after).toMatch(/Ngày [\d/]+, bài số 1 của số bản tin này đã được gỡ; số thứ tự các bài khác giữ nguyên\./);
    expect(after).not.toContain(title);
    const journal = (await who.get(`${AFTER}/journal`)).html;
    expect(journal).toContain('Nhật ký: bản tin tháng 11/2026');
    expect(journal).toContain('Duyệt phát hành');
    expect(journal).toContain('Lý do: tòa soạn đề nghị');
  });

  it('is corrected in its words and pictures as its next revision, with its number and a note', async () => {
    const { world, who } = await published();
    const before = await world.ports.issues.get(MONTH);
    expect((await who.get(`${AFTER}/after`)).html).toContain(`href="${ITEM}"`);
    const form = fieldsOf((await who.get(ITEM)).html);
    const changes = { sapo: 'Từ tháng 1, người dân khai một lần.', why: 'sai tháng áp dụng', step: 'look' };
    const asked = { ...form, ...changes, 'address-0': OTHER, 'caption-0': 'Quầy mới.' };
    world.ports.web.answer(OTHER, { ...PNG, url: OTHER, body: flatPng(800, 500) });
    const look = await who.post(ITEM, asked);
    expect(look.status).toBe(200);
    expect(look.html).toMatch(/<del>Từ tháng 12,[^<]*<\/del><\/p><p><ins>Từ tháng 1,/);
    expect(look.html).toMatch(/alt="Ảnh thay"/);
    const seen = fieldsOf(look.html);
    const frame = await who.post(`${ITEM}/preview`, { ...seen, step: 'look' });
    expect(frame.html).toContain('Từ tháng 1, người dân khai một lần.');
    const done = await who.post(ITEM, { ...seen, step: 'publish' });
    expect(done.location).toBe(`${AFTER}/after?done=corrected`);

    const ordered = await world.ports.issues.get(MONTH);
    if (ordered?.pending?.kind !== 'correction') throw new Error('no correction was ordered');
    const snapshot = await readSnapshot(world.ports.archive, ordered.pending.fingerprint);
    const [article] = snapshot.content.edition === 'monthly' ? (snapshot.content.sections[0]?.articles ?? []) : [];
    expect(snapshot).toMatchObject({ revision: 2, number: before?.number });
    expect(snapshot.content.corrections).toMatchObject([{ why: 'sai tháng áp dụng', items: [{ what: ['text'] }] }]);
    expect(article?.body.map(({ kind }) => kind)).toEqual(['paragraph', 'picture', 'heading', 'paragraph', 'list']);
    expect(article?.body[1]).toMatchObject({ caption: 'Quầy mới.', picture: { width: 800, height: 500 } });
  });

  it('is corrected by taking a picture out; a picture that cannot be had, or a correction without words, is refused', async () => {
    const { world, who } = await published();
    const { 'keep-0': _, ...form } = fieldsOf((await who.get(ITEM)).html);
    const asked = { ...form, why: 'ảnh của bài khác', step: 'publish' };
    const broken = { ...asked, 'keep-0': 'yes', 'address-0': 'https://anh.baomau.example.vn/khong-co.png' };
    for (const [sent, said] of [
      [broken, 'Không lấy được ảnh'],
      [{ ...asked, why: '' }, 'Xin ghi lý do'],
      [{ ...asked, title: '' }, 'Tiêu đề không được để trống'],
      [{ ...asked, 'keep-0': 'yes' }, 'chưa khác bản đã đăng'],
      [{ ...asked, fingerprint: 'a'.repeat(64) }, 'vừa được người khác đính chính'],
    ] satisfies [Record<string, string>, string][]) {
      const answer = await who.post(ITEM, sent);
      expect([answer.status, answer.html]).toEqual([422, expect.stringContaining(said)]);
    }
    expect((await world.ports.issues.get(MONTH))?.pending).toBeUndefined();
    expect((await who.post(ITEM, asked)).status).toBe(303);
    const { pending } = (await world.ports.issues.get(MONTH)) ?? {};
    if (pending?.kind !== 'correction') throw new Error('no correction was ordered');
    const { content } = await readSnapshot(world.ports.archive, pending.fingerprint);
    expect(JSON.stringify(content)).not.toContain('"kind":"picture"');
  });

  it('shows how its posting to Zalo stands, and what somebody must look at', async () => {
    const { world, who } = await published();
    const put = (step: object) =>
      world.ports.newsroom.put(
        `zalo/${MONTH}.json`,
        JSON.stringify({ version: 1, issueKey: MONTH, step: { since: '2026-11-27T10:05:00+07:00', ...step } }),
        { contentType: 'application/json' },
        { kind: 'any' },
      );
    expect((await who.get(`${AFTER}/after`)).html).not.toContain('id="zalo"');
    await put({ kind: 'done', articleId: 'a', messageId: 'm' });
    expect((await who.get(`${AFTER}/after`)).html).toContain('phát tin gửi người quan tâm lúc 10:05, 27/11');
    await put({ kind: 'uncertain', part: 'broadcast', articleId: 'a' });
    expect((await who.get(`${AFTER}/after`)).html).toMatch(
      /class="error">Tạm dừng từ 10:05, 27\/11: chưa rõ Zalo đã phát/,
    );
  });
});
