import { createServer, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { fromMillis } from '../../lambdas/core/calendar/instant.ts';
import { mappedDialler, systemDialler } from '../../lambdas/net/dialler.ts';
import { hostJitter } from '../../lambdas/net/jitter.ts';
import { createPoliteWeb } from '../../lambdas/net/polite-web.ts';
import { userAgentOf } from '../../lambdas/net/user-agent.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';
import type { Web } from '../../lambdas/ports/web.ts';
import { type Handler, type Site, startSite, withoutRobots } from './fixtures.ts';

const servers: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((each) => each.stop()));
});

interface Line {
  readonly host: string;
  readonly path: string;
  readonly from: number;
  to: number;
}

const realClock: Clock = {
  now: () => fromMillis(Date.now()),
  sleep: async (millis) => {
    await wait(millis);
  },
};

/** Two papers on one server with a log of when each request began and ended; answers take 20 ms. */
async function loggedPapers(robots: string): Promise<{ web: Web; log: Line[] }> {
  const log: Line[] = [];
  const server: Server = createServer((request, response) => {
    const line = { host: request.headers.host ?? '', path: request.url ?? '', from: performance.now(), to: 0 };
    log.push(line);
    setTimeout(() => {
      line.to = performance.now();
      response.end(request.url === '/robots.txt' ? robots : 'trang');
    }, 20);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const dialler = mappedDialler(new Set(['mot.vn', 'hai.vn']), port, systemDialler());
  const web = createPoliteWeb({ dialler, clock: realClock, userAgent: 'DiemBao/0.1' });
  servers.push({ stop: () => new Promise<void>((resolve) => server.close(() => resolve())) });
  return { web, log };
}

/** The shortest time between the end of a request and the beginning of the next on the same host. */
function shortestGap(log: readonly Line[], host: string): number {
  const lines = log.filter((line) => line.host === host);
  return Math.min(...lines.slice(1).map((line, index) => line.from - (lines[index]?.to ?? 0)));
}

const GAP = 60;
const pages = (web: Web, host: string, gapMs: number): Promise<unknown>[] =>
  ['a', 'b', 'c', 'd'].flatMap((path) =>
    ['http', 'https'].map((scheme) => web.fetch({ url: `${scheme}://${host}/${path}`, validators: null, gapMs })),
  );

describe("R26 the server's log", () => {
  it('shows one request at a time and the gap between any two on a host, robots.txt of both schemes included', async () => {
    const { web, log } = await loggedPapers('User-agent: *\nDisallow:');
    await Promise.all([...pages(web, 'mot.vn', GAP), ...pages(web, 'hai.vn', GAP)]);
    expect(log.filter(({ path }) => path === '/robots.txt')).toHaveLength(4);
    expect(log).toHaveLength(20);
    for (const host of ['mot.vn', 'hai.vn']) expect(shortestGap(log, host)).toBeGreaterThanOrEqual(GAP - 2);
    const [first, second] = ['mot.vn', 'hai.vn'].map((host) => log.filter((line) => line.host === host));
    expect(first?.[3]?.from).toBeLessThan(second?.at(-1)?.to ?? 0);
  });

  it('shows the crawl delay where it is longer than the gap', async () => {
    const { web, log } = await loggedPapers('User-agent: *\nCrawl-delay: 0.15');
    await Promise.all(pages(web, 'mot.vn', GAP).slice(0, 2));
    const [robots, page] = log;
    expect((page?.from ?? 0) - (robots?.to ?? 0)).toBeGreaterThanOrEqual(GAP - 2);
    expect(shortestGap(log.slice(-2), 'mot.vn')).toBeGreaterThanOrEqual(148);
  });

  it('shows requests on top of each other without the gap (control)', async () => {
    const { web, log } = await loggedPapers('');
    await Promise.all(pages(web, 'mot.vn', 0));
    expect(shortestGap(log, 'mot.vn')).toBeLessThan(GAP);
  });
});

async function site(handler: Handler): Promise<Site> {
  const started = await startSite(handler);
  servers.push(started);
  return started;
}
const get = (path: string, gapMs = 0) => ({ url: `https://bao.example.vn/${path}`, validators: null, gapMs });

describe('R26 a host that asks for rest', () => {
  const busy = (retryAfter: string, status = 429): Handler =>
    withoutRobots((_request, response) => response.writeHead(status, { 'retry-after': retryAfter }).end());

  it('is not asked again before its time, is told how long, and then asked again', async () => {
    const { web, asked, clock } = await site(busy('3600'));
    await web.fetch(get('a'));
    const before = asked.length;
    clock.pass(600_000);
    expect(await web.fetch(get('b'))).toMatchObject({ failure: 'refused', retryAfterSeconds: 3_000 });
    expect(asked).toHaveLength(before);
    clock.pass(3_000_000);
    await web.fetch(get('b'));
    expect(asked).toHaveLength(before + 1);
  });

  it('is waited for when it is short', async () => {
    const { web, asked, clock } = await site(busy('7', 503));
    await web.fetch(get('a'));
    await web.fetch(get('b'));
    expect(clock.slept).toEqual([7_000]);
    expect(asked).toHaveLength(3);
  });

  it.each(['99999999999', '999999999', '-1', 'Fri, 31 Dec 9999 23:59:59 GMT', 'NaN', 'soon'])(
    'cannot stall a visit with Retry-After: %s',
    async (retryAfter) => {
      const { web, clock } = await site(busy(retryAfter));
      for (const path of ['a', 'b', 'c']) expect((await web.fetch(get(path))).kind).toBe('failed');
      expect(clock.slept.reduce((sum, millis) => sum + millis, 0)).toBeLessThanOrEqual(20_000);
    },
  );

  it('lets other hosts be asked meanwhile', async () => {
    const { web } = await site((request, response) => {
      if (request.headers.host === 'bao.example.vn') busy('3600')(request, response);
      else response.end('trang');
    });
    await web.fetch(get('a'));
    expect((await web.fetch({ ...get('a'), url: 'https://khac.example.vn/a' })).kind).toBe('fetched');
  });
});

describe('R26 a host that fails', () => {
  it('is asked more and more slowly, and at the old pace once it answers', async () => {
    let isDown = true;
    const { web, clock } = await site(
      withoutRobots((_request, response) => response.writeHead(isDown ? 500 : 200).end()),
    );
    for (const path of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await web.fetch(get(path, 2_000));
    expect(clock.slept).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    isDown = false;
    await web.fetch(get('h', 2_000));
    await web.fetch(get('i', 2_000));
    expect(clock.slept.slice(-2)).toEqual([30_000, 2_000]);
  });

  it.each(['abc', '-5', '1e999', 'NaN', ''])('keeps its gap with Crawl-delay: %j', async (delay) => {
    const { web, clock } = await site((request, response) =>
      response.end(request.url === '/robots.txt' ? `User-agent: *\nCrawl-delay: ${delay}` : 'x'),
    );
    await web.fetch(get('a', 2_000));
    await web.fetch(get('b', 2_000));
    expect(clock.slept).toEqual([2_000, 2_000]);
  });

  it('cannot make one fetch wait for minutes by redirects and a crawl delay', async () => {
    const { web, clock } = await site((request, response) => {
      if (request.url === '/robots.txt') response.end('User-agent: *\nCrawl-delay: 999999');
      else response.writeHead(302, { location: `${request.url}x` }).end();
    });
    expect((await web.fetch(get('a', 2_000))).kind).toBe('failed');
    expect(clock.slept.reduce((sum, millis) => sum + millis, 0)).toBeLessThanOrEqual(60_000);
  });
});

describe('an answer that is no page', () => {
  it.each([
    [403, { 'cf-mitigated': 'challenge' }, 'refused', 'challenge page (Cloudflare)'],
    [202, { 'x-amzn-waf-action': 'challenge' }, 'refused', 'challenge page (AWS WAF)'],
    [200, { 'x-datadome': 'protected' }, 'refused', 'DataDome'],
    [402, {}, 'refused', 'paywall'],
    [403, {}, 'refused', 'forbidden'],
    [410, {}, 'not-found', 'gone'],
    [503, {}, 'server-error', 'HTTP 503'],
  ])('is named: %i %j', async (status, headers, failure, detail) => {
    const { web } = await site(withoutRobots((_request, response) => response.writeHead(status, headers).end('x')));
    const outcome = await web.fetch(get('a'));
    expect(outcome).toMatchObject({ kind: 'failed', failure, detail: expect.stringContaining(detail) });
  });

  it('counts 429 on robots.txt as no permission', async () => {
    const { web, asked } = await site((_request, response) => response.writeHead(429).end());
    expect(await web.fetch(get('a'))).toMatchObject({ failure: 'refused', retryAfterSeconds: null });
    expect(asked).toEqual(['bao.example.vn/robots.txt']);
  });

  it.each([429, 503])('tells how long robots.txt asks to be left alone with %i', async (status) => {
    const { web, asked } = await site((_request, response) =>
      response.writeHead(status, { 'retry-after': '5400' }).end(),
    );
    for (const path of ['a', 'b']) expect(await web.fetch(get(path))).toMatchObject({ retryAfterSeconds: 5_400 });
    expect(asked).toEqual(['bao.example.vn/robots.txt']);
  });

  it('is found where a redirect in raw UTF-8 leads', async () => {
    const { web } = await site(
      withoutRobots((request, response) => {
        const location = Buffer.from('/cải-cách').toString('latin1');
        if (request.url === '/a') response.writeHead(301, { location }).end();
        else response.end(request.url);
      }),
    );
    expect(await web.fetch(get('a'))).toMatchObject({ url: 'https://bao.example.vn/c%E1%BA%A3i-c%C3%A1ch' });
  });
});

describe('jitter', () => {
  it('is the same for the same host and time, and spread over all others', () => {
    const at = '2026-11-23T05:00:00+07:00';
    expect(hostJitter('bao.vn', at)).toBe(hostJitter('bao.vn', at));
    const drawn = Array.from({ length: 1_000 }, (_, index) => hostJitter(`bao${index}.vn`, at));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    const tenths = new Set(drawn.map((value) => Math.floor(value * 10)));
    expect(tenths.size).toBe(10);
  });

  it('R26 goes with a name that says who we are and where to find us', () => {
    expect(userAgentOf('https://diembao.example.vn')).toMatch(
      /^DiemBao\/\d+\.\d+ \(\+https:\/\/diembao\.example\.vn\/\)$/,
    );
  });
});
