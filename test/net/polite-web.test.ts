import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { mappedDialler, systemDialler } from '../../lambdas/net/dialler.ts';
import { createPoliteWeb } from '../../lambdas/net/polite-web.ts';
import { type Handler, type Site, startSite, withoutRobots } from './fixtures.ts';

const NO_VALIDATORS = { validators: null, gapMs: 0 };
const sites: Site[] = [];

async function site(handler: Handler): Promise<Site> {
  const started = await startSite(handler);
  sites.push(started);
  return started;
}

afterEach(async () => {
  await Promise.all(sites.splice(0).map((each) => each.stop()));
});

describe('the polite web', () => {
  it('fetches a page with its type and validators, http and https alike on a mapped host', async () => {
    const { web, requests } = await site(
      withoutRobots((_request, response) => {
        response.writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          etag: '"a1"',
          'last-modified': 'Mon, 23 Nov 2026 00:00:00 GMT',
        });
        response.end('Điểm báo');
      }),
    );
    for (const scheme of ['http', 'https']) {
      const outcome = await web.fetch({ url: `${scheme}://bao.example.vn/a.htm#x`, ...NO_VALIDATORS });
      expect(outcome).toMatchObject({
        kind: 'fetched',
        url: `${scheme}://bao.example.vn/a.htm`,
        contentType: 'text/html; charset=utf-8',
        validators: { etag: '"a1"', lastModified: 'Mon, 23 Nov 2026 00:00:00 GMT' },
      });
      expect(outcome.kind === 'fetched' && new TextDecoder().decode(outcome.body)).toBe('Điểm báo');
    }
    expect(requests.at(-1)?.headers).toMatchObject({
      host: 'bao.example.vn',
      'user-agent': 'DiemBao/0.1 (+https://x)',
    });
  });

  it('R26 asks conditionally and tells not-modified', async () => {
    const { web, requests } = await site(withoutRobots((_request, response) => response.writeHead(304).end()));
    const validators = { etag: '"a1"', lastModified: 'Mon, 23 Nov 2026 00:00:00 GMT' };
    expect(await web.fetch({ url: 'https://bao.example.vn/rss', validators, gapMs: 0 })).toEqual({
      kind: 'not-modified',
    });
    expect(requests.at(-1)?.headers).toMatchObject({
      'if-none-match': '"a1"',
      'if-modified-since': validators.lastModified,
    });
    expect(await web.fetch({ url: 'https://bao.example.vn/rss', ...NO_VALIDATORS })).toMatchObject({
      kind: 'failed',
      failure: 'server-error',
    });
  });

  it.each([
    [404, 'not-found'],
    [410, 'not-found'],
    [401, 'refused'],
    [403, 'refused'],
    [429, 'refused'],
    [451, 'refused'],
    [500, 'server-error'],
    [503, 'server-error'],
  ])('tells status %i as %s', async (status, failure) => {
    const { web } = await site(
      withoutRobots((_request, response) => response.writeHead(status, { 'retry-after': '120' }).end('x')),
    );
    expect(await web.fetch({ url: 'https://bao.example.vn/a', ...NO_VALIDATORS })).toEqual({
      kind: 'failed',
      failure,
      detail: expect.stringMatching(`^HTTP ${status}(: |$)`),
      retryAfterSeconds: 120,
    });
  });

  it('tells an unreachable host and an address that is none', async () => {
    const { web } = await site(withoutRobots((request) => request.socket.destroy()));
    expect(await web.fetch({ url: 'https://bao.example.vn/a', ...NO_VALIDATORS })).toMatchObject({
      kind: 'failed',
      failure: 'unreachable',
    });
    expect(await web.fetch({ url: 'not an address', ...NO_VALIDATORS })).toMatchObject({
      kind: 'failed',
      failure: 'unreachable',
    });
    expect(await web.fetch({ url: 'ftp://bao.example.vn/', ...NO_VALIDATORS })).toMatchObject({ kind: 'failed' });
  });

  it('sends no credentials and no fragment', async () => {
    const { web, requests, asked } = await site(withoutRobots((_request, response) => response.end('x')));
    await web.fetch({ url: 'https://user:secret@bao.example.vn/a#b', ...NO_VALIDATORS });
    expect(requests.at(-1)?.headers.authorization).toBeUndefined();
    expect(asked.at(-1)).toBe('bao.example.vn/a');
  });
});

describe('redirects', () => {
  const chain = (length: number): Handler =>
    withoutRobots((request, response) => {
      const step = Number(/\d+/.exec(request.url ?? '')?.[0] ?? 0);
      if (step >= length) response.end('there');
      else response.writeHead(302, { location: `/${step + 1}` }).end();
    });

  it('R22 are followed five times and no further', async () => {
    const five = await site(chain(5));
    expect(await five.web.fetch({ url: 'https://bao.example.vn/0', ...NO_VALIDATORS })).toMatchObject({
      kind: 'fetched',
      url: 'https://bao.example.vn/5',
    });
    const six = await site(chain(6));
    expect(await six.web.fetch({ url: 'https://bao.example.vn/0', ...NO_VALIDATORS })).toMatchObject({
      kind: 'failed',
      failure: 'server-error',
    });
  });

  it.each(['http://127.0.0.1/', 'http://169.254.169.254/latest/meta-data/', 'http://[::1]/', 'file:///etc/passwd'])(
    'to %s are not followed',
    async (location) => {
      const { port, clock } = await site(
        withoutRobots((_request, response) => response.writeHead(302, { location }).end()),
      );
      const dialler = mappedDialler(new Set(['bao.example.vn']), port, systemDialler());
      const web = createPoliteWeb({ dialler, clock, userAgent: 'DiemBao/0.1' });
      const outcome = await web.fetch({ url: 'https://bao.example.vn/a', ...NO_VALIDATORS });
      expect(outcome).toMatchObject({ kind: 'failed', failure: 'blocked-address' });
    },
  );

  it('to another host ask that host for its robots.txt first', async () => {
    const { web, asked } = await site((request, response) => {
      if (request.headers.host === 'khac.example.vn' && request.url === '/robots.txt')
        response.end('User-agent: *\nDisallow: /');
      else if (request.url === '/robots.txt') response.writeHead(404).end();
      else response.writeHead(301, { location: 'https://khac.example.vn/b' }).end();
    });
    expect(await web.fetch({ url: 'https://bao.example.vn/a', ...NO_VALIDATORS })).toMatchObject({
      kind: 'failed',
      failure: 'robots-disallow',
    });
    expect(asked).not.toContain('khac.example.vn/b');
  });
});

describe('R26 courtesy', () => {
  it('keeps one connection a host and the gap between requests, and another host does not wait', async () => {
    let open = 0;
    let most = 0;
    const { web, clock } = await site(
      withoutRobots((_request, response) => {
        open += 1;
        most = Math.max(most, open);
        setTimeout(() => {
          open -= 1;
          response.end('x');
        }, 20);
      }),
    );
    await Promise.all(
      ['a', 'b', 'c'].map((path) =>
        web.fetch({ url: `https://bao.example.vn/${path}`, validators: null, gapMs: 2_000 }),
      ),
    );
    expect(most).toBe(1);
    expect(clock.slept).toEqual([2_000, 2_000, 2_000]);
    await web.fetch({ url: 'https://khac.example.vn/a', validators: null, gapMs: 0 });
    expect(clock.slept).toHaveLength(3);
  });

  it('does not wait when the gap has passed', async () => {
    const { web, clock } = await site(withoutRobots((_request, response) => response.end('x')));
    await web.fetch({ url: 'https://bao.example.vn/a', validators: null, gapMs: 0 });
    clock.pass(10_000);
    await web.fetch({ url: 'https://bao.example.vn/b', validators: null, gapMs: 2_000 });
    expect(clock.slept).toEqual([]);
  });

  it('serves the next in line after a failure', async () => {
    const { web } = await site(
      withoutRobots((request, response) => {
        if (request.url === '/a') request.socket.destroy();
        else response.end('x');
      }),
    );
    const [a, b] = await Promise.all(
      ['a', 'b'].map((path) => web.fetch({ url: `https://bao.example.vn/${path}`, ...NO_VALIDATORS })),
    );
    expect([a?.kind, b?.kind]).toEqual(['failed', 'fetched']);
  });

  it('decodes what it asked for', async () => {
    const { web, requests } = await site(
      withoutRobots((_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('Điểm báo')),
      ),
    );
    const outcome = await web.fetch({ url: 'https://bao.example.vn/a', ...NO_VALIDATORS });
    expect(outcome.kind === 'fetched' && new TextDecoder().decode(outcome.body)).toBe('Điểm báo');
    expect(requests.at(-1)?.headers['accept-encoding']).toBe('gzip, br, deflate');
  });
});
