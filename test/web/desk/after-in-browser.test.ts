import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../lambdas/ports/identity.ts';
import { createDesk } from '../../../lambdas/web/desk/desk.ts';
import { readWithdrawals } from '../../../lambdas/workflows/publishing/withdrawal-files.ts';
import { openBrowser } from '../../support/browser.ts';
import { approve, archiveWorld, contentOn } from '../../workflows/publishing/archive-world.ts';
import { DAY, type DeskWorld, deskWorld } from './desk-world.ts';
import { serveApp } from './sign-in-house.ts';
import { TEST_MAIL } from './visitor.ts';

const PRINTED = '2026-11-20';
const HIEN: Person = { id: 'hien', name: 'Phạm Thu Hiền', roles: ['approvers'], email: 'hien@bandoc.example.vn' };

let browser: Browser;
let axe = '';
beforeAll(async () => {
  browser = await openBrowser();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}, 120_000);
afterAll(() => browser.close());

/** A desk at which one approver is signed in already, with a draft and an issue that is out. */
async function serveDesk(world: DeskWorld) {
  await approve({ ...archiveWorld(), ...world.ports }, contentOn(PRINTED));
  const row = world.ports.issues.rows.get(PRINTED);
  if (row) world.ports.issues.rows.set(PRINTED, { ...row, state: 'sent', sentAt: '2026-11-20T08:10:00+07:00' });
  const doors = { ports: world.ports, mail: TEST_MAIL, report: (problem: object) => console.error(problem) };
  const served = await serveApp((request) => desk.fetch(request));
  const desk = createDesk({
    ...doors,
    identity: {
      verify: async () => ({ kind: 'valid', person: HIEN, nonce: null }),
      exchange: async () => ({ kind: 'failed', detail: '' }),
    },
    publicAddress: served.origin,
    deskAddress: served.origin,
    signIn: { address: served.origin, clientId: 'desk' },
  });
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await context.addCookies([{ name: 'desk-session', value: 'x', url: served.origin }]);
  context.setDefaultTimeout(20_000);
  return { ...served, context, page: await context.newPage() };
}

/** Rules a page breaks, and whether it is wider than a phone; axe runs beside the page, whose policy would refuse it. */
async function faultsOf(page: Page): Promise<unknown> {
  const found = await page.evaluate(`(() => { ${axe}; return axe.run().then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ' ' + nodes.map((node) => node.html).join(' '))); })()`);
  const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  return { found, over };
}
const NONE = { found: [], over: 0 };

describe('after an issue is out, in a browser on a phone', () => {
  it('a correction is seen and published, then another clipping is withdrawn', async () => {
    const world = await deskWorld();
    const { origin, close, context, page } = await serveDesk(world);
    const address = `${origin}/desk/issues/${PRINTED}`;
    try {
      await page.goto(`${address}/after`);
      expect(await faultsOf(page)).toEqual(NONE);
      await page.getByRole('link', { name: 'Đính chính tin 1' }).click();
      await page.getByLabel('Tiêu đề').fill('Tên phòng đã đúng');
      await page.getByLabel('Tác giả').fill('Lê An, Trần Bình');
      await page.getByLabel('Lý do đính chính').fill('ghi nhầm tên phòng');
      expect(await faultsOf(page)).toEqual(NONE);
      await page.getByRole('button', { name: 'Xem trước bản đính chính' }).click();
      await page.getByRole('button', { name: 'Hiện trang web' }).click();
      await page.frameLocator('iframe').getByText('ghi nhầm tên phòng').first().waitFor();
      expect(await faultsOf(page)).toEqual(NONE);
      await page.getByLabel('Gửi thư đính chính').check();
      await page.getByRole('button', { name: 'Đăng bản đính chính' }).click();
      await page.getByText('Đã ghi bản đính chính').waitFor();
      const ordered = await world.ports.issues.get(PRINTED);
      expect(ordered?.pending).toMatchObject({ kind: 'correction', revision: 2, mail: true });

      // The archive has caught up meanwhile.
      if (!ordered) throw new Error('the issue is gone');
      const { pending: _, ...rest } = ordered;
      await world.ports.issues.advance({ ...rest, turn: rest.turn + 1 });
      await page.goto(`${address}/after`);
      await page.getByRole('link', { name: 'Gỡ tin 2' }).click();
      expect(await faultsOf(page)).toEqual(NONE);
      await page.getByLabel('Lý do gỡ').fill('tòa soạn đề nghị');
      await page.getByLabel('Tôi xác nhận').check();
      await page.getByRole('button', { name: 'Gỡ', exact: true }).click();
      await page.getByText('Đã ghi lệnh gỡ').waitFor();
      expect(await readWithdrawals(world.ports.archive, PRINTED)).toMatchObject([
        { by: 'hien', why: 'tòa soạn đề nghị' },
      ]);
      await page.goto(`${address}/journal`);
      expect(await page.getByText('tòa soạn đề nghị').count()).toBe(1);
      expect(await faultsOf(page)).toEqual(NONE);
    } finally {
      await context.close();
      await close();
    }
  }, 60_000);

  it('the pages around the approval break no rule either', async () => {
    const { origin, close, context, page } = await serveDesk(await deskWorld());
    const faults: Record<string, unknown> = {};
    const paths = ['approve', 'preview?look=phone', 'no-issue'];
    for (const path of paths) {
      await page.goto(`${origin}/desk/issues/${DAY}/${path}`);
      faults[path] = await faultsOf(page);
    }
    await page.goto(`${origin}/desk/issues/${PRINTED}/mailing?wish=schedule`);
    faults.mailing = await faultsOf(page);
    // The control: a page without its language is no page without faults.
    await page.evaluate("document.documentElement.removeAttribute('lang')");
    expect(await faultsOf(page)).not.toEqual(NONE);
    await context.close();
    await close();

    expect(faults).toEqual({ ...Object.fromEntries(paths.map((path) => [path, NONE])), mailing: NONE });
  }, 60_000);
});
