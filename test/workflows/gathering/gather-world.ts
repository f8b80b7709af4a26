import { type Instant, shift } from '../../../lambdas/core/calendar/instant.ts';
import type { SeenEntry } from '../../../lambdas/core/listing/entry.ts';
import { type Source, sourceSchema } from '../../../lambdas/core/sources/source.ts';
import type { FetchOutcome, FetchRequest } from '../../../lambdas/ports/web.ts';
import type { VisitRequest } from '../../../lambdas/ports/work-queue.ts';
import { visitById } from '../../../lambdas/workflows/gathering/visit-source.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryEntryLog, memoryVisitBook } from '../../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { memoryWeb, page } from '../../support/memory/memory-web.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';

export const MORNING: Instant = '2026-11-23T05:00:00+07:00';
export const HOME = 'https://bao-mot.example.vn';
export const FEED = `${HOME}/rss/cai-cach.rss`;

/** A paper with one feed. */
export function paper(id = 'bao-mot', host = 'bao-mot.example.vn'): Source {
  return sourceSchema.parse({
    version: 1,
    id,
    name: 'Báo Một',
    citeAs: 'Bao-mot.example.vn',
    hosts: [host],
    kind: 'central',
    place: null,
    rank: 50,
    listing: { feeds: [`https://${host}/rss/cai-cach.rss`], pages: [] },
    courtesy: { gapMs: 1_000 },
    printing: 'full',
    agreement: null,
    rules: null,
    state: 'sample',
  });
}

export type GatherWorld = ReturnType<typeof gatherWorld>;

/** A newsroom with the papers given, and a web on which nothing is found until a test writes it. */
export function gatherWorld(sources: readonly Source[] = [paper()]) {
  const clock = memoryClock(MORNING);
  const newsroom = memoryObjectStore();
  newsroom.objects.set('settings/sources.json', {
    body: new TextEncoder().encode(JSON.stringify({ version: 1, sources })),
    etag: '"sources"',
    headers: { contentType: 'application/json' },
  });
  return {
    clock,
    newsroom,
    web: memoryWeb(),
    visits: memoryVisitBook(),
    entries: memoryEntryLog(),
    gather: memoryWorkQueue<VisitRequest>({ fifo: true }),
  };
}

/** One news of the feed; the title decides whether it is on reform. */
export interface News {
  readonly path: string;
  readonly title?: string;
}

const REFORM = 'Cắt giảm thủ tục hành chính, mở rộng bộ phận một cửa';

/** Puts a feed with these news on the web. */
export function list(world: GatherWorld, news: readonly News[], etag: string | null = null): void {
  const items = news.map(({ path, title }, index) => {
    const link = path.startsWith('https:') ? path : `${HOME}${path}`;
    return `<item><title>${title ?? `${REFORM} ${index}`}</title><link>${link}</link><pubDate>Mon, 23 Nov 2026 04:30:00 +0700</pubDate></item>`;
  });
  const feed = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>t</title>${items.join('')}</channel></rss>`;
  world.web.answer(FEED, { ...fetched(FEED, feed, 'text/xml'), validators: { etag, lastModified: null } });
}

/** A page with an article on reform. */
export function article(path: string): FetchOutcome {
  const text =
    'Bộ phận một cửa tiếp nhận hồ sơ thủ tục hành chính trực tuyến, rút ngắn thời gian giải quyết cho người dân và doanh nghiệp theo kế hoạch cải cách hành chính của tỉnh.';
  const body = [1, 2, 3, 4, 5].map((part) => `<p>${text} Việc thứ ${part} đã xong trong tuần này.</p>`).join('');
  const head = `<title>${REFORM}</title><meta property="og:type" content="article"><meta property="article:published_time" content="2026-11-23T04:30:00+07:00">`;
  return page(
    `${HOME}${path}`,
    `<html><head>${head}</head><body><article><h1>${REFORM}</h1>${body}</article></body></html>`,
  );
}

/** A fetch that did not succeed. */
export function failed(
  failure: 'timeout' | 'not-found' | 'refused',
  retryAfterSeconds: number | null = null,
): FetchOutcome {
  return { kind: 'failed', failure, detail: 'test', retryAfterSeconds };
}

/** An answer that takes its time on the world's clock. */
export function slow(
  world: GatherWorld,
  millis: number,
  answer: FetchOutcome,
): (request: FetchRequest) => FetchOutcome {
  return () => {
    world.clock.advance(millis);
    return answer;
  };
}

/** A visit of the paper, `minutes` after the one before. */
export async function visit(world: GatherWorld, minutes = 0, id = 'bao-mot') {
  world.clock.set(shift(world.clock.now(), minutes * 60_000));
  const report = await visitById(world, id);
  if (!('outcome' in report)) throw new Error(`no such source: ${id}`);
  return report;
}

/** What became of the entry with this path. */
export function fateOf(world: GatherWorld, path: string): SeenEntry['fate'] | undefined {
  return [...world.entries.rows.values()].find(({ url }) => url.endsWith(path))?.fate;
}

/** Requests made for one address. */
export function requestsFor(world: GatherWorld, url: string): number {
  return world.web.requests.filter((request) => request.url === url).length;
}

function fetched(url: string, text: string, contentType: string) {
  const answer = page(url, text, contentType);
  if (answer.kind !== 'fetched') throw new Error('a page is fetched');
  return answer;
}
