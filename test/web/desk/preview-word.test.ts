import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docxPart, readDocx } from '../../support/read-docx.ts';
import { DAY, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const WORD = `/desk/issues/${DAY}/preview/word`;
let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

async function reader() {
  const world = await deskWorld();
  const { app } = openDesk(world, house);
  return { world, an: visitor(app, await house.token(['editors'], { sub: 'an', name: 'Lê Bình An' })) };
}

describe('the draft as a Word document', () => {
  it('is a file of its own with every clipping of the draft, marked as a draft', async () => {
    const { world, an } = await reader();
    const answer = await an.get(WORD);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="diem-bao-${DAY}-du-thao.docx"`);
    expect(docxPart(answer.bytes, 'word/document.xml')).toContain('DỰ THẢO');
    expect(readDocx(answer.bytes).titles).toHaveLength((await world.draft()).value.clippings.length);
  });

  it('of a day without a draft is a page that says so', async () => {
    const { an } = await reader();
    expect((await an.get('/desk/issues/2026-11-20/preview/word')).status).toBe(404);
  });
});
