import { Hono } from 'hono';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Draft } from '../../../lambdas/core/drafting/draft.ts';
import { paragraph } from '../../../lambdas/core/extraction/article.ts';
import { articleKey } from '../../../lambdas/workflows/gathering/read-articles.ts';
import { buildBrowserScripts } from '../../../lib/bundling/browser-scripts.ts';
import { openBrowser } from '../../support/browser.ts';
import { DAY, deskWorld, waitingArticle } from './desk-world.ts';
import { openKeyHouse, serveApp } from './sign-in-house.ts';
import { openDesk } from './visitor.ts';

/** When the article behind the first clipping was first seen. */
const SEEN = '2026-11-23T05:55:00+07:00';

/** A browser, a sign-in and the desk's script, opened once; every desk on a port of its own, with people signed in. */
export type ServedDesk = Awaited<ReturnType<typeof openServedDesk>>;

/** See {@link ServedDesk}. */
export async function openServedDesk() {
  const [browser, house] = await Promise.all([openBrowser(), openKeyHouse()]);
  const scripts = await buildBrowserScripts(process.cwd());
  const script = Buffer.from(scripts.find(({ file }) => file === 'desk.js')?.contents ?? []).toString('utf8');
  const desk = async (change: (draft: Draft) => Draft) => {
    const app = new Hono();
    const { origin, close } = await serveApp((request) => app.fetch(request));
    const world = await deskWorld((draft) => change(condensed(draft)));
    await putPaper(world.ports.newsroom);
    const served = openDesk(world, house, origin).app;
    app.get('/desk/assets/desk.js', (context) => context.body(script, 200, { 'content-type': 'text/javascript' }));
    app.all('*', (context) => served.fetch(context.req.raw));
    const person = async (name: string, options: BrowserContextOptions = {}): Promise<Page> => {
      const value = await house.token(['approvers'], { sub: name, name });
      return signedIn(browser, { cookie: { name: 'desk-session', value, url: `${origin}/desk` }, options });
    };
    return { world, person, close };
  };
  return { desk, script, close: () => Promise.all([browser.close(), house.close()]) };
}

interface Visit {
  readonly cookie: { readonly name: string; readonly value: string; readonly url: string };
  readonly options: BrowserContextOptions;
}

async function signedIn(browser: Browser, { cookie, options }: Visit): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(20_000);
  await context.addCookies([cookie]);
  const page = await context.newPage();
  await page.goto(`${cookie.url}/issues/${DAY}`);
  return page;
}

/** The first clipping, condensed from an article of three sentences. */
function condensed(draft: Draft): Draft {
  const body = [paragraph('Xã mở quầy lưu động.')];
  const clippings = draft.clippings.map((each) => (each.id === 'tin1' ? { ...each, body, firstSeenAt: SEEN } : each));
  return { ...draft, clippings };
}

async function putPaper(newsroom: Awaited<ReturnType<typeof deskWorld>>['ports']['newsroom']): Promise<void> {
  const blocks = [paragraph('Xã mở quầy lưu động. Quầy nhận hồ sơ cả ngày thứ bảy. Bà con vui.')];
  const article = { ...waitingArticle(), id: 'bai1', firstSeenAt: SEEN, blocks };
  const json = { contentType: 'application/json' };
  await newsroom.put(articleKey('bai1', SEEN), JSON.stringify(article), json, { kind: 'any' });
}
