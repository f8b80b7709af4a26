import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

/** Where the journey takes place: a served house with a draft that has at least three clippings and is not approved. */
export interface DeskPlace {
  /** `http://127.0.0.1:8080`. */
  readonly origin: string;
  readonly issueKey: string;
}

/** One thing an editor does, with what must be seen afterwards. */
export interface DeskStep {
  readonly name: string;
  readonly run: (page: Page, place: DeskPlace) => Promise<void>;
}

const APPROVER = 'Phạm Thu Hiền';
const OWN_TITLE = 'Tiêu đề do biên tập viên đặt <b>&amp;</b>';

/** An editor's morning at the desk, in order; each step starts where the one before it ended. */
export const DESK_STEPS: readonly DeskStep[] = [
  {
    name: 'is sent to sign in, chooses a person and lands on the desk',
    run: async (page, { origin }) => {
      await page.goto(`${origin}/desk`);
      assert.match(page.url(), /\/oauth2\/authorize/);
      await page.getByRole('button', { name: APPROVER }).click();
      await page.waitForURL(`${origin}/desk`);
      assert.ok(await page.getByText(APPROVER).isVisible());
    },
  },
  {
    name: 'opens the draft and sees which sources were read',
    run: async (page, place) => {
      await page.goto(draftAddress(place));
      assert.match(await textOf(page.locator('.sources')), /Đã đọc \d+\/\d+ nguồn/);
      assert.deepEqual(await numbers(page), upTo(await page.locator('.card').count()));
    },
  },
  {
    name: 'moves a clipping down and the numbers follow',
    run: async (page) => {
      const card = page.locator('.card:has(button[value=down]:not([disabled]))').first();
      const id = await card.getAttribute('id');
      const before = await textOf(card.locator('.card-number'));
      await card.getByRole('button', { name: 'Xuống' }).click();
      await told(page, 'Đã chuyển vị trí tin');
      const after = await textOf(page.locator(`[id="${id}"] .card-number`));
      assert.equal(Number(after), Number(before) + 1);
      assert.deepEqual(await numbers(page), upTo(await page.locator('.card').count()));
    },
  },
  {
    name: 'moves a clipping to another section',
    run: async (page) => {
      const id = (await page.locator('.card').first().getAttribute('id')) ?? '';
      const card = page.locator(`[id="${id}"]`);
      const present = await card.locator('select[name=section]').inputValue();
      const target = present === 'phan-tich' ? 'quan-ly' : 'phan-tich';
      await card.locator('select[name=section]').selectOption(target);
      await card.getByRole('button', { name: 'Chuyển', exact: true }).click();
      await page.locator(`#${target} [id="${id}"]`).waitFor();
      assert.equal(await page.locator(`#${target} [id="${id}"]`).count(), 1);
    },
  },
  {
    name: 'rewrites a title, and what was typed stays text',
    run: async (page) => {
      const id = (await page.locator('.card').first().getAttribute('id')) ?? '';
      await page.locator(`[id="${id}"]`).getByRole('link', { name: 'Sửa' }).click();
      await page.getByLabel('Tiêu đề', { exact: true }).fill(OWN_TITLE);
      await page.getByRole('button', { name: 'Lưu tin' }).click();
      await told(page, 'Đã lưu nội dung tin');
      assert.ok((await textOf(page.locator(`[id="${id}"] h3`))).includes(OWN_TITLE));
      assert.ok(await page.locator(`[id="${id}"]`).getByText('đã sửa').isVisible());
    },
  },
  {
    name: 'merges a clipping into another, which names its paper',
    run: async (page) => {
      const count = await page.locator('.card').count();
      const card = page.locator('.card').last();
      const id = (await card.getAttribute('id')) ?? '';
      await card.locator('summary', { hasText: 'Gộp' }).click();
      const first = page.locator('.card').first();
      const target = (await first.getAttribute('id')) ?? '';
      const list = card.locator('.regroup select');
      // Without script the list of clippings belongs to a field in which the number may be typed as well.
      await list.waitFor({ timeout: 2_000 }).catch(() => undefined);
      if ((await list.count()) > 0) await list.selectOption(target.slice(2));
      else await card.locator('.regroup input[name=into]').fill(await textOf(first.locator('.card-number')));
      await card.getByRole('button', { name: 'Gộp', exact: true }).click();
      await told(page, 'Đã gộp tin');
      assert.equal(await page.locator('.card').count(), count - 1);
      assert.equal(await page.locator(`[id="${id}"]`).count(), 0);
      const merged = page.locator(`[id="${target}"]`);
      await merged.locator('summary', { hasText: 'Gộp' }).click();
      assert.ok((await merged.locator('.papers li').count()) > 0);
    },
  },
  {
    name: 'asks why an address is not in, and is told the next step',
    run: async (page) => {
      const draft = new URL(page.url()).pathname;
      const outside = page.locator('#tin-ngoai .candidate').first();
      const address = (await outside.locator('h3 a').getAttribute('href')) ?? '';
      await page.getByLabel('Vì sao không có?').fill(address);
      await page.getByLabel('Vì sao không có?').press('Enter');
      await page.getByRole('heading', { name: 'Vì sao không có?' }).waitFor();
      assert.match(await textOf(page.locator('.answer .next')), /Việc tiếp theo:.{10,}/u);
      await page.goto(new URL(draft, page.url()).href);
    },
  },
  {
    name: 'drops a clipping and finds it among those left out',
    run: async (page) => {
      const count = await page.locator('.card').count();
      const card = page.locator('.card').last();
      const title = await textOf(card.locator('h3'));
      await card.getByRole('button', { name: 'Bỏ', exact: true }).click();
      await told(page, 'Đã bỏ tin khỏi số báo');
      assert.equal(await page.locator('.card').count(), count - 1);
      // The card's title may bear number and place before it.
      assert.ok(title.endsWith(await textOf(page.locator('#tin-ngoai .candidate h3').first())), title);
    },
  },
  {
    name: 'restores a story that was left out',
    run: async (page) => {
      const count = await page.locator('.card').count();
      await page.locator('#tin-ngoai').getByRole('button', { name: 'Đưa lại' }).last().click();
      await told(page, 'Đã đưa tin vào số báo');
      assert.equal(await page.locator('.card').count(), count + 1);
    },
  },
  {
    name: 'looks for newcomers',
    run: async (page) => {
      await page.getByRole('button', { name: 'Tìm tin mới' }).click();
      await told(page, 'Đã tìm tin mới');
    },
  },
  {
    name: 'looks at mail and web page as they would go out',
    run: async (page) => {
      await page.getByRole('link', { name: 'Xem trước' }).click();
      for (const title of ['Thư điện tử', 'Trang web']) {
        const frame = page.frameLocator(`iframe[title="${title}"]`);
        assert.ok((await textOf(frame.locator('body'))).includes(OWN_TITLE), title);
      }
    },
  },
  {
    name: 'approves what the confirmation lists',
    run: async (page, place) => {
      await page.goto(draftAddress(place));
      await page.getByRole('link', { name: 'Duyệt phát hành' }).click();
      assert.ok(await page.getByText(OWN_TITLE).isVisible());
      await page.getByRole('button', { name: 'Duyệt và phát hành' }).click();
      await page.getByRole('heading', { name: 'Số báo đã được duyệt' }).waitFor();
      assert.equal(await page.getByRole('button', { name: 'Bỏ', exact: true }).count(), 0);
    },
  },
];

/** The text of an element; empty where it has none. */
async function textOf(element: Locator): Promise<string> {
  return (await element.textContent()) ?? '';
}

/** The line on the page that says what was done. */
async function told(page: Page, text: string): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).waitFor();
}

function draftAddress({ origin, issueKey }: DeskPlace): string {
  return `${origin}/desk/issues/${issueKey}`;
}

async function numbers(page: Page): Promise<number[]> {
  return (await page.locator('.card-number').allTextContents()).map(Number);
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
