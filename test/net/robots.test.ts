import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type Handler, type Site, startSite } from './fixtures.ts';

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

describe('R26 robots.txt of a host that is down', () => {
  it('is not asked again for every entry, but soon', async () => {
    const { web, asked, clock } = await site((request) => request.socket.destroy());
    for (const path of ['a', 'b']) {
      expect(await web.fetch({ url: `https://bao.example.vn/${path}`, ...NO_VALIDATORS })).toMatchObject({
        failure: 'unreachable',
      });
    }
    expect(asked).toHaveLength(1);
    clock.pass(11 * 60_000);
    await web.fetch({ url: 'https://bao.example.vn/a', ...NO_VALIDATORS });
    expect(asked).toHaveLength(2);
  });
});

describe('robots.txt', () => {
  const robots =
    (text: string, status = 200): Handler =>
    (request, response) => {
      if (request.url === '/robots.txt') response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
      else response.end('page');
    };

  it('is asked once and obeyed, for our own name too', async () => {
    const { web, asked } = await site(
      robots('User-agent: *\nDisallow: /search\n\nUser-agent: DiemBao\nDisallow: /private'),
    );
    expect((await web.fetch({ url: 'https://bao.example.vn/a', ...NO_VALIDATORS })).kind).toBe('fetched');
    expect(await web.fetch({ url: 'https://bao.example.vn/private/x', ...NO_VALIDATORS })).toMatchObject({
      failure: 'robots-disallow',
    });
    expect((await web.fetch({ url: 'https://bao.example.vn/search', ...NO_VALIDATORS })).kind).toBe('fetched');
    expect(asked.filter((path) => path.endsWith('/robots.txt'))).toHaveLength(1);
  });

  it('R26 allows everything with 4xx and nothing with 5xx; a failure is asked again after ten minutes', async () => {
    const missing = await site(robots('', 403));
    expect((await missing.web.fetch({ url: 'https://bao.example.vn/a', ...NO_VALIDATORS })).kind).toBe('fetched');
    let status = 503;
    const failing = await site((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(status).end();
      else response.end('page');
    });
    expect(await failing.web.fetch({ url: 'https://bao.example.vn/a', ...NO_VALIDATORS })).toMatchObject({
      failure: 'server-error',
      detail: 'bao.example.vn/robots.txt answers 503',
    });
    status = 404;
    expect(await failing.web.fetch({ url: 'https://bao.example.vn/a', ...NO_VALIDATORS })).toMatchObject({
      failure: 'server-error',
    });
    expect(failing.asked).toEqual(['bao.example.vn/robots.txt']);
    failing.clock.pass(11 * 60_000);
    expect((await failing.web.fetch({ url: 'https://bao.example.vn/a', ...NO_VALIDATORS })).kind).toBe('fetched');
  });

  it('is asked again after a day', async () => {
    const { web, asked, clock } = await site(robots('User-agent: *\nDisallow:'));
    await web.fetch({ url: 'https://bao.example.vn/a', ...NO_VALIDATORS });
    clock.pass(24 * 3_600_000 + 1_000);
    await web.fetch({ url: 'https://bao.example.vn/a', ...NO_VALIDATORS });
    expect(asked.filter((path) => path.endsWith('/robots.txt'))).toHaveLength(2);
  });

  it.each([
    ['plain', (text: string) => Buffer.from(text), {}],
    ['packed', (text: string) => gzipSync(text), { 'content-encoding': 'gzip' }],
  ])(
    'of more than 500 KiB is obeyed that far, in whole lines, and left unread beyond: %s',
    async (_, pack, headers) => {
      const padding = `Disallow: /${'x'.repeat(988)}\n`.repeat(511);
      const head = `User-agent: *\nDisallow: /dau\n${padding}`;
      // The line that is cut would forbid everything: `Disallow: /`, and then the limit.
      const cut = `${head}${'#'.repeat(500 * 1024 - Buffer.byteLength(head) - 12)}\nDisallow: /cuoi\nDisallow: /a\n`;
      const body = pack(cut + padding.repeat(20));
      const { web } = await site((request, response) => {
        if (request.url === '/robots.txt') response.writeHead(200, headers).end(body);
        else response.end('page');
      });
      const told = async (path: string) => web.fetch({ url: `https://bao.example.vn/${path}`, ...NO_VALIDATORS });
      expect(await told('dau')).toMatchObject({ failure: 'robots-disallow' });
      expect((await told('cuoi')).kind).toBe('fetched');
      expect((await told('a')).kind).toBe('fetched');
    },
  );

  it('full of stars is matched in time, and forbids rather more than less', async () => {
    const stars = `${'*a'.repeat(400)}$`;
    const rules = [`Allow: /chung${stars}`, `Disallow: /rieng${stars}`, 'Disallow: /*?print=', 'Allow: /*/mo'];
    const { web } = await site(
      robots(`User-agent: *\n${rules.slice(2).join('\n')}\n${`${rules[0]}\n${rules[1]}\n`.repeat(300)}`),
    );
    const told = async (path: string) =>
      (await web.fetch({ url: `https://bao.example.vn/${path}`, ...NO_VALIDATORS })).kind;
    expect(await told(`chung/${'a'.repeat(3_000)}`)).toBe('fetched');
    expect(await told('tin.html?print=1')).toBe('failed');
    expect(await told('rieng/tin.html')).toBe('failed');
    expect(await told('tin/mo')).toBe('fetched');
  });

  it('that goes on for ever is left after 500 KiB', async () => {
    let sent = 0;
    const { web } = await site((request, response) => {
      if (request.url !== '/robots.txt') return void response.end('page');
      response.write('User-agent: *\nDisallow: /dau\n');
      const more = setInterval(() => {
        sent += 1;
        response.write(`# ${'x'.repeat(65_534)}\n`);
      }, 1);
      response.on('close', () => clearInterval(more));
    });
    expect(await web.fetch({ url: 'https://bao.example.vn/dau', ...NO_VALIDATORS })).toMatchObject({
      failure: 'robots-disallow',
    });
    expect(sent).toBeLessThan(200);
  });

  it('sets the gap by its crawl delay, up to ten seconds', async () => {
    const { web, clock } = await site(robots('User-agent: *\nCrawl-delay: 600'));
    await web.fetch({ url: 'https://bao.example.vn/a', validators: null, gapMs: 2_000 });
    expect(clock.slept).toEqual([10_000]);
  });
});
