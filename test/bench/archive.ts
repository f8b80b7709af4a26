import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { emptyManifest, manifestIssueOf } from '../../lambdas/core/archive/manifest-of.ts';
import { newIssue } from '../../lambdas/core/issue/issue.ts';
import type { DailySnapshot } from '../../lambdas/core/issue/snapshot.ts';
import { searchYearsSchema } from '../../lambdas/core/search/search-years.ts';
import { createPagefindIndexer } from '../../lambdas/indexing/pagefind-indexer.ts';
import type { IssueRequest } from '../../lambdas/ports/work-queue.ts';
import { renderSearch } from '../../lambdas/rendering/site/search-page.ts';
import { indexYears } from '../../lambdas/workflows/publishing/index-year.ts';
import { publishIssue, refreshArchive } from '../../lambdas/workflows/publishing/publish-issue.ts';
import { buildBrowserScripts } from '../../lib/bundling/browser-scripts.ts';
import { openBrowser } from '../support/browser.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { memoryIssueRegister } from '../support/memory/memory-newsroom.ts';
import { type MemoryObjectStore, memoryObjectStore } from '../support/memory/memory-object-store.ts';
import { memoryWorkQueue } from '../support/memory/memory-work-queue.ts';
import { SAMPLE_ADDRESS, SAMPLE_APPROVAL } from '../support/sample-snapshot.ts';
import { inventedIssues, RARE_DOCUMENT } from './archive/invented-archive.ts';
import { searched, serve } from './archive/searched.ts';

/** Bytes a reader may wait for until the first hit of the newest year. */
const SEARCH_LIMIT = 300_000;
/** Ten merged years cost this much a query with Pagefind 1.6 alone, measured (the dearer of two queries). */
const MERGED_PEER = 1_229_000;
const PAGE_LIMIT = 60_000;
const QUERIES = ['một cửa', 'mot cua', 'thủ tục hành chính', 'dịch vụ công', '57-NQ/TW', RARE_DOCUMENT];

const line = (...cells: readonly (string | number)[]) =>
  process.stdout.write(`${cells.map((cell) => String(cell).padStart(12)).join(' ')}\n`);

/**
 * The archive after ten years: publishing one more issue, indexing, and what searching costs a reader in a real browser.
 * Arguments: `[--years 10]`.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { years: { type: 'string', default: '10' } } });
  const archive = memoryObjectStore();
  const last = await fill(archive, Number(values.years));
  await timed('index all years but the last issue', () => indexYears(ports(archive), 99));
  await timed('every derived page', () => refreshArchive({ archive }, SAMPLE_ADDRESS));
  await timed('publish one more issue', () => publish(archive, last));
  await timed('index the newest year', () => indexYears(ports(archive), 1));
  await putSearchPage(archive);
  printSizes(archive);
  await search(archive);
}

const ports = (archive: MemoryObjectStore) => ({
  clock: memoryClock('2026-11-23T08:00:00+07:00'),
  archive,
  indexer: createPagefindIndexer(),
});

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  process.stdout.write(`${name}: ${((performance.now() - started) / 1_000).toFixed(1)} s\n`);
  return result;
}

/** All issues are visible but the last, which is returned. */
async function fill(archive: MemoryObjectStore, years: number): Promise<DailySnapshot> {
  const issues = [];
  let last: DailySnapshot | null = null;
  for (const snapshot of inventedIssues(years)) {
    if (last) issues.push(manifestIssueOf(last, `${last.content.issueKey}T07:31:00+07:00`));
    await archive.put(
      `snapshots/${snapshot.fingerprint}.json`,
      JSON.stringify(snapshot),
      { contentType: 'x' },
      { kind: 'any' },
    );
    last = snapshot;
  }
  if (last === null) throw new Error('--years is a number from 1');
  const manifest = { ...emptyManifest(), issues: issues.reverse() };
  await archive.put('manifest.json', JSON.stringify(manifest), { contentType: 'x' }, { kind: 'any' });
  process.stdout.write(`${issues.length + 1} issues, ${(issues.length + 1) * 10} clippings\n`);
  return last;
}

async function publish(archive: MemoryObjectStore, { content, fingerprint }: DailySnapshot): Promise<void> {
  const { issueKey } = content;
  const issues = memoryIssueRegister();
  issues.rows.set(issueKey, {
    ...newIssue(issueKey),
    state: 'approved',
    turn: 2,
    fingerprint,
    approval: SAMPLE_APPROVAL,
  });
  const clock = memoryClock(`${issueKey}T07:31:00+07:00`);
  const outcome = await publishIssue(
    { clock, archive, issues, planMailing: memoryWorkQueue<IssueRequest>() },
    { issueKey, ...SAMPLE_ADDRESS },
  );
  if (outcome.kind !== 'published') throw new Error(`the last issue was not published: ${outcome.kind}`);
}

async function putSearchPage(archive: MemoryObjectStore): Promise<void> {
  const scripts = await buildBrowserScripts(join(import.meta.dirname, '../..'));
  const script = new TextDecoder().decode(scripts.find(({ file }) => file === 'search.js')?.contents);
  for (const { key, body, contentType } of renderSearch(SAMPLE_ADDRESS, script)) {
    await archive.put(key, body, { contentType }, { kind: 'any' });
  }
}

function printSizes(archive: MemoryObjectStore): void {
  const [newest] = searchYearsSchema.parse(JSON.parse(archive.text('search/years.json'))).years;
  const folder = `search/${newest?.year}/${newest?.build}/`;
  line(newest?.year ?? '', 'files', 'KB', 'largest KB');
  for (const kind of ['index/', 'fragment/', 'documents/', '']) {
    const sizes = [...archive.objects].flatMap(([key, { body }]) => (key.startsWith(folder + kind) ? body.length : []));
    const total = sizes.reduce((all, bytes) => all + bytes, 0);
    line(kind || 'all', sizes.length, (total / 1_000).toFixed(0), (Math.max(0, ...sizes) / 1_000).toFixed(1));
  }
  const pages = [...archive.objects].filter(([key]) => key.endsWith('.html') && !key.endsWith('email.html'));
  const largest = pages
    .map(([key, { body }]) => ({ key, bytes: gzipSync(body).length }))
    .sort((a, b) => b.bytes - a.bytes)[0];
  if (largest) {
    const ratio = (largest.bytes / PAGE_LIMIT).toFixed(2);
    process.stdout.write(
      `largest of ${pages.length} pages: ${largest.key}, ${largest.bytes} bytes compressed, ${ratio} of the limit\n`,
    );
  }
}

async function search(archive: MemoryObjectStore): Promise<void> {
  const server = await serve(archive);
  const browser = await openBrowser();
  try {
    for (const [where, limit] of [
      ['', SEARCH_LIMIT],
      ['&nam=tat-ca', MERGED_PEER],
    ] as const) {
      process.stdout.write(
        `\n${where === '' ? 'newest year, limit 300 KB' : 'all years, peer: Pagefind merged, 1,229 KB'}\n`,
      );
      line('KB', 'ratio', 'requests', 'seconds', 'named', '');
      for (const query of QUERIES) {
        const found = await searched(browser, server, `q=${encodeURIComponent(query)}${where}`);
        const ratio = (found.bytes / limit).toFixed(2);
        line(
          (found.bytes / 1_000).toFixed(0),
          ratio,
          found.requests,
          found.seconds.toFixed(2),
          found.named,
          `${query}: ${found.said}`,
        );
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
