import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { renderNoLatest } from '../../lambdas/rendering/archive-pages.ts';
import { renderIssuePage } from '../../lambdas/rendering/issue-page.ts';
import { renderMonthlyPage } from '../../lambdas/rendering/monthly/monthly-page.ts';
import { monthlyViewOf } from '../../lambdas/rendering/monthly/monthly-view.ts';
import { renderCurrentPage } from '../../lambdas/rendering/site/current-pages.ts';
import { viewOf } from '../../lambdas/rendering/view.ts';
import { openBrowser } from '../support/browser.ts';
import { archiveFilesOf, contentsOf, manifestOf } from '../support/sample-archive.ts';
import { type SampleMonthly, sampleMonthly } from '../support/sample-monthly.ts';
import { SAMPLE_ADDRESS, sampleContent, sampleSnapshot } from '../support/sample-snapshot.ts';
import { readerPages } from './reader-pages.ts';

/** What WCAG 2.2 asks for at levels A and AA, as far as a program can tell. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1000, height: 900 };

const found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

const snapshots = ['2025-12-31', '2026-11-20', '2026-11-23'].map((issueKey) =>
  sampleSnapshot({ ...sampleContent(), issueKey }),
);
const [first, , newest] = snapshots;
const files = new Map(archiveFilesOf(contentsOf(snapshots)).map(({ key, body }) => [key, String(body)] as const));

/** One page of every kind a reader may open. */
function everyKind(monthly: SampleMonthly): [string, string][] {
  if (!first || !newest) throw new Error('the sample has issues');
  const lists = [
    'index.html',
    'thang/2026/11/index.html',
    'thang/2026/index.html',
    'dia-phuong/index.html',
    '404.html',
  ];
  const subjects = [
    'chuyen-muc/dia-phuong/index.html',
    'dia-phuong/bac-ninh/2026/index.html',
    'dia-phuong/bac-giang/index.html',
  ];
  return [
    ...[...lists, ...subjects].map((key): [string, string] => [key, files.get(key) ?? '']),
    ['an issue', String(renderCurrentPage(newest, manifestOf(snapshots), SAMPLE_ADDRESS).body)],
    ['a revision', renderIssuePage(viewOf(first, SAMPLE_ADDRESS))],
    ['a monthly', renderMonthlyPage(monthlyViewOf(monthly.snapshot, SAMPLE_ADDRESS))],
    ['latest before the first issue', renderNoLatest('latest/', SAMPLE_ADDRESS)],
  ];
}

let browser: Browser;
let page: Page;
let pages: [string, string][];
beforeAll(async () => {
  pages = [...everyKind(await sampleMonthly()), ...(await readerPages())];
  browser = await openBrowser();
  page = await browser.newPage();
});
afterAll(() => browser.close());

/** The rules the page breaks as it stands before the reader, with the element. */
async function broken(rules: readonly string[]): Promise<string[]> {
  const options = JSON.stringify({ runOnly: rules, resultTypes: ['violations'] });
  const { violations } = found.parse(await page.evaluate(`axe.run(document, ${options})`));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

async function show(html: string): Promise<void> {
  await page.setViewportSize(DESKTOP);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setContent(html, { waitUntil: 'domcontentloaded' });
  await page.evaluate(axe.source);
}

/** What is wrong with a page in the light, in the dark and on a phone; loaded once, for loading is most of the time. */
async function problemsOf(html: string): Promise<Record<string, unknown>> {
  await show(html);
  const inTheLight = await broken(RULES);
  await page.emulateMedia({ colorScheme: 'dark' });
  const inTheDark = await broken(['color-contrast']);
  await page.setViewportSize(PHONE);
  const onAPhone = await broken(['target-size', 'scrollable-region-focusable']);
  const width = await page.evaluate('document.documentElement.scrollWidth');
  return { inTheLight, inTheDark, onAPhone, width };
}

const NONE = { inTheLight: [], inTheDark: [], onAPhone: [], width: PHONE.width };

describe('every kind of page of the archive, and of a reader', () => {
  it('is accessible in the light and in the dark, and fits a phone with targets a thumb can hit', async () => {
    for (const [name, html] of pages) expect(await problemsOf(html), name).toEqual(NONE);
  });

  it('offers the sections to who does not want every issue, so that no tick is without effect', async () => {
    await show(new Map(pages).get("a reader's form") ?? '');
    const sections = page.locator('.choices');
    expect(await sections.isVisible()).toBe(false);
    await page.locator('#tat-ca').press('ArrowDown');
    expect(await sections.isVisible()).toBe(true);
  });

  it('is caught as soon as a colour fades in the dark or a page grows too wide', async () => {
    const html = files.get('404.html') ?? '';
    const faded = html.replace('</style>', '@media (prefers-color-scheme: dark) { main a { color: #444 } }</style>');
    expect((await problemsOf(faded)).inTheDark).not.toEqual([]);
    const wide = html.replace('</style>', 'main { min-width: 30rem }</style>');
    expect((await problemsOf(wide)).width).not.toBe(PHONE.width);
  });

  it('is caught as soon as a picture says nothing', async () => {
    await show((files.get('404.html') ?? '').replace('<h1', '<img src="data:,"><h1'));
    expect(await broken(RULES)).toEqual([expect.stringContaining('image-alt')]);
  });
});
