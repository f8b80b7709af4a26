import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthlyContentOf } from '../../../lambdas/core/monthly/content.ts';
import type { MonthlyPiece } from '../../../lambdas/core/monthly/draft.ts';
import { seedMonthly } from '../../../lambdas/core/monthly/setting.ts';
import { pictureKey } from '../../../lambdas/core/pictures/picture-size.ts';
import { openMail } from '../../../lambdas/local/open-mail.ts';
import { createPictureStudio } from '../../../lambdas/net/sharp-picture-studio.ts';
import { previewPictures } from '../../../lambdas/web/desk/monthly/preview-routes.ts';
import { photo } from '../../net/pictures/make.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { docxPart } from '../../support/read-docx.ts';
import { draftArticle, MONTH, type MonthlyWorld, monthlyWorld, PICTURE, sampleMonthly } from './monthly-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, type Visitor, visitor } from './visitor.ts';

const PAGE = `/desk/monthly/${MONTH}`;

const OWN = { email: 'hien@bandoc.example.vn', email_verified: true };

const JPEG = { contentType: 'image/jpeg' };

function takenPiece(id: string): MonthlyPiece {
  const picture = { id, width: 1_600, height: 1_000 };
  return { kind: 'picture', url: PICTURE, picture, taken: true, caption: null, credit: null };
}

let house: KeyHouse;
let editor: Visitor;
let world: MonthlyWorld;
beforeAll(async () => {
  house = await openKeyHouse();
  world = await monthlyWorld();
  const body = await photo(400, 300).jpeg().toBuffer();
  const validators = { etag: null, lastModified: null };
  world.ports.web.answer(PICTURE, { kind: 'fetched', url: PICTURE, contentType: '', body, validators });
  const ports = { ...world.ports, studio: createPictureStudio() };
  editor = visitor(openDesk({ ...world, ports }, house).app, await house.token(['editors'], OWN));
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

  it('is seen without pictures and in the dark, from the very same rendering', async () => {
    for (const output of ['mail', 'web']) {
      const [usual, plain, dark] = await Promise.all(
        ['desktop', 'plain', 'dark'].map((look) => editor.get(`${PAGE}/preview/${output}?look=${look}`)),
      );

      expect(plain?.html).toBe(usual?.html);
      expect(plain?.headers.get('content-security-policy')).toContain("img-src 'none'");
      expect(usual?.html).toMatch(/@media (?:screen and )?\(prefers-color-scheme: ?dark\)/);
      expect(dark?.html).not.toContain('prefers-color-scheme');
      expect(dark?.html.length).toBeLessThan(usual?.html.length ?? 0);
    }
    expect((await editor.get(`${PAGE}/preview?look=dark`)).html).toContain('look-dark');
  });

  it('is mailed to one’s own address alone, marked as a test', async () => {
    expect((await editor.get(`${PAGE}/preview`)).html).toContain(`Gửi thư này cho chính mình`);
    const { location } = await editor.post(`${PAGE}/preview/send`, { to: 'nguoi.khac@example.vn' });
    const [mail, ...others] = world.ports.mailer.sent;

    expect(location).toBe(`${PAGE}/preview?done=sent`);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: OWN.email, tags: { issue: 'test' } });
    expect((await openMail(mail?.raw ?? new Uint8Array())).subject).toMatch(/^\[THỬ\] /);
  });

  it('is a PDF, and a Word document that says it is a draft', async () => {
    const pdf = await editor.get(`${PAGE}/preview/pdf`);
    const word = await editor.get(`${PAGE}/preview/word`);

    expect(Buffer.from(pdf.bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(pdf.headers.get('content-disposition')).toContain(`ban-tin-${MONTH}-xem-truoc.pdf`);
    expect(docxPart(word.bytes, 'word/document.xml')).toContain('DỰ THẢO');
  });

  it('fits into a function’s answer however large its pictures are, and shows them as printed where they are not', async () => {
    const archive = memoryObjectStore();
    const ids = ['a', 'b'].map((letter) => letter.repeat(64));
    const article = draftArticle('bai1', { pieces: ids.map(takenPiece) });
    const draft = { ...sampleMonthly(), articles: [article] };
    const content = monthlyContentOf(draft, { setting: seedMonthly(), editorName: 'Thanh Hồng' });
    const kept = async (printBytes: number) => {
      for (const id of ids) {
        await archive.put(pictureKey(id, 'print'), new Uint8Array(printBytes), JPEG, { kind: 'any' });
        await archive.put(pictureKey(id, 'mail'), new Uint8Array(50_000), JPEG, { kind: 'any' });
      }
      return [...(await previewPictures(archive, { content })).values()].map(({ length }) => length);
    };

    expect(await kept(300_000)).toEqual([300_000, 300_000]);
    expect(await kept(2_000_000)).toEqual([50_000, 50_000]);
  });

  it('has the text for Zalo ready to paste', async () => {
    const { html } = await editor.get(`${PAGE}/preview`);

    expect(html).toMatch(/<textarea id="zalo"[^>]*>\s*[^<]*Bộ thủ tục dùng chung/);
    expect(html).toContain('Tải bản in (PDF)');
  });
});
