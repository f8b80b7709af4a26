import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Subscriber } from '../../../lambdas/core/subscriptions/subscriber.ts';
import { readDeskBook } from '../../../lambdas/workflows/editing/desk-book.ts';
import { readJournal } from '../../../lambdas/workflows/journal.ts';
import { readerOf } from '../../faults/mailing-world.ts';
import { approve, archiveWorld, contentOn } from '../../workflows/publishing/archive-world.ts';
import { DAY, type DeskWorld, deskWorld } from './desk-world.ts';
import { READERS, readerId, withMailing } from './mail-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, type Visitor, visitor } from './visitor.ts';

const PRINTED = '2026-11-20';
const PAGE = `/desk/mailings/${PRINTED}`;
const ADDRESSES = Object.keys(READERS);

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

/** A desk whose issue of last Friday is being mailed. */
async function mailedWorld(): Promise<DeskWorld> {
  const world = await deskWorld();
  await approve({ ...archiveWorld(), ...world.ports }, contentOn(PRINTED));
  await withMailing(world, PRINTED);
  const [issue, mailing] = [await world.ports.issues.get(PRINTED), await world.ports.ledger.mailing(PRINTED)];
  if (!issue?.fingerprint || !mailing) throw new Error('nothing is mailed');
  const { fingerprint } = issue;
  await world.ports.ledger.advanceMailing({ ...mailing, fingerprint, turn: mailing.turn + 1 });
  return world;
}

async function someone(role: string, world: DeskWorld): Promise<Visitor> {
  return visitor(openDesk(world, house).app, await house.token([role]));
}

const text = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

describe('the readers and their mail at the desk', () => {
  it('counts readers by what they are to the house', async () => {
    const html = text((await (await someone('readers', await mailedWorld())).get('/desk/readers')).html);

    expect(html).toContain('Đang nhận bản tin 5');
    expect(html).toContain('nhận bản tin tháng 1');
    expect(html).toContain('bị báo là thư rác 1');
    expect(html).not.toContain('@');
  });

  it('calls nothing delivered that is not, and shows nobody’s whole address', async () => {
    const { html } = await (await someone('readers', await mailedWorld())).get(PAGE);
    const said = text(html);

    expect(said).toContain('Đã đến máy chủ của người nhận 1 16,67%');
    expect(said).toContain('Dịch vụ thư đã nhận, chưa báo đến nơi 1');
    expect(said).toContain('Chưa gửi, đang chờ đến lượt 1');
    expect(said).toContain('Không gửi được hoặc không xác nhận được là đã gửi 1');
    expect(said).toContain('ho…@vanphong.example.vn Không xác nhận được là đã gửi');
    for (const address of ADDRESSES) expect(html).not.toContain(address);
    expect(html).not.toContain('action="/desk/mailings');
  });

  it('tells what became of one address, and writes down who asked', async () => {
    const world = await mailedWorld();
    const approver = await someone('approvers', world);
    const { html, status } = await approver.post('/desk/readers/address', { address: ' Minh.DO@vanphong.example.vn' });

    expect([status, text(html)]).toEqual([200, expect.stringContaining('Chưa rõ thư đã đi hay chưa, từ 06:01, 23/11')]);
    expect(html).toContain(`value="0/${readerId('minh.do@vanphong.example.vn')}"`);
    expect(await readDeskBook(world.ports.newsroom, DAY)).toEqual([
      expect.objectContaining({ by: 'p1', deed: 'look-up', sent: readerId('minh.do@vanphong.example.vn') }),
    ]);
    const stranger = await approver.post('/desk/readers/address', { address: 'la@example.vn' });
    expect(text(stranger.html)).toContain('Không có trong danh sách nhận của số này.');
    const late = { ...readerOf(9), changed: { at: '2026-11-23T06:25:00+07:00', why: 'confirmed' } };
    const absent: readonly (readonly [Subscriber, string])[] = [
      [late, 'sau khi danh sách đã chốt'],
      // A list notes its ground as the reason.
      [{ ...late, changed: { ...late.changed, why: late.consent.basis } }, 'nhập từ danh sách, căn cứ: test'],
      [{ ...readerOf(9), editions: ['monthly'] }, 'không đăng ký bản tin đó'],
      [{ ...readerOf(9), pausedUntil: '2026-11-23' }, 'đang tạm ngừng nhận'],
      [{ ...readerOf(9), sections: ['quan-ly'] }, 'không có tin thuộc các chuyên mục'],
    ];
    for (const [row, why] of absent) {
      world.ports.subscribers.rows.set(row.id, row);
      const { html } = await approver.post('/desk/readers/address', { address: row.address });
      expect(text(html)).toContain(why);
      expect(text(html)).not.toContain('trong đó');
    }
    expect((await approver.post('/desk/readers/address', { address: 'không phải' })).status).toBe(422);
    const bounced = await approver.post('/desk/readers/address', { address: 'thu.vu@phuong.example.vn' });
    expect(text(bounced.html)).toContain('thư bị máy chủ của người nhận trả lại');
  });

  it('pauses and resumes with a reason and a second yes, and keeps who asked', async () => {
    const world = await mailedWorld();
    const approver = await someone('approvers', world);
    expect((await approver.post(`${PAGE}/steer`, { wish: 'pause', why: 'kiểm tra' })).status).toBe(422);
    expect((await world.ports.ledger.mailing(PRINTED))?.state).toBe('sending');

    const paused = await approver.post(`${PAGE}/steer`, { wish: 'pause', why: 'kiểm tra', confirm: 'yes' });
    expect(paused.location).toBe(`${PAGE}?done=pause`);
    expect((await world.ports.ledger.mailing(PRINTED))?.state).toBe('paused');
    await approver.post(`${PAGE}/steer`, { wish: 'resume', why: 'xong', confirm: 'yes' });
    expect(world.ports.deliver.pending()).toEqual([{ issueKey: PRINTED, shard: 0 }]);
    const deeds = (await readJournal(world.ports.newsroom, PRINTED)).map(({ deed, why }) => [deed, why]);
    expect(deeds).toEqual(
      expect.arrayContaining([
        ['pause', 'kiểm tra'],
        ['resume', 'xong'],
      ]),
    );
  });

  it('sends again to those who were chosen, and to nobody who has a copy', async () => {
    const world = await mailedWorld();
    const approver = await someone('approvers', world);
    const sure = { why: 'người nhận hỏi', confirm: 'yes' };
    const row = (address: string) => `0/${readerId(address)}`;
    expect((await approver.post(`${PAGE}/resend`, { whom: 'chosen', ...sure })).html).toContain(
      'chọn ít nhất một người',
    );
    const hoa = 'hoa.le@vanphong.example.vn';
    const one = await approver.post(`${PAGE}/resend`, { whom: 'chosen', who: row(hoa), ...sure });
    expect(one.location).toContain('done=resent&readers=1');
    expect((await world.ports.ledger.delivery(PRINTED, 0, readerId(hoa)))?.state.kind).toBe('queued');

    const has = await approver.post(`${PAGE}/resend`, { whom: 'chosen', who: row(ADDRESSES[0] ?? ''), ...sure });
    expect(has.location).toContain('done=resent-none&readers=0&has-it=1');
    expect(text((await approver.get(has.location)).html)).toContain('1 người đã có thư');
    const all = await approver.post(`${PAGE}/resend`, { whom: 'all', ...sure });
    expect(all.location).toContain('readers=1');
  });

  it('shows the sender’s reputation beside its limits', async () => {
    const said = text((await (await someone('editors', await mailedWorld())).get('/desk/mailings')).html);

    expect(said).toContain('Tỷ lệ thư bị trả lại 0% trong giới hạn 4% 5%');
    expect(said).toContain('Tỷ lệ thư bị báo là thư rác 0% trong giới hạn 0,08% 0,1%');
    expect(said).toContain('Số ngày 20/11/2026 6 người nhận');
  });
});
