import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawalsKey } from '../../../lambdas/workflows/publishing/withdrawal-files.ts';
import { MONTH, monthlyWorld } from './monthly-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const PAGE = `/desk/monthly/${MONTH}`;
const AFTER = `/desk/issues/${MONTH}`;

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

/** A desk whose monthly is approved, out and sent. */
async function published() {
  const world = await monthlyWorld();
  const who = visitor(openDesk(world, house).app, await house.token(['approvers']));
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
    expect(html).not.toContain('/correct"');
    const [, title = '', item = ''] =
      /printed-title">1\. ([^<]+)<[\s\S]*?withdraw\?item=([^"]+)" aria-label="Gỡ tin 1"/.exec(html) ?? [];
    const asked = { item: decodeURIComponent(item), why: 'tòa soạn đề nghị', confirm: 'yes' };
    expect((await who.get(`${AFTER}/withdraw?item=${item}`)).html).toContain(title);
    expect((await who.post(`${AFTER}/withdraw`, asked)).location).toBe(`${AFTER}/after?done=withdrawn`);
    expect(world.ports.archive.text(withdrawalsKey(MONTH))).toContain('tòa soạn đề nghị');
    const after = (await who.get(`${AFTER}/after`)).html;
    expect(after).toContain('Bài này đã được gỡ');
    expect(after).not.toContain(title);
    const journal = (await who.get(`${AFTER}/journal`)).html;
    expect(journal).toContain('Nhật ký: bản tin tháng 11/2026');
    expect(journal).toContain('Duyệt phát hành');
    expect(journal).toContain('Lý do: tòa soạn đề nghị');
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
