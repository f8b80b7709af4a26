import { isUtf8 } from 'node:buffer';
import type { Validators } from '../core/sources/visit.ts';
import { decodeText } from '../core/vietnamese/charset.ts';
import type { Clock } from '../ports/clock.ts';
import type { FetchOutcome, FetchRequest, Web } from '../ports/web.ts';
import type { Dialler } from './dialler.ts';
import { type Answer, exchange } from './exchange.ts';
import { FetchFailure, failureOf } from './fetch-failure.ts';
import { createHostGate, type Stopwatch } from './host-gate.ts';
import { createHostStanding, type HostStanding } from './host-standing.ts';
import { hostJitter, type Jitter } from './jitter.ts';
import { refusalOf } from './refusal.ts';
import { retryAfterSeconds } from './retry-after.ts';
import { createRobotsBook, type RobotsAnswer } from './robots-book.ts';

/** What the polite web is made of. */
export interface PoliteWebOptions {
  readonly dialler: Dialler;
  readonly clock: Clock;
  /** Names the product, its version and a contact: `DiemBao/1.0 (+https://…; mailto:…)`. */
  readonly userAgent: string;
  /** Another spread of the gaps, for tests. */
  readonly jitter?: Jitter;
  /** Another watch for what passes between requests, for tests. */
  readonly stopwatch?: Stopwatch;
  /** Smaller limits, for tests; no larger ones than the house promises. */
  readonly limits?: { readonly bytes: number; readonly totalMs: number };
}

const MOST_BYTES = 5 * 1024 * 1024;
const MOST_TOTAL_MS = 20_000;
const MOST_REDIRECTS = 5;
const ROBOTS_BYTES = 512 * 1024;
/** A longer address is an attack on whoever matches it against rules. */
const LONGEST_ADDRESS = 4_096;
/** A `Retry-After` up to here is waited for; a longer one ends the fetch, so that no host can stall a visit. */
const LONGEST_REST_MS = 10_000;
/** All gaps of one fetch with its redirects together. */
const MOST_WAITING_MS = 60_000;

/**
 * The polite way to the web. robots.txt is asked first (also of hosts redirected to), a host sees one connection at a
 * time and a gap between requests, every connection goes through the address guard, a body is at most 5 MiB decoded and
 * an exchange with its redirects at most 20 s, waiting for the gap not counted. Every expected outcome is a value.
 */
export function createPoliteWeb(options: PoliteWebOptions): Web {
  const { dialler, clock, userAgent } = options;
  const limitBytes = Math.min(options.limits?.bytes ?? MOST_BYTES, MOST_BYTES);
  const totalMs = Math.min(options.limits?.totalMs ?? MOST_TOTAL_MS, MOST_TOTAL_MS);
  const gate = createHostGate(clock, options.jitter ?? hostJitter, options.stopwatch ?? (() => performance.now()));
  const standing = createHostStanding(clock);
  const robots = createRobotsBook(clock, userAgent, fetchRobots);

  async function once(url: URL, trip: Trip): Promise<Answer> {
    if (!/^https?:$/.test(url.protocol)) throw new FetchFailure('blocked-address', `${url.protocol} is not followed`);
    const host = url.hostname;
    const gapMs = standing.gapFor(host, trip.gapMs);
    trip.patienceMs -= gapMs;
    if (trip.patienceMs < 0) throw new FetchFailure('timeout', 'redirects that ask for too much waiting');
    restOf(standing, host);
    return gate.pass(host, gapMs, async () => {
      const restMs = restOf(standing, host);
      if (restMs > 0) await clock.sleep(restMs);
      return timed(url, trip);
    });
  }

  async function timed(url: URL, trip: Trip): Promise<Answer> {
    const started = performance.now();
    const timeoutMs = Math.max(1, trip.leftMs);
    const headers = headersOf(userAgent, trip.validators);
    try {
      const answer = await exchange({ url, headers, dialler, limitBytes: trip.limitBytes, timeoutMs });
      standing.answered(url.hostname, { status: answer.status, retryAfter: answer.headers['retry-after'] });
      return answer;
    } catch (thrown) {
      if (/^(?:unreachable|timeout)$/.test(failureOf(thrown).kind)) standing.failed(url.hostname);
      throw thrown;
    } finally {
      trip.leftMs -= performance.now() - started;
    }
  }

  async function fetchRobots(url: URL, gapMs: number): Promise<RobotsAnswer> {
    const trip = tripOf({ gapMs, leftMs: totalMs, limitBytes: Math.min(ROBOTS_BYTES, limitBytes) });
    const { answer } = await follow(url, trip, once);
    return robotsAnswerOf(url, answer);
  }

  async function polite(url: URL, trip: Trip): Promise<Answer> {
    const word = await robots.ask(url, trip.gapMs);
    if (!word.allowed) throw new FetchFailure('robots-disallow', word.detail);
    return once(url, Object.assign(trip, { gapMs: Math.max(trip.gapMs, word.delayMs) }));
  }

  return {
    async fetch(request) {
      const trip = tripOf({ gapMs: request.gapMs, leftMs: totalMs, limitBytes }, request.validators);
      try {
        const { url, movedTo, answer } = await follow(addressOf(request), trip, polite);
        const outcome = outcomeOf(url, answer, { conditional: request.validators !== null, clock });
        return outcome.kind === 'fetched' && movedTo !== null ? { ...outcome, movedTo } : outcome;
      } catch (thrown) {
        const { kind, message, retryAfterSeconds: wait } = failureOf(thrown);
        return { kind: 'failed', failure: kind, detail: message, retryAfterSeconds: wait };
      }
    },
  };
}

/** What one fetch still may cost; `leftMs` and `patienceMs` shrink with every hop. */
interface Trip {
  readonly validators: Validators | null;
  gapMs: number;
  leftMs: number;
  patienceMs: number;
  readonly limitBytes: number;
}

function tripOf(cost: Pick<Trip, 'gapMs' | 'leftMs' | 'limitBytes'>, validators: Validators | null = null): Trip {
  return { ...cost, validators, patienceMs: Math.max(MOST_WAITING_MS, cost.gapMs * 2) };
}

/** Milliseconds of rest the host still asks for; throws when they are more than anyone should wait for. */
function restOf(standing: HostStanding, host: string): number {
  const restMs = standing.restMs(host);
  if (restMs <= LONGEST_REST_MS) return restMs;
  const seconds = Math.ceil(restMs / 1_000);
  throw new FetchFailure('refused', `${host} asks to be left alone for another ${seconds} s`, seconds);
}

/** 429 counts with the 5xx: a host with too much to do has not said that everything is allowed. */
function robotsAnswerOf(url: URL, { status, headers, body }: Answer): RobotsAnswer {
  if (status >= 200 && status <= 299) {
    return { kind: 'text', text: decodeText(body, headers['content-type'] ?? null) };
  }
  if (status >= 400 && status <= 499 && status !== 429) return { kind: 'none' };
  return { kind: 'unknown', detail: `${url.host}/robots.txt answers ${status}` };
}

type Hop = (url: URL, trip: Trip) => Promise<Answer>;

/** Where redirects ended; `movedTo` is how far the permanent ones at the start of the way led. */
interface Followed {
  readonly url: URL;
  readonly movedTo: string | null;
  readonly answer: Answer;
}

/** Follows redirects one hop at a time; each passes robots.txt, gate and guard like the first. */
async function follow(start: URL, trip: Trip, hop: Hop): Promise<Followed> {
  let url = start;
  let movedTo: string | null = null;
  let isPermanent = true;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const answer = await hop(url, trip);
    const location = locationOf(answer);
    if (location === null) return { url, movedTo, answer };
    if (location.length > LONGEST_ADDRESS || !URL.canParse(location, url.href))
      throw new FetchFailure('server-error', 'a redirect to nowhere');
    url = bare(new URL(location, url));
    isPermanent &&= answer.status === 301 || answer.status === 308;
    if (isPermanent) movedTo = url.href;
  }
  throw new FetchFailure('server-error', `more than ${MOST_REDIRECTS} redirects`);
}

function outcomeOf(url: URL, answer: Answer, known: { conditional: boolean; clock: Clock }): FetchOutcome {
  const { status, headers, body } = answer;
  if (status === 304 && known.conditional) return { kind: 'not-modified' };
  const refusal = refusalOf(status, headers);
  if (refusal !== null) {
    const wait = retryAfterSeconds(headers['retry-after'], known.clock.now());
    return { kind: 'failed', failure: refusal.kind, detail: refusal.detail, retryAfterSeconds: wait };
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

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where a redirect leads; headers arrive as bytes, which careless servers mean as UTF-8 (`/cải-cách`). */
function locationOf({ status, headers }: Answer): string | null {
  const location = REDIRECTS.has(status) ? headers.location : undefined;
  if (location === undefined) return null;
  const bytes = Buffer.from(location, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : location;
}

function addressOf(request: FetchRequest): URL {
  if (request.url.length > LONGEST_ADDRESS) throw new FetchFailure('unreachable', 'the address is too long');
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
