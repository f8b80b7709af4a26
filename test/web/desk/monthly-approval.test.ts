import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MONTH, type MonthlyWorld, monthlyWorld } from './monthly-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, type Visitor, visitor } from './visitor.ts';

const PAGE = `/desk/monthly/${MONTH}`;

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

async function approver(): Promise<{ world: MonthlyWorld; who: Visitor }> {
  const world = await monthlyWorld();
  return { world, who: visitor(openDesk(world, house).app, await house.token(['approvers'])) };
}

/** What the approval page binds the decision to. */
async function decision(who: Visitor): Promise<Record<string, string>> {
  const { html } = await who.get(`${PAGE}/approve`);
  const { etag } = await who.fields(`${PAGE}/approve`);
  return { etag, fingerprint: /name="fingerprint" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? '' };
}

describe('the approval of a monthly', () => {
  it('shows the number, what is in it and what is lacking, and freezes exactly that', async () => {
    const { world, who } = await approver();
    const { html } = await who.get(`${PAGE}/approve`);
    const seen = await decision(who);
    const answer = await who.post(`${PAGE}/approve`, seen);

    expect(html).toContain('Số 1');
    expect(html).toContain('3 bài không có ảnh');
    expect(answer.location).toBe(`${PAGE}?done=approved`);
    expect((await world.monthly()).value.sealed?.fingerprint).toBe(seen.fingerprint);
    expect(await world.ports.issues.get(MONTH)).toMatchObject({ state: 'approved', number: 1 });
    expect((await who.get(PAGE)).html).toContain('Số 1');
    expect((await who.get(PAGE)).html).not.toContain('dự kiến');
  });

  it('does not happen where somebody changed the draft after it was looked at', async () => {
    const { world, who } = await approver();
    const seen = await decision(who);
    await who.post(`${PAGE}/articles/bai2/drop`, { ...(await who.fields(PAGE)) });
    const answer = await who.post(`${PAGE}/approve`, seen);

    expect(answer.status).toBe(409);
    expect(answer.html).toContain('Nội dung đã thay đổi, chưa duyệt');
    expect((await world.monthly()).value.sealed).toBeUndefined();
    expect(await world.ports.issues.numbers()).toBeNull();
    // The control: what is approved as it was seen is approved.
    expect((await who.post(`${PAGE}/approve`, await decision(who))).status).toBe(303);
  });

  it('ends all editing', async () => {
    const { who } = await approver();
    const fields = await who.fields(PAGE);
    await who.post(`${PAGE}/approve`, await decision(who));
    const late = await who.post(`${PAGE}/articles/bai2/drop`, fields);

    expect(late.status).toBe(422);
    expect(late.html).toContain('đã được duyệt nên không sửa được nữa');
    expect((await who.get(PAGE)).html).not.toContain('<form class="actions"');
  });

  it('is nothing an editor may do', async () => {
    const { world, who } = await approver();
    const seen = await decision(who);
    const editor = visitor(openDesk(world, house).app, await house.token(['editors']));

    expect((await editor.post(`${PAGE}/approve`, seen)).status).toBe(403);
    expect((await world.monthly()).value.sealed).toBeUndefined();
  });
});

describe('a number no monthly is to bear', () => {
  it('is void with a reason, by the number that was on the screen, and the next monthly has the one after it', async () => {
    const { world, who } = await approver();
    const asked = { number: '1', why: 'bản in thử đã mang số này', confirm: 'yes' };
    for (const lacking of [
      { ...asked, why: ' ' },
      { ...asked, confirm: '' },
      { ...asked, number: '2' },
    ]) {
      expect((await who.post('/desk/numbers/void', lacking)).status).toBe(422);
    }
    expect(await world.ports.issues.numbers()).toBeNull();
    expect((await who.post('/desk/numbers/void', asked)).location).toBe('/desk/numbers?done=void');
    // The same form once more: the next number is another one now.
    expect((await who.post('/desk/numbers/void', asked)).html).toContain('Chưa có gì thay đổi');
    await who.post(`${PAGE}/approve`, await decision(who));

    expect(await world.ports.issues.get(MONTH)).toMatchObject({ number: 2 });
    const { html } = await who.get('/desk/numbers');
    expect(html).toMatch(
      /Số 2<[\s\S]*Bản tin điện tử tháng 11\/2026[\s\S]*Số 1<[\s\S]*Lý do: bản in thử đã mang số này/,
    );
    expect((await world.ports.issues.numbers())?.void).toMatchObject([{ number: 1, by: 'Phạm Thu Hiền' }]);
  });
});
