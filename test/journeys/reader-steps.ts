import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** Where a reader's life takes place: a served house with its outbox. */
export interface ReaderPlace {
  readonly origin: string;
}

/** One thing that happens to a reader, with what must be seen afterwards. */
export interface ReaderStep {
  readonly name: string;
  readonly run: (page: Page, place: ReaderPlace) => Promise<void>;
}

/** The reader of the journey, and somebody whose address was typed by another, and who reports the mail as spam. */
export const READER = 'ban.doc@docgia.example';
/** See {@link READER}. */
export const COMPLAINER = 'complaint@docgia.example';

/** Before the issue goes out. */
export const COMING: readonly ReaderStep[] = [
  {
    name: 'fills in the form for the daily and the monthly',
    run: async (page, { origin }) => {
      for (const address of [COMPLAINER, READER]) {
        await page.goto(`${origin}/subscriptions`);
        await page.getByLabel('Địa chỉ thư điện tử').fill(address);
        await page.getByLabel('Bản tin điện tử').check();
        await page.getByRole('button', { name: 'Đăng ký' }).click();
        await page.getByRole('heading', { name: 'Xin kiểm tra hộp thư' }).waitFor();
      }
    },
  },
  {
    name: 'follows the link of the mail, whose gateway has followed it three times before, and presses the button',
    run: async (page, place) => {
      const link = await linkIn(page, place, { address: READER, path: '/confirm' });
      await asAGateway(page, [link]);
      await page.goto(link);
      await page.getByRole('button', { name: 'Xác nhận đăng ký' }).click();
      await page.getByRole('heading', { name: 'Đã đăng ký' }).waitFor();
    },
  },
];

/** After the issue went out. */
export const READING: readonly ReaderStep[] = [
  {
    name: 'has one copy; the gateway opens every link of it three times, and the reader still reads',
    run: async (page, place) => {
      const links = await linksOf(page, place, READER);
      assert.ok(links.length >= 3, String(links.length));
      await asAGateway(page, links);
      await page.goto(await linkIn(page, place, { address: READER, path: '/leave' }));
      assert.equal(await page.locator('#tuy-chon').count(), 1);
    },
  },
  {
    name: 'clicks to the web page of the issue',
    run: async (page, { origin }) => {
      const links = await linksOf(page, { origin }, READER);
      await page.goto(links.find((link) => /\/daily\/\d{4}\/\d\d\/\d\d\/$/.test(link)) ?? '');
      assert.match(await page.title(), /23\/11\/2026/);
    },
  },
  {
    name: 'keeps the monthly only, from the link in the mail',
    run: async (page, place) => {
      const leave = await linkIn(page, place, { address: READER, path: '/leave' });
      await page.goto(`${leave}#tuy-chon`);
      await page.getByLabel('Điểm báo hàng ngày').uncheck();
      await page.getByRole('button', { name: 'Lưu lựa chọn' }).click();
      await page.getByText('Lựa chọn của ông/bà có hiệu lực').waitFor();
      await page.getByRole('link', { name: 'Xem lại lựa chọn' }).click();
      assert.equal(await page.getByLabel('Điểm báo hàng ngày').isChecked(), false);
      assert.equal(await page.getByLabel('Bản tin điện tử').isChecked(), true);
    },
  },
  {
    name: 'leaves by one click of the mail program, comes back from the mistake, and leaves for good',
    run: async (page, place) => {
      const leave = (await linkIn(page, place, { address: READER, path: '/leave' })).replace('/leave/daily', '/leave');
      const oneClick = () =>
        page.request.post(leave, {
          form: { 'List-Unsubscribe': 'One-Click' },
          maxRedirects: 0,
          headers: { cookie: '' },
        });
      const answer = await oneClick();
      assert.deepEqual([answer.status(), answer.headers()['set-cookie']], [200, undefined]);
      await page.goto(leave);
      assert.equal(await page.locator('#tuy-chon').count(), 0);
      await page.getByRole('button', { name: 'Ngừng nhận bản tin' }).click();
      await page.getByRole('button', { name: 'Tiếp tục nhận bản tin' }).click();
      await page.getByText('Việc nhận bản tin đã được khôi phục').waitFor();
      assert.equal((await oneClick()).status(), 200);
    },
  },
];

/** Times the outbox is looked at for a mail, half a second apart. */
const LOOKS = 60;

/** The raw mail to an address, from the outbox; the newest. */
async function mailTo(page: Page, { origin }: ReaderPlace, address: string): Promise<string> {
  const link = page.locator('tbody tr', { hasText: address }).locator('a').first();
  // A mail is sent when the page that asked for it has been answered.
  for (let looks = 0; looks < LOOKS; looks += 1) {
    await page.goto(`${origin}/outbox`);
    if ((await link.count()) > 0) break;
    await page.waitForTimeout(500);
  }
  const id = await link.getAttribute('href');
  const raw = await (await page.request.get(new URL(`${id}/thu.eml`, `${origin}/outbox`).href)).text();
  const parts = raw
    .split('\r\n\r\n')
    .map((part) => Buffer.from(part.split('\r\n--')[0] ?? '', 'base64').toString('utf8'));
  return `${raw}\n${parts.join('\n')}`;
}

/** Every web address in the mail to a reader, of our own house. */
async function linksOf(page: Page, place: ReaderPlace, address: string): Promise<string[]> {
  const found = (await mailTo(page, place, address)).match(/https?:\/\/[^\s<>"#]+/g) ?? [];
  return [...new Set(found)].filter((link) => link.startsWith(place.origin));
}

async function linkIn(
  page: Page,
  place: ReaderPlace,
  { address, path }: { readonly address: string; readonly path: string },
): Promise<string> {
  const links = await linksOf(page, place, address);
  const link = links.find((each) => each.includes(`/subscriptions${path}`));
  assert.ok(link !== undefined, `${address} has no link to ${path}`);
  return link;
}

/** As a scanner of mail does it: every link three times, by all that must not change anything. */
async function asAGateway(page: Page, links: readonly string[]): Promise<void> {
  for (const link of links) {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      await page.request.fetch(link, { method, headers: { purpose: 'prefetch', 'user-agent': 'LinkScanner/1.0' } });
    }
  }
}
