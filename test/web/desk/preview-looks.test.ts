import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMail } from '../../../lambdas/local/open-mail.ts';
import { readJournal } from '../../../lambdas/workflows/journal.ts';
import { DAY, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const PREVIEW = `/desk/issues/${DAY}/preview`;
const OWN = { email: 'hien@bandoc.example.vn', email_verified: true };

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

async function editor(claims: object = OWN) {
  const world = await deskWorld();
  const { app } = openDesk(world, house);
  return { world, hien: visitor(app, await house.token(['editors'], { ...claims })) };
}

describe('the previews', () => {
  it('show the very mail on a screen, without pictures and in the dark', async () => {
    const { hien } = await editor();
    const mail = await hien.get(`${PREVIEW}/mail`);
    const dark = await hien.get(`${PREVIEW}/mail?look=dark`);
    const plain = await hien.get(`${PREVIEW}/mail?look=plain`);

    expect(mail.html).toContain('@media (prefers-color-scheme: dark)');
    expect(dark.html).toContain('@media all');
    expect(dark.html.replaceAll('@media all', '@media (prefers-color-scheme: dark)')).toBe(mail.html);
    expect(plain.html).toBe(mail.html);
    expect(mail.headers.get('content-security-policy')).toContain('img-src data:');
    expect(plain.headers.get('content-security-policy')).toContain("img-src 'none'");
    const web = await Promise.all(['desktop', 'dark'].map((look) => hien.get(`${PREVIEW}/web?look=${look}`)));
    expect(web.map(({ html }) => html.includes('prefers-color-scheme'))).toEqual([true, false]);
    expect((await hien.get(`${PREVIEW}?look=phone`)).html).toContain('look-phone');
    expect(new TextDecoder('latin1').decode((await hien.get(`${PREVIEW}/pdf`)).bytes.slice(0, 5))).toBe('%PDF-');
  });
});

describe('a test mail', () => {
  it('goes to one’s own address alone, is marked, and stands in no book but the journal', async () => {
    const { world, hien } = await editor();
    const form = { to: 'nguoi.khac@example.vn', email: 'nguoi.khac@example.vn' };
    const answer = await hien.post(`${PREVIEW}/send`, form);
    const [mail, ...others] = world.ports.mailer.sent;

    expect(answer.location).toBe(`${PREVIEW}?done=sent`);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: OWN.email, tags: { issue: 'test', recipient: 'desk' } });
    const raw = new TextDecoder().decode(mail?.raw ?? new Uint8Array());
    expect(raw).toContain(`To: ${OWN.email}`);
    expect((await openMail(mail?.raw ?? new Uint8Array())).subject).toMatch(/^\[THỬ\] /);
    expect(raw).not.toContain('nguoi.khac');
    expect([world.ports.ledger.mailings.size, world.ports.ledger.deliveries.size]).toEqual([0, 0]);
    expect(await readJournal(world.ports.newsroom, DAY)).toMatchObject([{ deed: 'test-send', by: 'p1' }]);
  });

  it('goes nowhere without a confirmed address', async () => {
    for (const claims of [{}, { email: OWN.email }, { email: OWN.email, email_verified: false }]) {
      const { world, hien } = await editor(claims);

      expect((await hien.post(`${PREVIEW}/send`)).location).toBe(`${PREVIEW}?done=no-address`);
      expect(world.ports.mailer.sent).toEqual([]);
    }
  });
});
