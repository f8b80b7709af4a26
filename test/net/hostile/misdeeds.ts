import { createServer, type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

const MIB = 1024 * 1024;
/** What a paper that behaves answers. */
const GOOD = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\nConnection: close\r\n\r\ngood';

const NO_ROBOTS = 'HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/** What a server does with a request instead of answering it. */
export type Misdeed = (socket: Socket, path: string) => void;

const head = (lines: readonly string[]): string =>
  `HTTP/1.1 200 OK\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;
const write = (socket: Socket, data: string | Uint8Array): boolean => !socket.destroyed && socket.write(data);
const drip = (socket: Socket, piece: string | Uint8Array, everyMs: number): void => {
  const timer = setInterval(() => write(socket, piece), everyMs);
  socket.on('close', () => clearInterval(timer));
};
const pour = (socket: Socket, piece: Uint8Array | string): void => {
  const more = (): void => {
    while (write(socket, piece));
  };
  socket.on('drain', more);
  more();
};
/** One deed after the other. */
const both =
  (first: string, then: Misdeed): Misdeed =>
  (socket, path) => {
    write(socket, first);
    then(socket, path);
  };
const encoded = (encoding: string, body: Uint8Array): Misdeed => {
  return (socket) => {
    write(socket, head([`Content-Encoding: ${encoding}`, `Content-Length: ${body.length}`]));
    write(socket, body);
  };
};
const nested = (times: number): Uint8Array => {
  let body: Uint8Array = Buffer.alloc(20 * MIB);
  for (let round = 0; round < times; round += 1) body = gzipSync(body);
  return body;
};

/** By name: what the server does, and what the fetch must come to. */
export const MISDEEDS: Readonly<Record<string, { readonly do: Misdeed; readonly failure: string }>> = {
  'gzip-bomb': { do: encoded('gzip', gzipSync(Buffer.alloc(64 * MIB))), failure: 'too-large' },
  'br-bomb': { do: encoded('br', brotliCompressSync(Buffer.alloc(64 * MIB))), failure: 'too-large' },
  'deflate-bomb': { do: encoded('deflate', deflateSync(Buffer.alloc(64 * MIB))), failure: 'too-large' },
  'many-members': {
    do: encoded('gzip', Buffer.concat(Array(64).fill(gzipSync(Buffer.alloc(MIB))))),
    failure: 'too-large',
  },
  'nested-twice': { do: encoded('gzip, gzip', nested(2)), failure: 'server-error' },
  'nested-ten-times': { do: encoded(Array(10).fill('gzip').join(', '), nested(10)), failure: 'server-error' },
  'zstd-nobody-asked-for': { do: encoded('zstd', Buffer.from('28b52ffd', 'hex')), failure: 'server-error' },
  'encoding-of-a-megabyte': {
    do: (s) => write(s, head([`Content-Encoding: ${'gzip,'.repeat(200_000)}`])),
    failure: 'unreachable',
  },
  'header-flood': { do: (s) => pour(s, `HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(1_000)}\r\n`), failure: 'unreachable' },
  'header-without-end': {
    do: both('HTTP/1.1 200 OK\r\nX-A: ', (s) => pour(s, 'a'.repeat(10_000))),
    failure: 'unreachable',
  },
  'dripping-headers': { do: both('HTTP/1.1 200 OK\r\n', (s) => drip(s, 'X: y\r\n', 50)), failure: 'timeout' },
  'endless-hints': { do: (s) => drip(s, 'HTTP/1.1 103 Early Hints\r\n\r\n', 20), failure: 'server-error' },
  'hints-without-end': {
    do: (s) => pour(s, 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(100)),
    failure: 'server-error',
  },
  'ten-thousand-headers': {
    do: (s) => write(s, head(Array.from({ length: 10_000 }, (_, each) => `X-${each}: y`))),
    failure: 'unreachable',
  },
  'chunk-extensions': {
    do: both(`${head(['Transfer-Encoding: chunked'])}1;`, (s) => pour(s, 'a'.repeat(10_000))),
    failure: 'unreachable',
  },
  'trailers-without-end': {
    do: both(`${head(['Transfer-Encoding: chunked'])}1\r\nx\r\n0\r\n`, (s) => pour(s, 'X-A: y\r\n'.repeat(1_000))),
    failure: 'unreachable',
  },
  'dripping-bomb': {
    do: both(head(['Content-Encoding: gzip']), (s) => drip(s, gzipSync(Buffer.alloc(16_384)).subarray(0, 2), 50)),
    failure: 'server-error',
  },
  silence: { do: () => undefined, failure: 'timeout' },
  'dripping-body': { do: both(head(['Content-Length: 9999']), (s) => drip(s, 'x', 50)), failure: 'timeout' },
  'dripping-chunks': {
    do: both(head(['Transfer-Encoding: chunked']), (s) => drip(s, '1\r\nx\r\n', 50)),
    failure: 'timeout',
  },
  'endless-body': { do: both(head([]), (s) => pour(s, Buffer.alloc(65_536, 97))), failure: 'too-large' },
  'length-that-lies-high': {
    do: both(head(['Content-Length: 500']), (s) => s.end('short')),
    failure: 'unreachable',
  },
  'length-beyond-all': { do: (s) => write(s, head(['Content-Length: 99999999999999999999'])), failure: 'unreachable' },
  'length-over-the-limit': { do: (s) => write(s, head(['Content-Length: 99999999'])), failure: 'too-large' },
  'two-lengths': {
    do: (s) => write(s, `${head(['Content-Length: 4', 'Content-Length: 5'])}abcd`),
    failure: 'unreachable',
  },
  'length-and-chunks': {
    do: (s) => write(s, `${head(['Content-Length: 4', 'Transfer-Encoding: chunked'])}abcd`),
    failure: 'unreachable',
  },
  'chunk-that-is-none': {
    do: (s) => write(s, `${head(['Transfer-Encoding: chunked'])}zz\r\n`),
    failure: 'unreachable',
  },
  'chunk-too-long': {
    do: both(`${head(['Transfer-Encoding: chunked'])}ffffffff\r\n`, (s) => pour(s, 'a'.repeat(65_536))),
    failure: 'too-large',
  },
  'reset-at-once': { do: (s) => s.resetAndDestroy(), failure: 'unreachable' },
  'reset-in-the-status': { do: (s) => s.write('HTTP/1.1 20', () => s.resetAndDestroy()), failure: 'unreachable' },
  'reset-in-a-header': {
    do: (s) => s.write('HTTP/1.1 200 OK\r\nContent-Ty', () => s.resetAndDestroy()),
    failure: 'unreachable',
  },
  'reset-after-the-headers': {
    do: (s) => s.write(head(['Content-Length: 9']), () => s.resetAndDestroy()),
    failure: 'unreachable',
  },
  'reset-in-the-body': {
    do: (s) => s.write(`${head(['Content-Length: 9'])}abc`, () => s.resetAndDestroy()),
    failure: 'unreachable',
  },
  'reset-in-a-chunk': {
    do: (s) => s.write(`${head(['Transfer-Encoding: chunked'])}9\r\nab`, () => s.resetAndDestroy()),
    failure: 'unreachable',
  },
  'no-http': { do: (s) => s.end('SSH-2.0-OpenSSH_9.9\r\n'), failure: 'unreachable' },
  'redirect-loop': {
    do: (s, path) => s.end(`HTTP/1.1 302 Found\r\nLocation: ${path}\r\n\r\n`),
    failure: 'server-error',
  },
  'redirect-ladder': {
    do: (s, path) => s.end(`HTTP/1.1 307 Go\r\nLocation: ${path}x\r\n\r\n`),
    failure: 'server-error',
  },
  'redirect-of-a-megabyte': {
    do: (s) => s.end(`HTTP/1.1 302 Go\r\nLocation: /${'a'.repeat(9_000)}\r\n\r\n`),
    failure: 'server-error',
  },
  'redirect-nowhere': { do: (s) => s.end('HTTP/1.1 302 Go\r\nLocation: http://[\r\n\r\n'), failure: 'server-error' },
  'switch-of-protocols': {
    do: (s) => s.end('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
    failure: 'unreachable',
  },
};

/** A server on this machine; the first label of the host asked for says what it does, and any other is served well. */
export async function startMisdeeds(
  more: Readonly<Record<string, Misdeed>> = {},
): Promise<{ port: number; asked: Map<string, number>; stop(): Promise<void> }> {
  const asked = new Map<string, number>();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      const request = data.toString('latin1');
      const path = /^GET (\S+)/.exec(request)?.[1] ?? '/';
      const host = /^host: (\S+)\.vn/im.exec(request)?.[1] ?? '';
      if (path === '/robots.txt') socket.end(NO_ROBOTS);
      else {
        asked.set(host, (asked.get(host) ?? 0) + 1);
        (more[host] ?? MISDEEDS[host]?.do ?? ((good: Socket) => good.end(GOOD)))(socket, path);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { port, asked, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}
