import type { Browser } from 'playwright-core';
import { type ArchiveServer, startArchiveServer } from '../../support/archive-server.ts';
import type { MemoryObjectStore } from '../../support/memory/memory-object-store.ts';

/** What one search of a reader who never was here came to. */
export interface Searched {
  /** Bytes over the line, compressed as CloudFront does, until the first hit was shown. */
  readonly bytes: number;
  readonly requests: number;
  readonly seconds: number;
  /** What the page said, and the first title. */
  readonly said: string;
  readonly first: string;
  /** Clippings listed for a document. */
  readonly named: number;
}

/** Serves what is in a store. */
export function serve(archive: MemoryObjectStore): Promise<ArchiveServer> {
  return startArchiveServer((key) => {
    const object = archive.objects.get(key);
    if (object === undefined) return null;
    const { contentType, cacheControl = null } = object.headers;
    return { body: object.body, contentType, cacheControl };
  });
}

/** The page's own clock notes when a hit first stands in it: what is asked for after that was not waited for. */
const NOTE_FIRST_HIT = `new MutationObserver((_, observer) => {
  if (!document.querySelector('#danh-sach li, #van-ban li')) return;
  window.firstHitAt = Date.now();
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });`;

/** One search in a fresh browser profile. */
export async function searched(browser: Browser, server: ArchiveServer, asked: string): Promise<Searched> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(NOTE_FIRST_HIT);
  server.log.splice(0);
  const started = performance.now();
  await page.goto(`${server.origin}/tim-kiem/?${asked}`);
  const hits = page.locator('#danh-sach li, #van-ban li').first();
  await hits.waitFor({ timeout: 60_000 });
  const firstAt = Number(await page.evaluate('window.firstHitAt'));
  const answers = server.log.filter(({ at }) => at <= firstAt);
  const result = {
    bytes: answers.reduce((sum, { bytes }) => sum + bytes, 0),
    requests: answers.length,
    seconds: (performance.now() - started) / 1_000,
    said: ((await page.textContent('#tinh-hinh')) ?? '').trim(),
    first: ((await page.locator('#danh-sach .title, #van-ban .title').first().textContent()) ?? '').slice(0, 40),
    named: await page.locator('#van-ban li').count(),
  };
  await context.close();
  return result;
}
