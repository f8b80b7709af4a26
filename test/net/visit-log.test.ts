import { createServer, type IncomingHttpHeaders } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromMillis, shift } from '../../lambdas/core/calendar/instant.ts';
import { seedLexicon } from '../../lambdas/core/sections/lexicon.ts';
import { sourceSchema } from '../../lambdas/core/sources/source.ts';
import { mappedDialler } from '../../lambdas/net/dialler.ts';
import { createPoliteWeb } from '../../lambdas/net/polite-web.ts';
import { userAgentOf } from '../../lambdas/net/user-agent.ts';
import { visitSource } from '../../lambdas/workflows/gathering/visit-source.ts';
import { memoryEntryLog, memoryVisitBook } from '../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../support/memory/memory-object-store.ts';
import { NOWHERE } from './fixtures.ts';

const GAP = 40;
const HOST = 'bao.example.vn';
const TITLE = 'Cắt giảm thủ tục hành chính, mở rộng bộ phận một cửa';
const paragraph = 'Bộ phận một cửa tiếp nhận hồ sơ thủ tục hành chính trực tuyến, rút ngắn thời gian giải quyết.';
const article = `<html><head><title>${TITLE}</title><meta property="og:type" content="article"></head><body><article><h1>${TITLE}</h1>${`<p>${paragraph} ${paragraph}</p>`.repeat(5)}</article></body></html>`;
const list = `<html><body>${['c', 'd'].map((path) => `<h2><a href="/${path}.htm">${TITLE} ${path}</a></h2>`).join('')}</body></html>`;
const feed = `<rss version="2.0"><channel>${['a', 'b'].map((path) => `<item><title>${TITLE} ${path}</title><link>http://${HOST}/${path}.htm</link></item>`).join('')}</channel></rss>`;
const BODIES: Readonly<Record<string, readonly [string, string]>> = {
  '/robots.txt': ['text/plain', 'User-agent: *\nDisallow: /b.htm'],
  '/rss': ['text/xml', feed],
  '/tin': ['text/html; charset=utf-8', list],
};

interface Line {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly socket: unknown;
  readonly from: number;
  to: number;
}
let log: Line[] = [];
let open = 0;
let mostOpen = 0;
/** What a page answers instead of itself. */
let busy: string | null = null;

/** One paper with a feed and a section page, both with an ETag, which writes down what it is asked for. */
const paper = createServer((request, response) => {
  const { url: path = '', headers, socket } = request;
  const line: Line = { path, headers, socket, from: performance.now(), to: 0 };
  log.push(line);
  response.on('close', () => {
    line.to = performance.now();
  });
  const [type, body] = BODIES[path] ?? ['text/html; charset=utf-8', article];
  setTimeout(() => {
    if (busy === path) response.writeHead(503, { 'retry-after': '5400' }).end();
    else if (headers['if-none-match'] === `"${path}"`) response.writeHead(304).end();
    else response.writeHead(200, { 'content-type': type, etag: `"${path}"` }).end(body);
  }, 5);
});
paper.on('connection', (socket) => {
  open += 1;
  mostOpen = Math.max(mostOpen, open);
  socket.on('close', () => {
    open -= 1;
  });
});

const source = sourceSchema.parse({
  ...{ version: 1, id: 'bao', name: 'Báo', citeAs: 'Bao.example.vn', hosts: [HOST], kind: 'central', place: null },
  listing: { feeds: [`http://${HOST}/rss`], pages: [{ url: `http://${HOST}/tin`, links: 'h2 a' }] },
  ...{ rank: 1, courtesy: { gapMs: GAP }, printing: 'full', agreement: null, rules: null, state: 'sample' },
});
let morning: () => Promise<Awaited<ReturnType<typeof visitSource>>>;
let visits: ReturnType<typeof memoryVisitBook>;

beforeAll(() => new Promise<void>((resolve) => paper.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => paper.close(() => resolve())));
beforeEach(() => {
  const address = paper.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const clock = { now: () => fromMillis(Date.now()), sleep: async (millis: number) => void (await wait(millis)) };
  const dialler = mappedDialler(new Set([HOST]), port, NOWHERE);
  const web = createPoliteWeb({ dialler, clock, userAgent: userAgentOf('https://diembao.example.vn') });
  visits = memoryVisitBook();
  const ports = { clock, web, visits, entries: memoryEntryLog(), newsroom: memoryObjectStore() };
  const rules = { source, lexicon: seedLexicon(), oldest: '2020-01-01T00:00:00+07:00' };
  morning = () => visitSource(ports, rules, shift(clock.now(), 60_000));
  [log, mostOpen, busy] = [[], 0, null];
});
const paths = (): string[] => log.map(({ path }) => path);
const gaps = (): number[] => log.slice(1).map(({ from }, index) => from - (log[index]?.to ?? 0));

describe("a paper's log of a morning", () => {
  it('shows robots.txt first and obeyed, each page once, one connection, the gap, and who asks', async () => {
    expect((await morning()).outcome).toMatchObject({ kind: 'read', entries: 4, stored: 3 });
    expect(paths()).toEqual(['/robots.txt', '/rss', '/tin', '/a.htm', '/c.htm', '/d.htm']);
    expect(mostOpen).toBe(1);
    // The server sees an answer closed a little later than the client.
    expect(Math.min(...gaps())).toBeGreaterThanOrEqual(GAP - 5);
    expect(new Set(gaps().map(Math.round)).size).toBeGreaterThan(1);
    for (const { headers } of log) {
      expect(headers['user-agent']).toBe('DiemBao/1.0 (+https://diembao.example.vn/)');
      expect([headers.cookie, headers.authorization, headers.referer, headers.connection]).toEqual([
        undefined,
        undefined,
        undefined,
        'close',
      ]);
    }
    expect(new Set(log.map(({ socket }) => socket)).size).toBe(log.length);
  });

  it('shows feed and section page asked for conditionally the second time, and nothing else', async () => {
    // What robots.txt forbids stays pending for three visits; only then are the listings known to be done with.
    for (const _ of [1, 2, 3]) await morning();
    log = [];
    expect((await morning()).outcome.kind).toBe('read');
    log = [];
    expect((await morning()).outcome).toEqual({ kind: 'unchanged' });
    expect(log.map(({ path, headers }) => [path, headers['if-none-match']])).toEqual([
      ['/rss', '"/rss"'],
      ['/tin', '"/tin"'],
    ]);
  });

  it.each([
    ['/rss', ['/robots.txt', '/rss'], 'failed'],
    ['/a.htm', ['/robots.txt', '/rss', '/tin', '/a.htm'], 'failed'],
    ['/c.htm', ['/robots.txt', '/rss', '/tin', '/a.htm', '/c.htm'], 'read'],
    ['/robots.txt', ['/robots.txt'], 'failed'],
  ])('ends where %s says 503 with Retry-After, and the next visit waits as long', async (path, asked, kind) => {
    busy = path;
    expect((await morning()).outcome.kind).toBe(kind);
    expect(paths()).toEqual(asked);
    const row = visits.rows.get('bao');
    const waits = Date.parse(row?.nextVisitAt ?? '') - Date.parse(row?.visitedAt ?? '');
    expect(Math.abs(waits - 5_400_000)).toBeLessThanOrEqual(5_000);
  });
});
