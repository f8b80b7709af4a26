import { isUtf8 } from 'node:buffer';
import type { Validators } from '../core/sources/visit.ts';
import { decodeText } from '../core/vietnamese/charset.ts';
import type { Clock } from '../ports/clock.ts';
import type { FetchOutcome, FetchRequest, Web } from '../ports/web.ts';
import type { BodyLimit } from './decode-body.ts';
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
/** RFC 9309 asks for this much of a robots.txt at least; what lies beyond is left unread. */
const ROBOTS_BYTES = 500 * 1024;
/** A longer address is an attack on whoever matches it against rules. */
const LONGEST_ADDRESS = 4_096;
/** Below it, ports belong to services that are named; from here on anybody may have a web server. */
const FIRST_FREE_PORT = 1_024;
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
    onlyWeb(url);
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
      const answer = await exchange({ url, headers, dialler, limit: trip.limit, timeoutMs });
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
    const limit = { bytes: Math.min(ROBOTS_BYTES, limitBytes), beyond: 'cut' } as const;
    const { answer } = await follow(url, tripOf({ gapMs, leftMs: totalMs, limit }), once);
    return robotsAnswerOf(url, answer);
  }

  async function polite(url: URL, trip: Trip): Promise<Answer> {
    const word = await robots.ask(url, trip.gapMs);
    if (word.kind === 'refused') throw new FetchFailure(word.failure, word.detail, restSeconds(standing, url.hostname));
    return once(url, Object.assign(trip, { gapMs: Math.max(trip.gapMs, word.delayMs) }));
  }

  return {
    async fetch(request) {
      const limit = { bytes: limitBytes, beyond: 'refuse' } as const;
      const trip = tripOf({ gapMs: request.gapMs, leftMs: totalMs, limit }, request.validators);
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
  readonly limit: BodyLimit;
}

function tripOf(cost: Pick<Trip, 'gapMs' | 'leftMs' | 'limit'>, validators: Validators | null = null): Trip {
  return { ...cost, validators, patienceMs: Math.max(MOST_WAITING_MS, cost.gapMs * 2) };
}

/** Milliseconds of rest the host still asks for; throws when they are more than anyone should wait for. */
function restOf(standing: HostStanding, host: string): number {
  const restMs = standing.restMs(host);
  if (restMs <= LONGEST_REST_MS) return restMs;
  const seconds = Math.ceil(restMs / 1_000);
  throw new FetchFailure('refused', `${host} asks to be left alone for another ${seconds} s`, seconds);
}

/** The rest a host asked for with its robots.txt, in seconds; null where it asked for none. */
function restSeconds(standing: HostStanding, host: string): number | null {
  const restMs = standing.restMs(host);
  return restMs > 0 ? Math.ceil(restMs / 1_000) : null;
}

/** 429 counts with the 5xx: a host with too much to do has not said that everything is allowed. */
function robotsAnswerOf(url: URL, { status, headers, body }: Answer): RobotsAnswer {
  if (status >= 200 && status <= 299) {
    return { kind: 'text', text: wholeLines(decodeText(body, headers['content-type'] ?? null), body.length) };
  }
  if (status >= 400 && status <= 499 && status !== 429) return { kind: 'none' };
  const failure = status === 429 ? 'refused' : 'server-error';
  return { kind: 'unknown', failure, detail: `${url.host}/robots.txt answers ${status}` };
}

/** Without the line that was cut: `Disallow: /private` may end as `Disallow: /`, which says something else. */
function wholeLines(text: string, bytes: number): string {
  return bytes < ROBOTS_BYTES ? text : text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
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

/** Throws where an address leads to something else than a web server: other schemes, other services' ports. */
function onlyWeb({ protocol, port }: URL): void {
  if (!/^https?:$/.test(protocol)) throw new FetchFailure('blocked-address', `${protocol} is not followed`);
  const isOther = port !== '' && port !== '80' && port !== '443' && Number(port) < FIRST_FREE_PORT;
  if (isOther) throw new FetchFailure('blocked-address', `port ${port} is no web server's`);
}

/**
 * Without fragment, without credentials, which nobody asked to send, and without the dot of a rooted name, under which
 * a host would be taken for another one.
 */
function bare(url: URL): URL {
  url.hostname = url.hostname.replace(/\.$/, '');
  url.hash = '';
  url.username = '';
  url.password = '';
  return url;
}
