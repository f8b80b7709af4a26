import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../../support/browser.ts';
import { deskWorld } from './desk-world.ts';
import { openKeyHouse, serveApp } from './sign-in-house.ts';
import { openDesk } from './visitor.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RUN = 'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }).then((r) => r.violations.map((v) => v.id))';
const WIDE = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

const PAGES = [
  '/desk',
  '/desk/huong-dan',
  '/desk/settings',
  '/desk/settings/monthly',
  '/desk/settings/sections',
  '/desk/settings/calendar',
  '/desk/settings/lexicon?q=m%E1%BB%99t+c%E1%BB%ADa',
  '/desk/settings/second-opinion',
  '/desk/sources',
];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 120_000);
afterAll(() => browser.close());

it('the pages of the house and the guide fit a phone, show their pictures and leave axe nothing to object to', async () => {
  const house = await openKeyHouse();
  const { app } = openDesk(await deskWorld(), house);
  const token = await house.token(['administrators']);
  const served = await serveApp((request) => {
    const { pathname, search } = new URL(request.url);
    const headers = { cookie: `__Secure-desk-session=${token}` };
    return app.request(`https://desk.example.vn${pathname}${search}`, { headers });
  });
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const found: Record<string, unknown> = {};
  for (const path of PAGES) {
    await page.goto(`${served.origin}${path}`);
    // Evaluated, not added as an element: the page's own rights forbid foreign scripts.
    await page.evaluate(AXE);
    found[path] = [await page.evaluate(WIDE), await page.evaluate(RUN)];
  }
  await page.goto(`${served.origin}/desk/huong-dan`);
  const broken = '[...document.images].filter((i) => i.loading !== "lazy" && i.naturalWidth === 0).length';
  expect(await page.evaluate(broken)).toBe(0);
  expect(found).toEqual(Object.fromEntries(PAGES.map((path) => [path, [0, []]])));
  // The same question finds what is wrong.
  await page.setContent(`<img src="data:,"><pre>${'wide '.repeat(200)}</pre>`);
  await page.evaluate(AXE);
  expect(await page.evaluate(RUN)).toContain('image-alt');
  expect(await page.evaluate(WIDE)).toBeGreaterThan(0);
  await page.close();
  await Promise.all([served.close(), house.close()]);
}, 60_000);
