import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mailing } from '../../../lambdas/core/mailing/mailing.ts';
import { approveIssue, contentToApprove } from '../../../lambdas/workflows/editing/approve-issue.ts';
import { readSnapshot } from '../../../lambdas/workflows/publishing/snapshot-files.ts';
import { readWithdrawals } from '../../../lambdas/workflows/publishing/withdrawal-files.ts';
import { DAY, type DeskWorld, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, type Visitor, visitor } from './visitor.ts';

const ISSUE = `/desk/issues/${DAY}`;
const WHY = 'Tòa soạn đề nghị vì nhầm <b>tên</b>';

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

/** A desk whose issue is out and sent, and its approver. */
async function sent(state: 'published' | 'mailing' | 'sent' = 'sent'): Promise<{ world: DeskWorld; hien: Visitor }> {
  const world = await deskWorld();
  const { etag, value } = await world.draft();
  const { fingerprint } = await contentToApprove(world.ports.newsroom, value, 'Phạm Thu Hiền');
  const approver = { id: 'hien', name: 'Phạm Thu Hiền', mayApprove: true };
  await approveIssue(world.ports, { issueKey: DAY, etag, fingerprint, approver });
  const issue = await world.ports.issues.get(DAY);
  if (!issue) throw new Error('the issue is gone');
  const at = '2026-11-23T08:05:00+07:00';
  const sentAt = state === 'sent' ? at : null;
  await world.ports.issues.advance({ ...issue, state, publishedAt: at, sentAt, turn: issue.turn + 1 });
  world.clock.advance(3 * 3_600_000);
  const { app } = openDesk(world, house);
  const token = await house.token(['approvers'], { sub: 'hien', name: 'Phạm Thu Hiền' });
  return { world, hien: visitor(app, token) };
}

async function correction(hien: Visitor, changes: Record<string, string> = {}): Promise<Record<string, string>> {
  const { html } = await hien.get(`${ISSUE}/items/tin2/correct`);
  const field = (pattern: RegExp) => pattern.exec(html)?.[1] ?? '';
  return {
    fingerprint: field(/name="fingerprint" value="([^"]*)"/),
    title: 'Tên xã đã đúng',
    text: field(/name="text"[^>]*>\n([^<]*)</),
    why: WHY,
    step: 'look',
    ...changes,
  };
}

describe('a correction at the desk', () => {
  it('is looked at, then published as the next revision, and stands in the journal with its reason', async () => {
    const { world, hien } = await sent();
    const form = await correction(hien);
    const look = await hien.post(`${ISSUE}/items/tin2/correct`, form);
    const frame = await hien.post(`${ISSUE}/items/tin2/correct/preview`, form);

    expect(look.html).toContain('<ins>Tên xã đã đúng</ins>');
    expect(look.html).toContain('Nếu không đánh dấu, không ai được gửi lại thư');
    expect(frame.html).toContain('Tên xã đã đúng');
    expect(frame.headers.get('content-security-policy')).toContain('sandbox');
    expect((await world.ports.issues.get(DAY))?.pending).toBeUndefined();

    const done = await hien.post(`${ISSUE}/items/tin2/correct`, { ...form, step: 'publish' });
    const pending = (await world.ports.issues.get(DAY))?.pending;
    if (pending?.kind !== 'correction') throw new Error('no correction was ordered');
    const { content } = await readSnapshot(world.ports.archive, pending.fingerprint);

    expect(done.location).toBe(`${ISSUE}/after?done=corrected`);
    expect(content.corrections?.[0]).toMatchObject({ revision: 2, by: 'Phạm Thu Hiền', why: WHY });
    expect(world.ports.publish.pending()).toContainEqual({ issueKey: DAY });
    expect((await hien.get(`${ISSUE}/after`)).html).toContain('đang được thực hiện');
  });

  it('says why it cannot be made, and keeps what was typed', async () => {
    const { hien } = await sent();
    const post = async (changes: Record<string, string>) =>
      hien.post(`${ISSUE}/items/tin2/correct`, await correction(hien, { step: 'publish', ...changes }));
    const bare = await post({ why: '  ' });

    expect(bare.status).toBe(422);
    expect(bare.html).toContain('Xin ghi lý do');
    expect(bare.html).toContain('Tên xã đã đúng');
    expect((await post({ title: '' })).html).toContain('Tiêu đề không được để trống');
    expect((await post({ text: '' })).html).toContain('Nội dung không được để trống');
    expect((await post({ fingerprint: '0'.repeat(64) })).html).toContain('vừa được người khác');
    expect((await (await sent('mailing')).hien.get(`${ISSUE}/after`)).html).toContain('chưa đính chính được');
  });
});

describe('a correction of whose it is, mailed', () => {
  it('shows the citation before and after, and writes to the readers only where that is ticked', async () => {
    const { world, hien } = await sent();
    const cited = { site: 'Baoxa.example.vn', day: '5/9/2024', authors: 'An, Bình', agency: '' };
    const look = await hien.post(`${ISSUE}/items/tin2/correct`, await correction(hien, cited));
    expect(look.html).toContain('<ins>(Baoxa.example.vn 05/9, An – Bình)</ins>');
    expect(look.html).toContain('name="authors" value="An, Bình"');
    const bad = await hien.post(`${ISSUE}/items/tin2/correct`, await correction(hien, { ...cited, day: '31/2/2024' }));
    expect([bad.status, bad.html.includes('Ngày đăng không hợp lệ')]).toEqual([422, true]);
    expect(bad.html).toContain('value="An, Bình"');

    const form = await correction(hien, { ...cited, mail: 'yes', step: 'publish' });
    const done = await hien.post(`${ISSUE}/items/tin2/correct`, form);
    const pending = (await world.ports.issues.get(DAY))?.pending;
    if (pending?.kind !== 'correction') throw new Error('no correction was ordered');
    const { content } = await readSnapshot(world.ports.archive, pending.fingerprint);
    expect(done.location).toBe(`${ISSUE}/after?done=corrected-mailed`);
    expect(pending.mail).toBe(true);
    expect(content.corrections?.[0]?.items).toEqual([expect.objectContaining({ what: ['title', 'citation'] })]);
    expect((await hien.get(`${ISSUE}/journal`)).html).toContain('Chọn gửi thư đính chính');
  });
});

describe('a withdrawal at the desk', () => {
  it('of one clipping wants a reason and a confirmation; then its words are nowhere on the page', async () => {
    const { world, hien } = await sent();
    const title = (await world.draft()).value.clippings.find(({ id }) => id === 'tin2')?.title ?? '';
    const asked = { item: 'tin2', why: WHY };
    const unsure = await hien.post(`${ISSUE}/withdraw`, asked);
    const silent = await hien.post(`${ISSUE}/withdraw`, { ...asked, why: '', confirm: 'yes' });
    expect((await hien.get(`${ISSUE}/after`)).html).toContain(title);
    const done = await hien.post(`${ISSUE}/withdraw`, { ...asked, confirm: 'yes' });

    expect([unsure.status, silent.status, done.location]).toEqual([422, 422, `${ISSUE}/after?done=withdrawn`]);
    expect(await readWithdrawals(world.ports.archive, DAY)).toMatchObject([{ item: 'tin2', by: 'hien', why: WHY }]);
    const after = await hien.get(`${ISSUE}/after`);
    expect(after.html).not.toContain(title);
    expect(after.html).toContain('Tin này đã được gỡ');
    expect((await hien.get(`${ISSUE}/items/tin2/correct`)).status).toBe(404);
    const journal = await hien.get(`${ISSUE}/journal`);
    expect(journal.html).toContain('Gỡ “');
    expect(journal.html).toContain('nhầm &lt;b&gt;tên&lt;/b&gt;');
    expect(journal.html).not.toMatch(/<form[^>]*action="\/desk\/issues/);
  });

  it('of the whole issue stops its mailing', async () => {
    const { world, hien } = await sent('mailing');
    world.ports.ledger.mailings.set(DAY, mailing());
    const done = await hien.post(`${ISSUE}/withdraw`, { item: '', why: WHY, confirm: 'yes' });

    expect(done.location).toContain('done=withdrawn');
    expect((await world.ports.issues.get(DAY))?.state).toBe('withdrawn');
    expect(world.ports.ledger.mailings.get(DAY)?.state).toBe('stopped');
    expect((await hien.get(`${ISSUE}/after`)).html).toContain('Số báo này đã được gỡ');
  });
});

describe('a mailing held from the desk', () => {
  it('pauses, goes on and stops, each asked twice and written down', async () => {
    const { world, hien } = await sent('mailing');
    world.ports.ledger.mailings.set(DAY, mailing());
    const ask = (wish: string) => hien.post(`${ISSUE}/mailing`, { wish, why: WHY, confirm: 'yes' });
    const state = () => world.ports.ledger.mailings.get(DAY)?.state;

    expect((await hien.post(`${ISSUE}/mailing`, { wish: 'stop', why: WHY })).status).toBe(422);
    expect(state()).toBe('sending');
    await ask('pause');
    expect(state()).toBe('paused');
    world.clock.advance(60_000);
    await ask('resume');
    expect([state(), world.ports.deliver.pending().length]).toEqual(['sending', 2]);
    world.clock.advance(60_000);
    await ask('stop');
    expect(state()).toBe('stopped');
    const page = async () => (await hien.get(`${ISSUE}/after`)).html;
    expect(await page()).toContain('Việc gửi thư vừa dừng');
    expect(await page()).not.toContain('/items/tin2/correct"');
    const issue = await world.ports.issues.get(DAY);
    if (issue) world.ports.issues.rows.set(DAY, { ...issue, state: 'sent', sentAt: '2026-11-23T08:06:00+07:00' });
    expect(await page()).toMatch(/>Đã dừng gửi<[\s\S]*kể cả thư đính chính[\s\S]*\/items\/tin2\/correct"/);
    world.clock.advance(60_000);
    expect((await ask('resume')).location).toContain('done=unchanged');
    const { html } = await hien.get(`${ISSUE}/journal`);
    expect(['Tạm dừng gửi thư', 'Cho gửi thư tiếp', 'Dừng hẳn việc gửi thư'].every((each) => html.includes(each))).toBe(
      true,
    );
  });
});

function mailing(): Mailing {
  return {
    version: 1,
    issueKey: DAY,
    fingerprint: '0'.repeat(64),
    state: 'sending',
    armed: true,
    audience: 812,
    shards: 2,
    startedAt: '2026-11-23T08:00:00+07:00',
    finishedAt: null,
    turn: 1,
  };
}
