import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDeskBook } from '../../../lambdas/workflows/editing/desk-book.ts';
import { confirmSubscription } from '../../../lambdas/workflows/subscribing/follow-link.ts';
import { HOUSE } from '../../faults/mailing-world.ts';
import { DAY, deskWorld } from './desk-world.ts';
import { readerId, withMailing } from './mail-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const ADDRESS = 'thu.vu@phuong.example.vn';
const WISH = { address: ADDRESS, why: `bà Thu (${ADDRESS}) gọi điện, hộp thư đã dùng lại được`, confirm: 'yes' };

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

/** A desk at which an address is suppressed, for the reason given. */
async function suppressedAt(why: string) {
  const world = await deskWorld();
  await withMailing(world, '2026-11-20');
  const { ports } = world;
  const { rows } = ports.subscribers;
  const row = () => {
    const present = rows.get(readerId(ADDRESS));
    if (!present) throw new Error('nobody is suppressed');
    return present;
  };
  rows.set(row().id, { ...row(), changed: { ...row().changed, why } });
  const { app } = openDesk(world, house);
  const as = async (role: string) => visitor(app, await house.token([role]));
  return { ports, mailer: ports.mailer, row, as };
}

describe('a suppressed address at the desk', () => {
  it('is written to on an approver’s word and reason, and reads again once its owner has pressed the button', async () => {
    const { ports, mailer, row, as } = await suppressedAt('bounce Permanent General');
    const approver = await as('approvers');
    const before = await approver.post('/desk/readers/address', { address: ADDRESS });
    expect(before.html).toContain('<summary>Cho nhận lại bản tin</summary>');
    for (const missing of ['why', 'confirm']) {
      expect((await approver.post('/desk/readers/lift', { ...WISH, [missing]: '' })).status, missing).toBe(422);
    }
    expect([mailer.sent, row().turn]).toEqual([[], 1]);

    const { status, html } = await approver.post('/desk/readers/lift', WISH);
    expect([status, row().state, mailer.sent.map(({ to }) => to)]).toEqual([200, 'suppressed', [ADDRESS]]);
    expect(html).toContain('Dịch vụ thư đã nhận thư xác nhận.');
    expect(html).toContain('sau 24 giờ có thể gửi một thư khác');
    const again = await approver.post('/desk/readers/lift', WISH);
    expect([again.status, mailer.sent.length]).toEqual([409, 1]);
    ports.clock.advance(24 * 3_600_000);
    expect((await approver.post('/desk/readers/address', { address: ADDRESS })).html).toContain('/desk/readers/lift');
    expect((await approver.post('/desk/readers/lift', WISH)).status).toBe(200);
    const book = await readDeskBook(ports.newsroom, DAY);
    expect(book.find(({ deed }) => deed === 'lift')).toMatchObject({
      about: 'th…@phuong.example.vn',
      why: 'bà Thu (th…@phuong.example.vn) gọi điện, hộp thư đã dùng lại được',
    });

    const letter = new TextDecoder().decode(mailer.sent.at(-1)?.raw);
    const parts = letter.split(/\r\n\r\n/).map((part) => Buffer.from(part, 'base64').toString());
    const token = /confirm\?token=([\w.-]+)/.exec(parts.join(''))?.[1] ?? '';
    expect(await confirmSubscription(ports, HOUSE, token)).toEqual({ kind: 'confirmed' });
    expect(row()).toMatchObject({ state: 'active', consent: { from: 'desk' } });
  });

  it('by a complaint is an administrator’s matter, and a mail that was not sent is not called sent', async () => {
    const { mailer, row, as } = await suppressedAt('complaint abuse');
    const approver = await as('approvers');
    const shown = await approver.post('/desk/readers/address', { address: ADDRESS });
    expect(shown.html).toContain('Chỉ quản trị viên mới cho nhận lại được');
    expect(shown.html).not.toContain('/desk/readers/lift');
    expect((await approver.post('/desk/readers/lift', WISH)).status).toBe(409);
    expect(row().turn).toBe(1);

    const administrator = await as('administrators');
    mailer.faults.throttle = 1;
    const unsent = await administrator.post('/desk/readers/lift', WISH);
    expect(unsent.html).toContain('Thư xác nhận chưa gửi được. Xin thử lại sau ít phút.');
    expect((await administrator.post('/desk/readers/lift', WISH)).html).toContain('Dịch vụ thư đã nhận');
    expect(mailer.sent).toHaveLength(1);
  });
});
