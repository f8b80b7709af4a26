import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import type { Page } from 'playwright-core';
import type { Draft } from '../../lambdas/core/drafting/draft.ts';
import { buildBrowserScripts } from '../../lib/bundling/browser-scripts.ts';
import { openBrowser } from '../support/browser.ts';
import { DAY, deskWorld } from '../web/desk/desk-world.ts';
import { openKeyHouse, serveApp } from '../web/desk/sign-in-house.ts';
import { openDesk } from '../web/desk/visitor.ts';

const CLIPPINGS = 40;
const CANDIDATES = 300;
/** The limits the desk is held against, milliseconds and bytes. */
const MOST_USABLE = 1_000;
const MOST_SHOWN = 100;
const MOST_SCRIPT = 60 * 1024;
const ROUNDS = 7;

/** What an editor does on the draft page, as a press in it; `seen` is true once it shows. */
const ACTIONS: Readonly<Record<string, { readonly press: string; readonly seen: string }>> = {
  'move down': { press: '.section .card button[value=down]:not([disabled])', seen: 'before.number !== now.number' },
  'choose for the monthly': { press: '.card button[name=picked]', seen: 'before.text !== now.text' },
  'put a mistake right': { press: 'button[formaction$="/correct"]', seen: 'now.mark || before.text !== now.text' },
  drop: { press: '.card:nth-of-type(5) button.danger', seen: 'now.isGoing || now.isGone' },
  'take in': { press: '#tin-ngoai .candidate form.actions button', seen: 'now.isGoing || now.isGone' },
  undo: { press: '[data-key=undo]', seen: 'before.page !== now.page' },
};

/**
 * The draft page with 40 clippings and 300 stories outside, in Chromium from a desk in this process: how long until it can
 * be used, and how long after a press until the screen shows it, beside the limits. No arguments.
 */
export async function run(): Promise<void> {
  const scripts = await buildBrowserScripts(process.cwd());
  const script = Buffer.from(scripts.find(({ file }) => file === 'desk.js')?.contents ?? []).toString('utf8');
  const [browser, house] = await Promise.all([openBrowser(), openKeyHouse()]);
  const app = new Hono();
  const { origin, close } = await serveApp((request) => app.fetch(request));
  const desk = openDesk(await deskWorld(large), house, origin).app;
  app.get('/desk/assets/desk.js', (context) => context.body(script, 200, { 'content-type': 'text/javascript' }));
  app.all('*', (context) => desk.fetch(context.req.raw));
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const value = await house.token(['approvers']);
    await context.addCookies([{ name: 'desk-session', value, url: `${origin}/desk` }]);
    const page = await context.newPage();
    print(`${CLIPPINGS} clippings, ${CANDIDATES} stories outside; medians of ${ROUNDS}\n`);
    print(row(['', 'ms', 'limit', 'ratio']));
    await opening(page, `${origin}/desk/issues/${DAY}`);
    for (const [name, action] of Object.entries(ACTIONS)) await acting(page, name, action);
    const bytes = gzipSync(script).length;
    verdict('script, bytes', bytes, MOST_SCRIPT);
  } finally {
    await Promise.all([browser.close(), house.close(), close()]);
  }
}

/** Usable: the script has run, so that every press is answered; nothing is kept from the visit before. */
async function opening(page: Page, address: string): Promise<void> {
  const times: number[] = [];
  const answers: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    await page.goto(address);
    const [usable, answered] = await page.evaluate<[number, number]>(
      '(([n]) => [n.domContentLoadedEventEnd, n.responseEnd])(performance.getEntriesByType("navigation"))',
    );
    // The first visit warms the process up, which a served desk is.
    if (round > 0) [times, answers].forEach((list, index) => list.push(index === 0 ? usable : answered));
  }
  const { length } = await page.content();
  print(row(['page, characters', length, '', '']));
  print(row(['page answered', median(answers), '', '']));
  verdict('page usable', median(times), MOST_USABLE);
}

/** From the press to the frame in which it shows. */
async function acting(page: Page, name: string, { press, seen }: { press: string; seen: string }): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push(
      await page.evaluate<number>(`(async () => {
        const button = document.querySelector(${JSON.stringify(press)});
        const card = button.closest('.card, .candidate');
        const state = () => ({
          number: card?.querySelector('.card-number')?.textContent,
          text: card?.textContent,
          isGoing: card?.classList.contains('going'),
          isGone: card && !card.isConnected,
          page: document.querySelector('#thong-bao').textContent,
          mark: button.closest('li')?.classList.contains('going'),
        });
        const before = state();
        const from = performance.now();
        button.click();
        for (let frames = 0; frames < 600; frames += 1) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
          const now = state();
          if (${seen}) return performance.now() - from;
        }
        throw new Error('${name} was never shown');
      })()`),
    );
    // Until the answer is there, so that the next press begins from a page at rest.
    while (await page.evaluate('document.querySelector("[aria-busy], .going") !== null')) await page.waitForTimeout(20);
    await page.waitForTimeout(150);
  }
  verdict(`${name} shown`, median(times), MOST_SHOWN);
}

function large(draft: Draft): Draft {
  const clippings = Array.from({ length: CLIPPINGS }, (_, index) => {
    const sample = draft.clippings[index % draft.clippings.length];
    if (sample === undefined) throw new Error('the sample draft has no clippings');
    // Every one has a mistake that the proof-reader puts right with one press.
    const title = `${sample.title} của của xã`;
    return { ...sample, id: `tin${index}`, articleId: `bai${index}`, title, body: [...sample.body, ...sample.body] };
  });
  const outside = (count: number, from: number) =>
    draft.leftOut.slice(0, 1).flatMap((sample) =>
      Array.from({ length: count }, (_, index) => ({
        ...{ ...sample, id: `ngoai${from + index}`, url: `${sample.url}-${from + index}` },
        lead: 'Phường mở thêm một quầy trả kết quả và đưa kết quả đến tận nhà cho người già yếu vào chiều thứ sáu.',
        clipping: draft.clippings[0],
      })),
    );
  return { ...draft, clippings, leftOut: outside(CANDIDATES - 20, 0), tray: outside(20, CANDIDATES) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function verdict(name: string, value: number, limit: number): void {
  print(row([name, value, limit, (value / limit).toFixed(3)]));
  if (value > limit) {
    print(`NOT MET: ${name}`);
    process.exitCode = 1;
  }
}

function row([name, ...cells]: readonly (string | number)[]): string {
  const shown = cells.map((cell) => (typeof cell === 'number' ? String(Math.round(cell)) : cell).padStart(10));
  return `${String(name).padEnd(30)}${shown.join('')}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
