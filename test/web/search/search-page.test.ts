import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArchiveServer } from '../../support/archive-server.ts';
import { openBrowser } from '../../support/browser.ts';
import { searchSite } from './search-site.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WAIT = { timeout: 20_000, interval: 25 };

let site: ArchiveServer;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [site, browser] = await Promise.all([searchSite(), openBrowser()]);
  page = await browser.newPage();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** The status line once the search has ended. */
async function status(of: Page = page): Promise<string> {
  await expect.poll(() => of.textContent('#tinh-hinh'), WAIT).toMatch(/^(?!Đang)./);
  return (await of.textContent('#tinh-hinh')) ?? '';
}

const titles = (within = '#danh-sach') => page.locator(`${within} .title`).allTextContents();

async function ask(query: string, more = ''): Promise<string> {
  await page.goto(`${site.origin}/tim-kiem/?q=${encodeURIComponent(query)}${more}`);
  return status();
}

describe('the search page', () => {
  it('puts clippings with the marks as typed first, and finds without marks all the same', async () => {
    expect(await ask('đường sắt')).toBe('Năm 2026: 2 tin. 1 tin có đúng dấu như đã gõ được xếp trước.');
    expect(await titles()).toEqual(['Bàn về tuyến đường sắt nội vùng', 'Dưỡng sát mặt đất']);
    await ask('dưỡng sát');
    expect(await titles()).toEqual(['Dưỡng sát mặt đất', 'Bàn về tuyến đường sắt nội vùng']);
    expect(await ask('DUONG SAT')).toBe('Năm 2026: 2 tin.');
    expect(await page.locator('#danh-sach mark').allTextContents()).toContain('đường');
  });

  it('puts words that stand together before words far apart, and finds no word by its beginning', async () => {
    await ask('mot cua');
    expect((await titles())[0]).toBe('Bộ phận một cửa mở thêm giờ');
    await ask('thu');
    expect((await titles()).sort()).toEqual(['Bộ phận một cửa mở thêm giờ', 'Cắt giảm thủ tục']);
    expect(await ask('"cửa một"')).toMatch(/^Năm 2026: không có tin nào/);
  });

  it('finds a document by its number in any spelling: one clipping for one', async () => {
    for (const query of ['57-NQ/TW', '57 nq tw', 'nghị quyết số 57-nq/tw']) {
      await ask(query);
      expect(await titles('#van-ban'), query).toEqual(['Cắt giảm thủ tục']);
      expect(await titles(), query).toEqual([]);
    }
    expect(await page.textContent('#van-ban h3')).toBe('Văn bản số 57-NQ/TW: 1 tin');
  });

  it('searches the newest year, and the years before when asked', async () => {
    await ask('thủ tục');
    expect(await titles()).toEqual(['Cắt giảm thủ tục']);
    await page.getByRole('button', { name: 'Tìm cả những năm trước' }).click();
    await expect.poll(() => page.textContent('#tinh-hinh'), WAIT).toMatch(/^Tất cả/);
    expect((await titles()).sort()).toEqual(['Cắt giảm thủ tục', 'Đường sắt năm cũ']);
    expect(page.url()).toContain('nam=tat-ca');
    await ask('đường', '&nam=tat-ca&xep=ngay');
    expect(await titles()).toEqual([
      'Bàn về tuyến đường sắt nội vùng',
      'Năm 57 tuổi vẫn học số',
      'Đường sắt năm cũ',
      'Dưỡng sát mặt đất',
    ]);
  });

  it('narrows by section, without words too, and says in the address what it shows', async () => {
    expect(await ask('', '&muc=CẢI%20CÁCH%20ĐỊA%20PHƯƠNG')).toMatch(/^Năm 2026: /);
    const shown = await page.locator('#danh-sach .where').allTextContents();
    expect(shown.length).toBeGreaterThan(0);
    for (const each of shown) expect(each).toContain('CẢI CÁCH ĐỊA PHƯƠNG');
    expect(await page.inputValue('#muc')).toBe('CẢI CÁCH ĐỊA PHƯƠNG');
  });

  it('tells of an item of a monthly the month, and names its paper as a daily does', async () => {
    await ask('"đò chở sách"', '&nam=tat-ca');
    expect(await titles()).toEqual(['Đò chở sách']);
    const where = await page.locator('#danh-sach .where').textContent();
    expect(where).toMatch(/^Bản tin tháng 6\/2025 · /);
    expect(where).toMatch(/ · Phulang\.example$/);
  });

  it('works by keyboard and goes back with the browser', async () => {
    await ask('thủ tục');
    await page.focus('#q');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('đường sắt');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await titles())[0], WAIT).toContain('đường sắt');
    for (let tabs = 0; tabs < 12; tabs += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate("document.activeElement?.closest('#danh-sach') !== null")) break;
    }
    const href = await page.evaluate("document.activeElement?.getAttribute('href')");
    expect(href).toBe('/daily/2026/11/23/1/index.html#tin-1');
    await page.goBack();
    await expect.poll(async () => (await titles())[0], WAIT).toBe('Cắt giảm thủ tục');
  });

  it('shows what a paper wrote as text only', async () => {
    await ask('57 tuổi');
    expect(await page.locator('#danh-sach b').count()).toBe(0);
    expect(await page.locator('#danh-sach .excerpt').first().textContent()).toContain('<b>nq</b> & tw');
  });

  it('has nothing axe objects to', async () => {
    await ask('đường sắt');
    // Evaluated, not added as an element: the page's own rights forbid foreign scripts.
    await page.evaluate(AXE);
    const found = await page.evaluate(
      'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }).then((r) => r.violations.map((v) => v.id))',
    );
    expect(found).toEqual([]);
  });

  it('leads to the months where scripts are off', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${site.origin}/tim-kiem/`);
    expect(await plain.getByRole('link', { name: 'các số đã phát hành theo tháng' }).isVisible()).toBe(true);
    expect(await plain.locator('#tim').isVisible()).toBe(false);
    await context.close();
  });

  it('needs the right to run WebAssembly and says so to nobody: without it the search fails in plain words', async () => {
    const poor = await searchSite("default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'");
    const other = await browser.newPage();
    await other.goto(`${poor.origin}/tim-kiem/?q=x`);
    expect(await status(other)).toMatch(/^Chưa tìm được/);
    await other.close();
    await poor.close();
  });
});
