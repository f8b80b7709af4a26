import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPictureStudio } from '../../../lambdas/net/sharp-picture-studio.ts';
import { photo } from '../../net/pictures/make.ts';
import { docxPart } from '../../support/read-docx.ts';
import { MONTH, monthlyWorld, PICTURE } from './monthly-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, type Visitor, visitor } from './visitor.ts';

const PAGE = `/desk/monthly/${MONTH}`;

let house: KeyHouse;
let editor: Visitor;
beforeAll(async () => {
  house = await openKeyHouse();
  const world = await monthlyWorld();
  const body = await photo(400, 300).jpeg().toBuffer();
  const validators = { etag: null, lastModified: null };
  world.ports.web.answer(PICTURE, { kind: 'fetched', url: PICTURE, contentType: '', body, validators });
  const ports = { ...world.ports, studio: createPictureStudio() };
  editor = visitor(openDesk({ ...world, ports }, house).app, await house.token(['editors']));
  const article = `${PAGE}/articles/bai1`;
  await editor.post(`${article}/pictures/1/take`, await editor.fields(article));
});
afterAll(() => house.close());

describe('what is seen of a monthly before it is approved', () => {
  it('is the mail and the page of the real renderer, with pictures of the archive and of nowhere else', async () => {
    for (const output of ['mail', 'web']) {
      const { html, headers, status } = await editor.get(`${PAGE}/preview/${output}`);
      const policy = headers.get('content-security-policy') ?? '';

      expect(status).toBe(200);
      expect(html).toContain('Bộ thủ tục dùng chung cho mọi phường được ban hành');
      expect(html).toMatch(/pictures\/[0-9a-f]{64}\//);
      expect(html).not.toContain('anh.baomau.example.vn');
      expect(policy).toContain('img-src data: https://diembao.example.vn/pictures/ https://desk.example.vn/pictures/');
      expect(policy).toContain('sandbox');
    }
  });

  it('is a PDF, and a Word document that says it is a draft', async () => {
    const pdf = await editor.get(`${PAGE}/preview/pdf`);
    const word = await editor.get(`${PAGE}/preview/word`);

    expect(Buffer.from(pdf.bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(pdf.headers.get('content-disposition')).toContain(`ban-tin-${MONTH}-xem-truoc.pdf`);
    expect(docxPart(word.bytes, 'word/document.xml')).toContain('DỰ THẢO');
  });

  it('has the text for Zalo ready to paste', async () => {
    const { html } = await editor.get(`${PAGE}/preview`);

    expect(html).toMatch(/<textarea id="zalo"[^>]*>\s*[^<]*Bộ thủ tục dùng chung/);
    expect(html).toContain('Tải bản in (PDF)');
  });
});
