import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCodeExchange } from '../../../lambdas/aws/code-exchange.ts';
import { createTokenVerifier } from '../../../lambdas/aws/token-verifier.ts';
import { fromMillis } from '../../../lambdas/core/calendar/instant.ts';
import { createSignIn } from '../../../lambdas/local/sign-in.ts';
import { createDesk } from '../../../lambdas/web/desk/desk.ts';
import { buildBrowserScripts } from '../../../lib/bundling/browser-scripts.ts';
import { DESK_STEPS } from '../../journeys/desk-steps.ts';
import { openBrowser } from '../../support/browser.ts';
import { DAY, deskWorld } from './desk-world.ts';
import { CLIENT_ID, serveApp } from './sign-in-house.ts';
import { TEST_MAIL } from './visitor.ts';

let browser: Browser;
let folder = '';
let script = '';
beforeAll(async () => {
  browser = await openBrowser();
  const scripts = await buildBrowserScripts(process.cwd());
  script = Buffer.from(scripts.find(({ file }) => file === 'desk.js')?.contents ?? []).toString('utf8');
  folder = await mkdtemp(join(tmpdir(), 'desk-journey-'));
}, 120_000);
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

/** A desk with its sign-in on one port, as the embedded mode serves them. */
async function serveDesk() {
  const app = new Hono();
  const served = await serveApp((request) => app.fetch(request));
  const issuer = `${served.origin}/sign-in`;
  const clock = { now: () => fromMillis(Date.now()) };
  const world = await deskWorld();
  const desk = createDesk({
    ports: world.ports,
    identity: {
      verify: createTokenVerifier({ issuer, clientId: CLIENT_ID, jwksUri: `${issuer}/.well-known/jwks.json` }),
      exchange: createCodeExchange({ signInAddress: issuer, clientId: CLIENT_ID }),
    },
    publicAddress: 'https://diembao.example.vn',
    deskAddress: served.origin,
    signIn: { address: issuer, clientId: CLIENT_ID },
    mail: TEST_MAIL,
    report: ({ what, detail }) => console.error(what, detail),
  });
  app.get('/desk/assets/desk.js', (context) => context.body(script, 200, { 'content-type': 'text/javascript' }));
  for (const path of ['/desk', '/desk/*']) app.all(path, (context) => desk.fetch(context.req.raw));
  app.route('/sign-in', createSignIn({ issuer, keyFile: join(folder, 'key.json'), clientId: CLIENT_ID, clock }));
  return { ...served, world };
}

describe('an editor’s morning in a browser', () => {
  for (const { name, width, hasScript } of [
    { name: 'at an office screen', width: 1280, hasScript: true },
    { name: 'on a phone, with script switched off', width: 390, hasScript: false },
  ]) {
    it(`goes from signing in to approving ${name}`, async () => {
      const { origin, close, world } = await serveDesk();
      const context = await browser.newContext({ viewport: { width, height: 844 }, javaScriptEnabled: hasScript });
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      try {
        for (const step of DESK_STEPS) {
          await step.run(page, { origin, issueKey: DAY }).catch((error: unknown) => {
            throw new Error(`the editor ${step.name}`, { cause: error });
          });
        }
      } finally {
        await context.close();
        await close();
      }

      expect(complaints).toEqual([]);
      expect((await world.ports.issues.get(DAY))?.state).toBe('approved');
      expect(world.ports.publish.pending()).toEqual([{ issueKey: DAY }]);
    }, 120_000);
  }

  it('fits a phone: nothing sticks out sideways', async () => {
    const { origin, close } = await serveDesk();
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    const place = { origin, issueKey: DAY };
    await DESK_STEPS[0]?.run(page, place);
    const wide: string[] = [];
    for (const path of ['', '/approve', '/preview', '/clippings/tin1/rewrite']) {
      await page.goto(`${origin}/desk/issues/${DAY}${path}`);
      const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      if (over !== 0) wide.push(`${path}: ${over}`);
    }
    await context.close();
    await close();

    expect(wide).toEqual([]);
  }, 60_000);
});
