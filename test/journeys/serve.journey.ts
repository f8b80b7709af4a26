import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, shift } from '../../lambdas/core/calendar/instant.ts';
import { parseKeyring } from '../../lambdas/core/subscriptions/keyring.ts';
import { subscriberId } from '../../lambdas/core/subscriptions/subscriber-id.ts';
import { withHouseAt } from '../../lambdas/local/commands/house-at.ts';
import { eraseAddresses } from '../../lambdas/workflows/subscribing/erase-addresses.ts';
import { openBrowser } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import { type HouseProcess, startHouse } from '../support/house-process.ts';
import { DESK_STEPS } from './desk-steps.ts';
import { COMING, COMPLAINER, READER, READING, type ReaderStep } from './reader-steps.ts';

const DAY = '2026-11-23';

/** One of the sample readers: there is no such address. */
const BOUNCING = 'bounce@docgia.example';

let browser: Browser;
let folder = '';
let origin = '';
let args: string[] = [];
let house: HouseProcess;
/** The reader's browser, open from the form to the farewell. */
let reader: Page;

beforeAll(async () => {
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), 'diembao-serve-'));
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  args = ['--date', DAY, '--data', join(folder, 'data'), '--port', String(port)];
});

afterAll(async () => {
  house.kill('SIGKILL');
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start', () => {
  it('reads the papers and serves desk, archive, outbox and the readers’ form', async () => {
    house = startHouse(...args);
    await house.printed(/outbox {4}http/);
    expect(house.output()).toContain('Visited 17 papers');

    reader = await openPage();
    await lives(reader, COMING);
  });

  it('mails what an editor approves', async () => {
    const page = await openPage();
    for (const step of DESK_STEPS) {
      await step.run(page, { origin, issueKey: DAY }).catch((error: unknown) => {
        throw new Error(`the editor ${step.name}`, { cause: error });
      });
    }
    await house.printed(/is published and mailed: 26 mails/);
    await readsTheArchive(page);
    await looksIntoTheOutbox(page);
  });

  it('is there for a reader from the mail to the farewell, and ends when it is asked to', async () => {
    await lives(reader, READING);

    house.kill('SIGINT');
    expect(await house.ended).toBe(0);
  });

  it('has forgotten the address four weeks later, and that of who bounced or complained, who stay refused', async () => {
    await withHouseAt(
      { data: join(folder, 'data'), publicAddress: origin },
      async ({ subscribers, secrets, settings }) => {
        const keyring = parseKeyring(await secrets.get(settings.tokenSecret));
        const stateOf = async (address: string) => {
          const row = await subscribers.get(subscriberId(address, keyring));
          return [row?.state, row?.address];
        };
        expect(await stateOf(READER)).toEqual(['unsubscribed', READER]);
        for (const address of [COMPLAINER, BOUNCING]) expect(await stateOf(address)).toEqual(['suppressed', address]);

        const day = 24 * 3_600_000;
        await eraseAddresses({ subscribers }, { now: shift(at(DAY, '09:00'), 29 * day), spanMs: day });
        expect(await stateOf(READER)).toEqual(['unsubscribed', '']);
        for (const address of [COMPLAINER, BOUNCING]) expect(await stateOf(address)).toEqual(['suppressed', '']);
      },
    );
  });

  it('goes on from the stored state and mails nobody again', async () => {
    const again = startHouse(...args);
    try {
      await again.printed(/outbox {4}http/);

      const page = await openPage();
      await page.goto(`${origin}/latest/`);
      expect(await page.locator('body').innerText()).toContain('23/11/2026');
      await page.goto(`${origin}/outbox`);
      expect(await mailsToReaders(page)).toBe(28);
      expect(again.output()).not.toContain('is published and mailed');
    } finally {
      again.kill('SIGTERM');
    }
    expect(await again.ended).toBe(0);
  });

  it('says in one line that its port is busy', async () => {
    const squatter = createServer().listen(Number(new URL(origin).port), '127.0.0.1');
    try {
      const late = startHouse(...args);

      expect(await late.ended).toBe(2);
      expect(late.output().trim().split('\n')).toEqual([expect.stringMatching(/^port \d+ is busy/)]);
    } finally {
      squatter.close();
    }
  });
});

/** What happens to a reader, one thing after the other. */
async function lives(page: Page, steps: readonly ReaderStep[]): Promise<void> {
  for (const step of steps) {
    await step.run(page, { origin }).catch((error: unknown) => {
      throw new Error(`the reader ${step.name}`, { cause: error });
    });
  }
}

async function openPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(15_000);
  return context.newPage();
}

/** In the outbox; the house's own copy, by which it knows that mail arrives, is none. */
function mailsToReaders(page: Page): Promise<number> {
  return page.locator('tbody tr').filter({ hasNotText: 'kiemtra@docgia.example' }).count();
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
  expect(await mailsToReaders(page)).toBe(28);
  expect(await page.locator('td.bounced').count()).toBe(1);
  expect(await page.locator('td.complained').count()).toBe(1);
  await page.locator('tbody a').first().click();
  const mail = page.frameLocator('iframe');
  expect(await mail.locator('body').innerText()).toContain('CẢI CÁCH HÀNH CHÍNH');
  await page.getByRole('link', { name: 'Nguồn thư' }).click();
  expect(await page.locator('pre').innerText()).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
}
