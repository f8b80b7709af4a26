import { Readable } from 'node:stream';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readBody } from '../../lambdas/net/decode-body.ts';
import { FetchFailure } from '../../lambdas/net/fetch-failure.ts';
import { type Handler, type Site, startSite } from './fixtures.ts';

const MIB = 1024 * 1024;
const TEXT = 'Điểm báo cải cách hành chính. '.repeat(2_000);
const sites: Site[] = [];
const REQUEST = { url: 'https://bao.example.vn/a', validators: null, gapMs: 0 };

async function hostile(handler: Handler, limits?: { bytes: number; totalMs: number }): Promise<Site> {
  const started = await startSite((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else handler(request, response);
  }, limits);
  sites.push(started);
  return started;
}

afterEach(async () => {
  await Promise.all(sites.splice(0).map((each) => each.stop()));
});

describe('R22 readBody', () => {
  const read = (bytes: Uint8Array, encoding: string, limit = MIB): Promise<Uint8Array> =>
    readBody(Readable.from([Buffer.from(bytes)]), encoding, { bytes: limit, beyond: 'refuse' });

  it.each([
    ['', Buffer.from(TEXT)],
    ['identity', Buffer.from(TEXT)],
    ['gzip', gzipSync(TEXT)],
    ['X-GZIP', gzipSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
  ])('decodes %j', async (encoding, bytes) => {
    expect(new TextDecoder().decode(await read(bytes, encoding))).toBe(TEXT);
  });

  it('takes a gzip whose trailer is missing, as browsers do', async () => {
    expect(new TextDecoder().decode(await read(gzipSync(TEXT).subarray(0, -8), 'gzip'))).toBe(TEXT);
  });

  it.each(['gzip', 'br', 'deflate'])('refuses a broken %s and an unknown encoding', async (encoding) => {
    await expect(read(Buffer.from('no such thing at all'), encoding)).rejects.toMatchObject({ kind: 'server-error' });
    await expect(read(Buffer.from('x'), 'gzip, gzip')).rejects.toMatchObject({ kind: 'server-error' });
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(64 * MIB))],
    ['br', brotliCompressSync(Buffer.alloc(64 * MIB))],
    ['deflate', deflateSync(Buffer.alloc(64 * MIB))],
    ['deflate', deflateRawSync(Buffer.alloc(64 * MIB))],
  ])('cuts off a %s bomb as it unfolds', async (encoding, bomb) => {
    expect(bomb.length).toBeLessThan(MIB);
    const before = process.memoryUsage().arrayBuffers;
    await expect(read(bomb, encoding)).rejects.toMatchObject({ kind: 'too-large' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(96 * MIB);
  });

  it('lets the same bytes pass under a limit that is large enough (control)', async () => {
    expect((await read(gzipSync(Buffer.alloc(2 * MIB)), 'gzip', 2 * MIB)).length).toBe(2 * MIB);
    await expect(read(gzipSync(Buffer.alloc(2 * MIB + 1)), 'gzip', 2 * MIB)).rejects.toBeInstanceOf(FetchFailure);
  });
});

const wholeOf = (bytes: number): Handler => {
  return (_request, response) => response.end(Buffer.alloc(bytes, 97));
};

describe('R22 the limits of the house', () => {
  it.each([undefined, { bytes: 900 * MIB, totalMs: 900_000 }])(
    'are five mebibytes, whatever is asked for: %j',
    async (limits) => {
      const most = await hostile(wholeOf(5 * MIB), limits);
      expect(await most.web.fetch(REQUEST)).toMatchObject({ kind: 'fetched' });
      const more = await hostile(wholeOf(5 * MIB + 1), limits);
      expect(await more.web.fetch(REQUEST)).toMatchObject({ kind: 'failed', failure: 'too-large' });
      const bomb = gzipSync(Buffer.alloc(5 * MIB + 1));
      const pressed = await hostile(
        (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
        limits,
      );
      expect(await pressed.web.fetch(REQUEST)).toMatchObject({ kind: 'failed', failure: 'too-large' });
    },
  );

  it.each([undefined, { bytes: MIB, totalMs: 900_000 }])(
    'are twenty seconds, whatever is asked for: %j',
    async (limits) => {
      const { web } = await hostile(wholeOf(1), limits);
      const timers = vi.spyOn(globalThis, 'setTimeout');
      try {
        await web.fetch(REQUEST);
        const waits = timers.mock.calls.map(([, millis]) => millis ?? 0).filter((millis) => millis > 15_000);
        expect(waits).not.toEqual([]);
        expect(Math.max(...waits)).toBeLessThanOrEqual(20_000);
      } finally {
        timers.mockRestore();
      }
    },
  );
});

describe('R22 a fetch', () => {
  it('refuses a body that announces too much, without reading it', async () => {
    const { web } = await hostile(
      (_request, response) => response.writeHead(200, { 'content-length': '999999999' }).write('x'),
      { bytes: 1_000, totalMs: 5_000 },
    );
    expect(await web.fetch(REQUEST)).toMatchObject({ kind: 'failed', failure: 'too-large' });
  });

  it('cuts off an endless body and closes the connection', async () => {
    const { web, requests } = await hostile(
      (_request, response) => {
        const pour = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(16_384, 97)));
        };
        response.on('drain', pour);
        pour();
      },
      { bytes: 200_000, totalMs: 5_000 },
    );
    expect(await web.fetch(REQUEST)).toMatchObject({ kind: 'failed', failure: 'too-large' });
    const socket = requests.at(-1)?.socket;
    socket?.on('error', () => undefined);
    if (socket !== undefined && !socket.destroyed) await new Promise((resolve) => socket.once('close', resolve));
    expect(socket?.destroyed).toBe(true);
  });

  it.each<[string, Handler]>([
    [
      'that drips',
      (_request, response) => {
        const drip = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(drip));
      },
    ],
    ['that never answers', () => undefined],
    ['that answers with headers alone', (_request, response) => response.writeHead(200).flushHeaders()],
    [
      'that drips a gzip',
      (_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).write(gzipSync(TEXT).subarray(0, 40));
      },
    ],
  ])('gives up on a server %s', async (_name, handler) => {
    const { web } = await hostile(handler, { bytes: 100_000, totalMs: 250 });
    const started = performance.now();
    expect(await web.fetch(REQUEST)).toMatchObject({ kind: 'failed', failure: 'timeout' });
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('shares one time limit among all redirects', async () => {
    const { web } = await hostile(
      (request, response) => {
        setTimeout(() => response.writeHead(302, { location: `${request.url}a` }).end(), 150);
      },
      { bytes: 1_000, totalMs: 400 },
    );
    const started = performance.now();
    expect(await web.fetch(REQUEST)).toMatchObject({ kind: 'failed', failure: 'timeout' });
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});
