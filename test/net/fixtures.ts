import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { fromMillis, toMillis } from '../../lambdas/core/calendar/instant.ts';
import type { Dialler } from '../../lambdas/net/dialler.ts';
import { mappedDialler } from '../../lambdas/net/dialler.ts';
import { createPoliteWeb } from '../../lambdas/net/polite-web.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';
import type { Web } from '../../lambdas/ports/web.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A dialler that must not be asked. */
export const NOWHERE: Dialler = {
  lookup: async (hostname) => Promise.reject(new Error(`no lookup expected: ${hostname}`)),
};

/** A clock that moves only when someone sleeps. */
export function sleepingClock(): Clock & { slept: number[]; pass(millis: number): void } {
  let millis = toMillis('2026-11-23T05:00:00+07:00');
  const slept: number[] = [];
  return {
    slept,
    now: () => fromMillis(millis),
    pass: (by) => {
      millis += by;
    },
    sleep: async (by) => {
      slept.push(by);
      millis += by;
    },
  };
}

export interface Site {
  readonly web: Web;
  readonly clock: ReturnType<typeof sleepingClock>;
  /** Paths asked for, in order, robots.txt included. */
  readonly asked: string[];
  readonly requests: IncomingMessage[];
  readonly port: number;
  stop(): Promise<void>;
}

/** A local server behind `bao.example.vn` and `khac.example.vn`; robots.txt is 404 unless `handler` answers it. */
export async function startSite(handler: Handler, limits?: { bytes: number; totalMs: number }): Promise<Site> {
  const asked: string[] = [];
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    requests.push(request);
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const clock = sleepingClock();
  const dialler = mappedDialler(new Set(['bao.example.vn', 'khac.example.vn']), port, NOWHERE);
  const web = createPoliteWeb({
    dialler,
    clock,
    userAgent: 'DiemBao/0.1 (+https://x)',
    jitter: () => 0,
    stopwatch: () => 0,
    ...(limits ? { limits } : {}),
  });
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { web, clock, asked, requests, port, stop };
}

/** Answers robots.txt with 404 and everything else with `handler`. */
export const withoutRobots =
  (handler: Handler): Handler =>
  (request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else handler(request, response);
  };
