import type { Validators } from '../core/sources/visit.ts';
import { decodeText } from '../core/vietnamese/charset.ts';
import type { Clock } from '../ports/clock.ts';
import type { FetchOutcome, FetchRequest, Web } from '../ports/web.ts';
import type { Dialler } from './dialler.ts';
import { type Answer, exchange } from './exchange.ts';
import { FetchFailure, failureOf, failureOfStatus } from './fetch-failure.ts';
import { createHostGate } from './host-gate.ts';
import { retryAfterSeconds } from './retry-after.ts';
import { createRobotsBook, type RobotsAnswer } from './robots-book.ts';

/** What the polite web is made of. */
export interface PoliteWebOptions {
  readonly dialler: Dialler;
  readonly clock: Clock;
  /** Names the product, its version and a contact: `DiemBao/1.0 (+https://…; mailto:…)`. */
  readonly userAgent: string;
  /** Smaller limits, for tests; no larger ones than the house promises. */
  readonly limits?: { readonly bytes: number; readonly totalMs: number };
}

const MOST_BYTES = 5 * 1024 * 1024;
const MOST_TOTAL_MS = 20_000;
const MOST_REDIRECTS = 5;
const ROBOTS_BYTES = 512 * 1024;

/**
 * The polite way to the web. robots.txt is asked first (also of hosts redirected to), a host sees one connection at a
 * time and a gap between requests, every connection goes through the address guard, a body is at most 5 MiB decoded and
 * an exchange with its redirects at most 20 s, waiting for the gap not counted. Every expected outcome is a value.
 */
export function createPoliteWeb(options: PoliteWebOptions): Web {
  const { dialler, clock, userAgent } = options;
  const limitBytes = Math.min(options.limits?.bytes ?? MOST_BYTES, MOST_BYTES);
  const totalMs = Math.min(options.limits?.totalMs ?? MOST_TOTAL_MS, MOST_TOTAL_MS);
  const gate = createHostGate(clock);
  const robots = createRobotsBook(clock, userAgent, fetchRobots);

  async function once(url: URL, trip: Trip): Promise<Answer> {
    if (!/^https?:$/.test(url.protocol)) throw new FetchFailure('blocked-address', `${url.protocol} is not followed`);
    return gate.pass(url.hostname, trip.gapMs, async () => {
      const started = performance.now();
      const timeoutMs = Math.max(1, trip.leftMs);
      try {
        return await exchange({
          url,
          headers: headersOf(userAgent, trip.validators),
          dialler,
          limitBytes: trip.limitBytes,
          timeoutMs,
        });
      } finally {
        trip.leftMs -= performance.now() - started;
      }
    });
  }

  async function fetchRobots(url: URL): Promise<RobotsAnswer> {
    const trip: Trip = { validators: null, gapMs: 0, leftMs: totalMs, limitBytes: Math.min(ROBOTS_BYTES, limitBytes) };
    const { answer } = await follow(url, trip, once);
    if (answer.status >= 200 && answer.status <= 299) {
      return { kind: 'text', text: decodeText(answer.body, answer.headers['content-type'] ?? null) };
    }
    if (answer.status >= 400 && answer.status <= 499) return { kind: 'none' };
    return { kind: 'unknown', detail: `${url.host}/robots.txt answers ${answer.status}` };
  }

  async function polite(url: URL, trip: Trip): Promise<Answer> {
    const word = await robots.ask(url);
    if (!word.allowed) throw new FetchFailure('robots-disallow', word.detail);
    return once(url, Object.assign(trip, { gapMs: Math.max(trip.gapMs, word.delayMs) }));
  }

  return {
    async fetch(request) {
      const trip: Trip = { validators: request.validators, gapMs: request.gapMs, leftMs: totalMs, limitBytes };
      try {
        const { url, answer } = await follow(addressOf(request), trip, polite);
        return outcomeOf(url, answer, { conditional: request.validators !== null, clock });
      } catch (thrown) {
        const { kind, message } = failureOf(thrown);
        return { kind: 'failed', failure: kind, detail: message, retryAfterSeconds: null };
      }
    },
  };
}

/** What one fetch still may cost; `leftMs` shrinks with every hop. */
interface Trip {
  readonly validators: Validators | null;
  gapMs: number;
  leftMs: number;
  readonly limitBytes: number;
}

type Hop = (url: URL, trip: Trip) => Promise<Answer>;

/** Follows redirects one hop at a time; each passes robots.txt, gate and guard like the first. */
async function follow(start: URL, trip: Trip, hop: Hop): Promise<{ url: URL; answer: Answer }> {
  let url = start;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const answer = await hop(url, trip);
    const location = isRedirect(answer.status) ? answer.headers.location : undefined;
    if (location === undefined) return { url, answer };
    if (!URL.canParse(location, url.href)) throw new FetchFailure('server-error', 'a redirect to nowhere');
    url = bare(new URL(location, url));
  }
  throw new FetchFailure('server-error', `more than ${MOST_REDIRECTS} redirects`);
}

function outcomeOf(url: URL, answer: Answer, known: { conditional: boolean; clock: Clock }): FetchOutcome {
  const { status, headers, body } = answer;
  if (status === 304 && known.conditional) return { kind: 'not-modified' };
  if (status < 200 || status > 299) {
    const wait = retryAfterSeconds(headers['retry-after'], known.clock.now());
    return { kind: 'failed', failure: failureOfStatus(status), detail: `HTTP ${status}`, retryAfterSeconds: wait };
  }
  const validators = { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null };
  return { kind: 'fetched', url: url.href, contentType: headers['content-type'] ?? '', body, validators };
}

function headersOf(userAgent: string, validators: Validators | null): Record<string, string> {
  return {
    'User-Agent': userAgent,
    Accept:
      'text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.8',
    'Accept-Language': 'vi, en;q=0.5',
    'Accept-Encoding': 'gzip, br, deflate',
    ...(validators?.etag ? { 'If-None-Match': validators.etag } : {}),
    ...(validators?.lastModified ? { 'If-Modified-Since': validators.lastModified } : {}),
  };
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

function addressOf(request: FetchRequest): URL {
  if (!URL.canParse(request.url)) throw new FetchFailure('unreachable', 'not an address');
  return bare(new URL(request.url));
}

/** Without fragment and without credentials, which nobody asked to send. */
function bare(url: URL): URL {
  url.hash = '';
  url.username = '';
  url.password = '';
  return url;
}
