import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fromMillis, type Instant } from '../../core/calendar/instant.ts';
import { answer, hostsOf, type Press, type PressAnswer, type PressRequest } from './press.ts';

/** One request the press saw; `status` 0: the connection was cut. */
export interface PressLogLine {
  readonly host: string;
  readonly path: string;
  readonly status: number;
  readonly at: Instant;
}

/** A press on a real port of this machine. */
export interface RunningPress {
  readonly port: number;
  /** Every host name it answers to; what the dialler sends here. */
  readonly hosts: readonly string[];
  /** Requests in the order they came. */
  readonly log: readonly PressLogLine[];
  stop(): Promise<void>;
}

/** Serves `press` over HTTP on a free port of `host`; which paper is meant is told by the `Host` header. */
export async function startPress(options: { press: Press; host: '127.0.0.1' }): Promise<RunningPress> {
  const { press } = options;
  const log: PressLogLine[] = [];
  const server = createServer((request, response) => {
    const line = { host: request.headers.host ?? '', path: request.url ?? '/' };
    const given = served(press, { ...line, headers: singleHeaders(request) });
    log.push({ ...line, status: given === 'down' ? 0 : given.status, at: fromMillis(Date.now()) });
    if (given === 'down') request.socket.destroy();
    else reply(request, response, given);
  });
  const port = await listen(server, options.host);
  return { port, hosts: hostsOf(press), log, stop: () => close(server) };
}

/** A page that cannot be made (a damaged `.gz`) is that paper's fault, not the end of the press. */
function served(press: Press, request: PressRequest): PressAnswer | 'down' {
  try {
    return press.serve(request);
  } catch (error) {
    return answer(500, 'text/plain; charset=utf-8', error instanceof Error ? error.message : String(error));
  }
}

function reply(request: IncomingMessage, response: ServerResponse, given: PressAnswer): void {
  const bodyless = given.status === 304 || request.method === 'HEAD';
  response.writeHead(
    given.status,
    bodyless ? given.headers : { ...given.headers, 'content-length': given.body.length },
  );
  response.end(bodyless ? undefined : given.body);
}

function singleHeaders(request: IncomingMessage): Record<string, string> {
  const pairs = Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
  return Object.fromEntries(pairs);
}

function listen(server: Server, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the press has no port'));
      else resolve(address.port);
    });
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
