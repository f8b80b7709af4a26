import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import { startHouse } from '../support/house-process.ts';
import { DESK_STEPS } from './desk-steps.ts';

const DAY = '2026-11-23';

let browser: Browser;
let folder = '';
let origin = '';
let args: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), 'diembao-serve-'));
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  args = ['--date', DAY, '--data', join(folder, 'data'), '--port', String(port)];
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start', () => {
  it('reads the papers, serves desk, archive and outbox, and mails what an editor approves', async () => {
    const house = startHouse(...args);
    try {
      await house.printed(/outbox {4}http/);
      expect(house.output()).toContain('Visited 17 papers');

      const page = await openPage();
      for (const step of DESK_STEPS) {
        await step.run(page, { origin, issueKey: DAY }).catch((error: unknown) => {
          throw new Error(`the editor ${step.name}`, { cause: error });
        });
      }
      await house.printed(/is published and mailed: 25 mails/);

      await readsTheArchive(page);
      await looksIntoTheOutbox(page);
    } finally {
      house.kill('SIGINT');
    }
    expect(await house.ended).toBe(0);
  });

  it('goes on from the stored state and mails nobody again', async () => {
    const house = startHouse(...args);
    try {
      await house.printed(/outbox {4}http/);

      const page = await openPage();
      await page.goto(`${origin}/latest/`);
      expect(await page.locator('body').innerText()).toContain('23/11/2026');
      await page.goto(`${origin}/outbox`);
      expect(await page.locator('tbody tr').count()).toBe(25);
      expect(house.output()).not.toContain('is published and mailed');
    } finally {
      house.kill('SIGTERM');
    }
    expect(await house.ended).toBe(0);
  });

  it('says in one line that its port is busy', async () => {
    const squatter = createServer().listen(Number(new URL(origin).port), '127.0.0.1');
    try {
      const house = startHouse(...args);

      expect(await house.ended).toBe(2);
      expect(house.output().trim().split('\n')).toEqual([expect.stringMatching(/^port \d+ is busy/)]);
    } finally {
      squatter.close();
    }
  });
});

async function openPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(15_000);
  return context.newPage();
}

async function readsTheArchive(page: Page): Promise<void> {
  await page.goto(`${origin}/`);
  await page
    .getByRole('link', { name: /23\/11\/2026/ })
    .first()
    .click();
  expect(await page.locator('body').innerText()).toContain('Trong ngày, một số vấn đề được báo chí quan tâm phản ánh');
  const feed = await page.request.get(`${origin}/feed.xml`);
  expect(feed.status()).toBe(200);
  const { fingerprint } = await (await page.request.get(`${origin}/daily/2026/11/23/1/issue.json`)).json();
  const secret = await page.request.get(`${origin}/snapshots/${fingerprint}.json`);
  expect(secret.status()).toBe(404);
}

async function looksIntoTheOutbox(page: Page): Promise<void> {
  await page.goto(`${origin}/outbox`);
  expect(await page.locator('tbody tr').count()).toBe(25);
  expect(await page.locator('td.bounced').count()).toBe(1);
  await page.locator('tbody a').last().click();
  const mail = page.frameLocator('iframe');
  expect(await mail.locator('body').innerText()).toContain('CẢI CÁCH HÀNH CHÍNH');
  await page.getByRole('link', { name: 'Nguồn thư' }).click();
  expect(await page.locator('pre').innerText()).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
}
