import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import { startHouse } from '../support/house-process.ts';
import { copyForGuide } from './guide-pictures.ts';

/** The day every picture shows, so that they only change when the product does. */
const DAY = '2026-11-23';
const PICTURES = join(import.meta.dirname, 'pictures');

interface Picture {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly show: (page: Page, origin: string) => Promise<void>;
}

const SIGN_IN_FIRST: Picture['show'] = async (page, origin) => {
  await page.goto(`${origin}/desk`);
  await page.getByRole('button', { name: 'Phạm Thu Hiền' }).click();
  await page.goto(`${origin}/desk/issues/${DAY}`);
};

const APPROVE_FIRST: Picture['show'] = async (page, origin) => {
  await page.goto(`${origin}/desk/issues/${DAY}/approve`);
  await page.getByRole('button', { name: 'Duyệt và phát hành' }).click();
};

/** In this order: what comes later shows what the steps before have done. */
const DRAFT_PICTURES: readonly Picture[] = [
  { name: 'desk', width: 1280, height: 900, show: SIGN_IN_FIRST },
  { name: 'desk-phone', width: 390, height: 844, show: (page) => page.reload().then(() => undefined) },
  {
    name: 'preview',
    width: 1280,
    height: 900,
    show: async (page, origin) => {
      await page.goto(`${origin}/desk/issues/${DAY}/preview`);
      await page.waitForLoadState('networkidle');
    },
  },
];

const ISSUE_PICTURES: readonly Picture[] = [
  { name: 'archive', width: 1000, height: 900, show: (page, origin) => go(page, `${origin}/daily/2026/11/23/1/`) },
  {
    name: 'mail-phone',
    width: 390,
    height: 844,
    show: async (page, origin) => {
      await page.goto(`${origin}/outbox`);
      await go(
        page,
        `${await page
          .locator('tbody a')
          .last()
          .evaluate((link) => link.getAttribute('href'))}/thu.html`,
        origin,
      );
    },
  },
];

const folder = mkdtempSync(join(tmpdir(), 'diembao-pictures-'));
const port = await freePort();
const origin = `http://127.0.0.1:${port}`;
const house = startHouse('--date', DAY, '--data', folder, '--port', String(port));
const browser = await openBrowser();
mkdirSync(PICTURES, { recursive: true });
try {
  await house.printed(/outbox {4}http/);
  const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  await take(page, DRAFT_PICTURES);
  await APPROVE_FIRST(page, origin);
  await house.printed(/is published and mailed/);
  await take(page, ISSUE_PICTURES);
  await copyForGuide(PICTURES);
} finally {
  await browser.close();
  house.kill('SIGINT');
  await house.ended;
  rmSync(folder, { recursive: true, force: true });
}

async function take(page: Page, pictures: readonly Picture[]): Promise<void> {
  for (const { name, width, height, show } of pictures) {
    await page.setViewportSize({ width, height });
    await show(page, origin);
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    process.stdout.write(`${name}.png\n`);
  }
}

async function go(page: Page, address: string, base?: string): Promise<void> {
  await page.goto(base ? new URL(address, base).href : address);
}
