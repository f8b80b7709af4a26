import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editDraft } from '../../../lambdas/workflows/editing/desk-draft.ts';
import { DAY, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const ISSUE = `/desk/issues/${DAY}`;
let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

describe('an approval that came too late', () => {
  it('shows both texts of what another has rewritten since, as it was on the screen and as it is', async () => {
    const world = await deskWorld();
    const { app } = openDesk(world, house);
    const hien = visitor(app, await house.token(['approvers']));
    const rewritten = async (...titles: string[]) => {
      for (const title of titles) {
        const edit = { kind: 'rewrite' as const, clippingId: 'tin2', placePrefix: null, title, paragraphs: [title] };
        const { etag } = await world.draft();
        await editDraft(world.ports, { issueKey: DAY, etag, by: 'Đỗ Minh Khang', plan: () => [edit] });
      }
    };
    await rewritten('Tên đầu', 'Tên trên màn hình');
    const page = load((await hien.get(`${ISSUE}/approve`)).html);
    const field = (name: string) => page(`[name=${name}]`).attr('value') ?? '';
    const form = Object.fromEntries(['etag', 'fingerprint', 'seen', 'log'].map((name) => [name, field(name)]));
    await rewritten('Tên ở giữa', 'Tên sau cùng');

    const refused = load((await hien.post(`${ISSUE}/approve`, form)).html);
    const texts = refused('.both-texts section').map((_, text) => refused(text).find('p').first().text());

    expect(refused('.changes').text()).toBe('Sửa tin “Tên sau cùng”');
    expect(texts.get()).toEqual(['Tên trên màn hình', 'Tên sau cùng']);
  });
});
