import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { SEARCH_CONTENT } from '../../lambdas/names.ts';

/** A stored object as it is served. */
export interface ServedObject {
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly cacheControl: string | null;
}

/** A running server; `log` has every answer: the key, how many bytes of body went over the line, and when (ms). */
export interface ArchiveServer {
  readonly origin: string;
  readonly log: { readonly key: string; readonly status: number; readonly bytes: number; readonly at: number }[];
  readonly close: () => Promise<void>;
}

/** CloudFront compresses these types, and only from a kilobyte on. */
const COMPRESSED = /^(?:text\/|application\/(?:json|xml|atom\+xml|feed\+json|javascript))/;
const LEAST_COMPRESSED = 1_000;
/** Serves an archive on the loopback as CloudFront does: indexes of folders, headers as stored, compression, the rights of the page. */
export async function startArchiveServer(
  read: (key: string) => ServedObject | null,
  content: string = SEARCH_CONTENT,
): Promise<ArchiveServer> {
  const log: ArchiveServer['log'] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname).slice(1);
    const key = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const found = read(key);
    const isPressed = found !== null && COMPRESSED.test(found.contentType) && found.body.length >= LEAST_COMPRESSED;
    const body = found === null ? Buffer.from('') : isPressed ? gzipSync(found.body) : found.body;
    const status = found === null ? 404 : 200;
    log.push({ key, status, bytes: body.length, at: Date.now() });
    response.writeHead(status, {
      'content-type': found?.contentType ?? 'text/plain',
      'content-security-policy': content,
      'x-content-type-options': 'nosniff',
      ...(isPressed ? { 'content-encoding': 'gzip' } : {}),
      ...(found?.cacheControl ? { 'cache-control': found.cacheControl } : {}),
    });
    response.end(body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${port}`, log, close };
}
