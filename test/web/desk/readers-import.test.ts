import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leave } from '../../../lambdas/core/subscriptions/transitions.ts';
import { DESK_ROUTES } from '../../../lambdas/web/desk/routes.ts';
import { readDeskBook } from '../../../lambdas/workflows/editing/desk-book.ts';
import { readerOf, START } from '../../faults/mailing-world.ts';
import { workbookOf } from '../../support/workbook.ts';
import { type DeskWorld, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const BASIS = 'Công văn số 12/SNV ngày 20/11/2026 <b>';

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

async function administratorOf(world: DeskWorld) {
  const { app } = openDesk(world, house);
  const token = await house.token(['administrators']);
  const person = visitor(app, token);
  const upload = async (bytes: Uint8Array<ArrayBuffer>, name: string, over: Record<string, string> = {}) => {
    const form = new FormData();
    form.set('file', new File([bytes], name));
    for (const [field, value] of Object.entries({ basis: BASIS, editions: 'daily', ...over })) form.set(field, value);
    const headers = { origin: 'https://desk.example.vn', cookie: `__Secure-desk-session=${token}` };
    const address = 'https://desk.example.vn/desk/readers/import/check';
    const answer = await app.request(address, { method: 'POST', body: form, headers });
    return { status: answer.status, html: await answer.text() };
  };
  return { ...person, upload };
}

/** The hidden fields of the form that adds what was shown. */
function fieldsOf(html: string): Record<string, string> {
  const text = (value = ''): string =>
    value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#34;', '"').replaceAll('&amp;', '&');
  return Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [
      name ?? '',
      text(value),
    ]),
  );
}

describe('R20 a list of an office at the desk', () => {
  it('is shown line by line before anything is kept, then added, and added again adds nobody', async () => {
    const world = await deskWorld();
    const left = leave(readerOf(1), START);
    if (left) world.ports.subscribers.rows.set(left.id, left);
    const before = structuredClone([...world.ports.subscribers.rows]);
    const people = Array.from({ length: 600 }, (_, at) => [`${at}`, `can-bo-${at}@co-quan.example`]);
    const rows = [['STT', 'Thư <i>'], ...people, ['x', 'CAN-BO-0@co-quan.example'], ['y', readerOf(1).address]];
    const administrator = await administratorOf(world);
    const { status, html } = await administrator.upload(workbookOf({ name: 'Một', rows }).slice(), 'can-bo.xlsx');

    expect([status, [...world.ports.subscribers.rows]]).toEqual([200, before]);
    expect(html).toContain('603 dòng: <strong>601 địa chỉ dùng được</strong>, 1 dòng không thêm được ai, 1 dòng trống');
    expect(html).toContain('<td>STT · Thư &lt;i&gt;</td><td>Dòng tiêu đề, không phải người nhận</td>');
    expect(html).toContain('<th scope="row">2</th><td>can-bo-0@co-quan.example</td>');
    expect(html).toContain('<td>Trùng với dòng 2</td>');

    const done = await administrator.post('/desk/readers/import', fieldsOf(html));
    expect(done.html).toContain('Đã thêm 600 người nhận.');
    expect(done.html).toContain(`<td>${readerOf(1).address}</td><td>Đã ngừng nhận; không đưa trở lại</td>`);
    expect(world.ports.subscribers.rows.get(readerOf(1).id)).toEqual(left);
    const added = [...world.ports.subscribers.rows.values()].find(({ address }) => address.startsWith('can-bo-7@'));
    expect(added).toMatchObject({
      state: 'active',
      editions: ['daily'],
      consent: { basis: BASIS, from: 'tệp can-bo.xlsx, do Phạm Thu Hiền nhập' },
    });
    const again = await administrator.post('/desk/readers/import', fieldsOf(html));
    expect(again.html).toContain('Đã thêm 0 người nhận.');

    const book = await readDeskBook(world.ports.newsroom, '2026-11-23');
    expect(book.map(({ deed, name }) => [deed, name])).toContainEqual(['POST /desk/readers/import', 'Phạm Thu Hiền']);
    expect(JSON.stringify(book)).not.toContain('@');
  });

  it.each([
    ['nothing', '', {}, 'Xin chọn một tệp'],
    ['no ground', 'a@x.example', { basis: ' ' }, 'Xin ghi căn cứ'],
    ['no bulletin', 'a@x.example', { editions: '' }, 'Xin chọn ít nhất một bản tin'],
    ['nobody', 'không có ai', {}, 'Không có địa chỉ nào dùng được'],
    ['too many lines', 'a\n'.repeat(5_001), {}, 'hơn 5.000 dòng'],
    ['a broken workbook', 'PK\u0003\u0004', {}, 'tệp bị hỏng hoặc có mật khẩu'],
  ])('with %s is sent back with the reason', async (_, text, over, reason) => {
    const administrator = await administratorOf(await deskWorld());
    const { status, html } = await administrator.upload(new TextEncoder().encode(text).slice(), 'x.csv', over);
    expect([status, html.includes(reason)]).toEqual([422, true]);
  });

  it('takes no form that was not made of a file, and reads what is in it once more', async () => {
    const world = await deskWorld();
    const administrator = await administratorOf(world);
    expect((await administrator.post('/desk/readers/import', { lines: '1\ta@x.example' })).status).toBe(422);
    const forged = {
      basis: 'b',
      editions: 'daily',
      file: 'f',
      lines: '1\tA a@x.example\n2\tb@x.example\n2\tB@x.example',
    };
    expect((await administrator.post('/desk/readers/import', forged)).html).toContain('Đã thêm 1 người nhận.');
    expect([...world.ports.subscribers.rows.values()].map(({ address }) => address)).toEqual(['b@x.example']);
  });

  it('goes out as a file that runs nothing, and who took it is written down', async () => {
    const world = await deskWorld();
    const row = { ...readerOf(1), consent: { at: START, basis: '=HYPERLINK("x")' } };
    world.ports.subscribers.rows.set(row.id, row);
    const administrator = await administratorOf(world);
    const file = await administrator.post('/desk/readers/export');
    expect(file.headers.get('content-disposition')).toContain('nguoi-nhan-2026-11-23.csv');
    expect(file.html).toContain(`"${row.address}","daily","${START}","'=HYPERLINK(""x"")",""`);
    const [line] = await readDeskBook(world.ports.newsroom, '2026-11-23');
    expect(line?.deed).toBe('POST /desk/readers/export');
    expect(DESK_ROUTES.find(({ path }) => path === '/desk/readers/export')?.needs).toBe('settings');
  });
});
