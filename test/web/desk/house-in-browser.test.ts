import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJournal } from '../../../lambdas/workflows/journal.ts';
import { loadHouse } from '../../../lambdas/workflows/settings/house.ts';
import { openBrowser } from '../../support/browser.ts';
import type { DeskWorld } from './desk-world.ts';
import { deskPages, fullWorld, NEW_PAPER, PRINTED, serveDesk } from './full-world.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Only what is wrong is collected; style sheets need not be fetched a second time. */
const QUICK = "resultTypes: ['violations'], preload: false";
/** Colours are the same at every width, and to compare them is most of the work: they are looked at on the phone. */
const AT_OFFICE = "rules: { 'color-contrast': { enabled: false } }";
const runWith = (more: string) =>
  `axe.run({ ${QUICK}, ${more} }).then((r) => r.violations.map((v) => v.id + ' ' + v.nodes.map((n) => n.html).join(' ')))`;
/** Which elements a person can see: where an office screen shows the same ones as a phone, axe has nothing new to say of it. */
const SHOWN = "[...document.body.querySelectorAll('*')].map((e) => (e.checkVisibility() ? 1 : 0)).join('')";
const WIDE = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const BROKEN = '[...document.images].filter((i) => i.complete && i.naturalWidth === 0).map((i) => i.src)';
const PHONE = { width: 390, height: 844 };
const OFFICE = { width: 1280, height: 900 };
const FAULTLESS = { violations: [], wide: 0, broken: [] };

let browser: Browser;
let world: DeskWorld;
let served: Awaited<ReturnType<typeof serveDesk>>;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  world = await fullWorld();
  served = await serveDesk(world);
  context = await browser.newContext({ viewport: PHONE });
  await context.addCookies([served.cookie]);
  context.setDefaultTimeout(20_000);
  page = await context.newPage();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await served.close();
});

/** What is wrong with the page at the present width; axe is evaluated beside it, as its policy refuses foreign scripts. */
async function faults(more: string | null = '') {
  return {
    violations: more === null ? [] : await page.evaluate(runWith(more)),
    wide: await page.evaluate(WIDE),
    broken: await page.evaluate(BROKEN),
  };
}

async function open(path: string): Promise<void> {
  await page.goto(`${served.origin}${path}`);
}

describe('every page of the desk', () => {
  it('fits a phone and an office screen and leaves axe nothing to object to', async () => {
    const found: Record<string, unknown> = {};
    for (const path of deskPages()) {
      await page.setViewportSize(PHONE);
      await open(path);
      await page.evaluate(AXE);
      found[`${path} on a phone`] = await faults();
      const shown = await page.evaluate(SHOWN);
      await page.setViewportSize(OFFICE);
      found[path] = await faults((await page.evaluate(SHOWN)) === shown ? null : AT_OFFICE);
    }

    expect(Object.entries(found).filter(([, each]) => JSON.stringify(each) !== JSON.stringify(FAULTLESS))).toEqual([]);
    expect(Object.keys(found).length).toBeGreaterThan(70);
    // The same question finds what is wrong.
    await page.setContent(`<img src="data:,"><pre>${'wide '.repeat(500)}</pre>`);
    await page.evaluate(AXE);
    const planted = await faults();
    expect(JSON.stringify(planted.violations)).toContain('image-alt');
    expect(planted.wide).toBeGreaterThan(0);
  }, 240_000);
});

describe('running the house in a browser', () => {
  it('a source is looked at and added', async () => {
    await page.setViewportSize(PHONE);
    await open('/desk/sources');
    await page.getByLabel('Địa chỉ trang báo').fill(NEW_PAPER);
    await page.getByRole('button', { name: 'Kiểm tra' }).click();
    await page.getByLabel('Tên báo').fill('Báo Mới');
    expect((await loadHouse(world.ports.newsroom)).sources.some(({ name }) => name === 'Báo Mới')).toBe(false);
    await page.getByRole('button', { name: 'Lưu nguồn tin' }).click();
    await page.getByRole('status').filter({ hasText: 'Đã thêm nguồn tin' }).waitFor();
    expect(await page.getByRole('rowheader', { name: 'Báo Mới' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Đọc thử Báo Mới' }).click();
    await page.getByRole('heading', { name: 'Đọc thử 3 bài' }).waitFor();
    expect(await page.getByRole('button', { name: 'Lưu nguồn tin' }).count()).toBe(0);
  }, 60_000);

  it('a change of the lexicon is replayed, saved and taken back', async () => {
    const weight = async () => (await loadHouse(world.ports.newsroom)).lexicon.reform['chuyến phà đêm'];
    await open('/desk/settings/lexicon');
    const first = page.getByRole('group', { name: 'Cụm từ thứ 1' });
    await first.getByLabel('Cụm từ', { exact: true }).fill('chuyến phà đêm');
    await first.getByLabel('Trọng số').fill('2,5');
    await page.getByRole('button', { name: 'Xem thay đổi' }).click();
    await page.getByText('không phải tin cải cách hành chính →').waitFor();
    expect(await weight()).toBeUndefined();
    await page.getByLabel('Lý do thay đổi').fill('tin phà bị bỏ sót');
    await page.getByRole('button', { name: 'Lưu thay đổi' }).click();
    await page.getByText('Đã lưu').waitFor();
    expect(await weight()).toBe(2.5);
    await page.getByRole('link', { name: 'Xem và quay lại bản 1' }).click();
    await page.getByLabel('Lý do quay lại').fill('thử xong');
    await page.getByRole('button', { name: 'Quay lại bản 1' }).click();
    await page.getByText('Đã lưu').waitFor();
    expect(await weight()).toBeUndefined();
  }, 60_000);

  it('a mailing is paused, and an address is asked about', async () => {
    await open('/desk');
    await page.getByRole('link', { name: 'Gửi thư' }).click();
    await page.getByRole('link', { name: 'Số ngày 20/11/2026' }).click();
    await page.getByText('Tạm dừng gửi').first().click();
    await page.locator('#w-pause').getByLabel('Lý do').fill('độc giả báo lỗi');
    await page.locator('#w-pause').getByLabel('Tôi xác nhận').check();
    await page.locator('#w-pause').getByRole('button', { name: 'Tạm dừng gửi' }).click();
    await page.getByRole('status').filter({ hasText: 'Đã tạm dừng' }).waitFor();
    expect((await world.ports.ledger.mailing(PRINTED))?.state).toBe('paused');
    expect(await readJournal(world.ports.newsroom, PRINTED)).toMatchObject([{ deed: 'pause', why: 'độc giả báo lỗi' }]);
    await open('/desk/readers');
    await page.getByLabel('Địa chỉ thư điện tử').fill('hoa.le@vanphong.example.vn');
    await page.getByRole('button', { name: 'Tra cứu' }).click();
    await page.getByText('hai lần gửi đều không có trả lời').waitFor();
    await page.evaluate(AXE);
    expect(await faults()).toEqual(FAULTLESS);
    await open('/desk/journal');
    await page.getByText('Tra cứu một địa chỉ bạn đọc').waitFor();
  }, 60_000);

  it('an office’s list is looked at line by line and brought in', async () => {
    await open('/desk/readers/import');
    const lines = ['Lê An;an.le@phong.example.vn', 'Không có địa chỉ;-', 'Lê An;AN.LE@phong.example.vn'];
    const file = { name: 'phong.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
    await page.getByLabel('Tệp danh sách').setInputFiles(file);
    await page.getByLabel('Căn cứ').fill('công văn số 12/VP');
    await page.getByRole('button', { name: 'Kiểm tra danh sách' }).click();
    await page.getByText('Trùng với dòng 1').waitFor();
    await page.evaluate(AXE);
    expect(await faults()).toEqual(FAULTLESS);
    await page.getByRole('button', { name: 'Thêm 1 địa chỉ' }).click();
    await page.getByText('Đã thêm 1 người nhận.').waitFor();
    await page.evaluate(AXE);
    expect(await faults()).toEqual(FAULTLESS);
  }, 60_000);
});
