import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import { startHouse } from '../support/house-process.ts';
import { copyForGuide } from './guide-pictures.ts';
import { showPdfPage } from './pdf-page.ts';

/** The day every picture shows, so that they only change when the product does. */
const DAY = '2026-11-23';
const PICTURES = join(import.meta.dirname, 'pictures');

/** An office screen. */
const OFFICE = { width: 1280, height: 900 } as const;

/** A4, at the size of the picture. */
const SHEET = { width: 700, height: 990 } as const;

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
    name: 'rewrite',
    ...OFFICE,
    show: async (page) => {
      await page.locator('.card').nth(1).getByRole('link', { name: 'Sửa' }).click();
      await page.waitForLoadState();
    },
  },
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
  {
    name: 'pdf',
    ...SHEET,
    show: async (page, origin) => {
      const answer = await page.request.get(`${origin}/daily/2026/11/23/1/issue.pdf`);
      await showPdfPage(page, { pdf: await answer.body(), number: 1, width: SHEET.width });
    },
  },
];

/** Of the house, for the guide: what became of the mailing, and the day. */
const HOUSE_PICTURES: readonly Picture[] = [
  { name: 'mailing', ...OFFICE, show: (page, origin) => go(page, `${origin}/desk/mailings/${DAY}`) },
  { name: 'today', ...OFFICE, show: (page, origin) => go(page, `${origin}/desk/today`) },
];

/** Of the monthly of that month, made without a person from that one issue: its cover, and a page with a picture. */
const MONTHLY_PICTURES: readonly Picture[] = [
  { name: 'monthly-cover', ...SHEET, show: (page) => showPdfPage(page, monthlyPage(1)) },
  { name: 'monthly-page', ...SHEET, show: (page) => showPdfPage(page, monthlyPage(4)) },
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
  await take(page, HOUSE_PICTURES);
  house.kill('SIGINT');
  await house.ended;
  await startHouse('--monthly', '--month', DAY.slice(0, 7), '--data', folder, '--out', join(folder, 'out')).ended;
  await take(page, MONTHLY_PICTURES);
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

function monthlyPage(number: number) {
  return { pdf: readFileSync(join(folder, 'out', 'issue.pdf')), number, width: SHEET.width };
}

async function go(page: Page, address: string, base?: string): Promise<void> {
  await page.goto(base ? new URL(address, base).href : address);
}
