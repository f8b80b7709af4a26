import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../../lambdas/core/drafting/draft.ts';
import { buildBrowserScripts } from '../../../lib/bundling/browser-scripts.ts';
import { openBrowser } from '../../support/browser.ts';
import { DAY, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse, serveApp } from './sign-in-house.ts';
import { openDesk } from './visitor.ts';

const ISSUE = `/desk/issues/${DAY}`;
/** Clicks and keys from the open draft to the approved issue. */
const MOST = 25;
/** Script that the desk may send, compressed, bytes. */
const MOST_SCRIPT = 60 * 1024;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let house: KeyHouse;
let script: string;
beforeAll(async () => {
  [browser, house] = await Promise.all([openBrowser(), openKeyHouse()]);
  const scripts = await buildBrowserScripts(process.cwd());
  script = Buffer.from(scripts.find(({ file }) => file === 'desk.js')?.contents ?? []).toString('utf8');
}, 120_000);
afterAll(async () => {
  await Promise.all([browser.close(), house.close()]);
});

/** Three clippings with a mistake that has one fix. */
function mistaken(draft: Draft): Draft {
  const clippings = draft.clippings.map((each, index) =>
    index < 3 ? { ...each, title: `${each.title} của của xã` } : each,
  );
  return { ...draft, clippings };
}

/** A desk with its script on a port of its own, and people who are signed in. */
async function served() {
  const app = new Hono();
  const { origin, close } = await serveApp((request) => app.fetch(request));
  const world = await deskWorld(mistaken);
  const desk = openDesk(world, house, origin).app;
  app.get('/desk/assets/desk.js', (context) => context.body(script, 200, { 'content-type': 'text/javascript' }));
  app.all('*', (context) => desk.fetch(context.req.raw));
  const person = async (name: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(8_000);
    const value = await house.token(['approvers'], { sub: name, name });
    await context.addCookies([{ name: 'desk-session', value, url: `${origin}/desk` }]);
    const page = await context.newPage();
    await page.goto(`${origin}${ISSUE}`);
    return page;
  };
  return { world, person, close };
}

/** Clicks and keys of one person, counted. */
function hands(page: Page) {
  let count = 0;
  return {
    count: () => count,
    click: async (selector: string) => {
      count += 1;
      await page.locator(selector).first().click();
    },
    key: async (key: string) => {
      count += 1;
      await page.keyboard.press(key);
    },
    done: (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor(),
  };
}

describe('the morning, counted', () => {
  it(`takes at most ${MOST} clicks and keys from the draft to the approval`, async () => {
    const { world, person, close } = await served();
    const page = await person('Phạm Thu Hiền');
    const { click, key, count, done } = hands(page);
    const clippings = async () => (await world.draft()).value.clippings.length;
    for (let left = 3; left > 0; left -= 1) {
      await click('button[formaction$="/correct"]');
      await expect.poll(() => page.locator('button[formaction$="/correct"]').count()).toBe(left - 1);
    }
    await click('#t-tin1 button[value=down]');
    await done('Đã chuyển vị trí tin');
    // By keys: to the first card, one down.
    await page.locator('.card').first().focus();
    await key('Alt+ArrowDown');
    await expect.poll(async () => (await world.draft()).value.log.length).toBe(5);
    await click('#t-tin3 .regroup summary');
    await click('#t-tin3 .regroup button:not([name])');
    await done('Đã gộp tin');
    await click('.card:last-child button.danger');
    await expect.poll(clippings).toBe(8);
    await click('[data-approve]');
    await click('button:has-text("Duyệt và phát hành")');
    await page.getByRole('heading', { name: 'Số báo đã được duyệt' }).waitFor();
    await page.context().close();
    await close();

    process.stdout.write(`the morning: ${count()} clicks and keys from the open draft to the approval\n`);
    expect(count()).toBeLessThanOrEqual(MOST);
    expect((await world.draft()).value.sealed?.name).toBe('Phạm Thu Hiền');
  }, 60_000);

  it('shows each what the other did, keeps what is being typed, and takes a step back by keys', async () => {
    const { world, person, close } = await served();
    const [hien, khang] = [await person('Phạm Thu Hiền'), await person('Đỗ Minh Khang')];
    await khang.locator('#editor-name').fill('Tên đang gõ');
    await hien.locator('#t-tin5 button.danger').click();
    // Shown before the desk has answered, in the very turn of the press.
    expect(await hien.locator('#t-tin5.going, body:not(:has(#t-tin5))').count()).toBe(1);
    await khang.locator('#t-tin5').waitFor({ state: 'detached', timeout: 5_000 });
    expect(await khang.locator('#thong-bao').textContent()).toContain('Phạm Thu Hiền vừa thực hiện: Bỏ');
    expect(await khang.locator('#editor-name').inputValue()).toBe('Tên đang gõ');

    await hien.keyboard.press('Control+z');
    await hien.locator('#t-tin5').waitFor();
    await khang.evaluate(AXE);
    const violations = await khang.evaluate(
      'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }).then((r) => r.violations.map((v) => v.id + " " + v.nodes[0].html))',
    );
    await Promise.all([hien.context().close(), khang.context().close()]);
    await close();

    expect(violations).toEqual([]);
    expect((await world.draft()).value.clippings).toHaveLength(10);
  }, 60_000);

  it('needs little script', () => {
    expect(script.length).toBeGreaterThan(1_000);
    expect(gzipSync(script).length).toBeLessThan(MOST_SCRIPT);
  });
});
