import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { isPublicAddress } from './address-guard.ts';
import { type BodyLimit, readBody } from './decode-body.ts';
import type { Destination, Dialler } from './dialler.ts';
import { FetchFailure } from './fetch-failure.ts';

/** One request to be made; no redirect is followed here. */
export interface Exchange {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly dialler: Dialler;
  /** Of the decoded body; a body is read only with a 2xx status. */
  readonly limit: BodyLimit;
  /** Milliseconds from resolving the name to the last byte. */
  readonly timeoutMs: number;
}

/** The answer to one request. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Uint8Array;
}

/** Answers 1xx before the answer; a flood of them would keep this machine busy until time is up. */
const MOST_HINTS = 16;

/** Makes one request. Rejects with a {@link FetchFailure} or with what the network threw; nothing stays open after it. */
export async function exchange(order: Exchange): Promise<Answer> {
  const stopped = new AbortController();
  const timer = setTimeout(() => stopped.abort(), order.timeoutMs);
  try {
    const destinations = await untilStopped(guardedDestinations(order), stopped.signal);
    const response = await untilStopped(connect(order, destinations, stopped.signal), stopped.signal);
    return await readAnswer(response, order);
  } catch (thrown) {
    throw stopped.signal.aborted ? new FetchFailure('timeout', `no whole answer in ${order.timeoutMs} ms`) : thrown;
  } finally {
    clearTimeout(timer);
    stopped.abort();
  }
}

/** Where to connect; rejects when any address of the name is not public, so that no answer can hide a private one. */
async function guardedDestinations({ url, dialler }: Exchange): Promise<readonly Destination[]> {
  const destinations = await dialler.lookup(bareHost(url));
  if (destinations.length === 0) throw new FetchFailure('unreachable', `no address for ${url.hostname}`);
  const forbidden = destinations.find(({ address, guarded }) => guarded && !isPublicAddress(address));
  if (forbidden !== undefined) throw blocked(url, forbidden.address);
  return destinations;
}

function connect(order: Exchange, destinations: readonly Destination[], signal: AbortSignal): Promise<IncomingMessage> {
  const { url, headers } = order;
  const port = destinations[0]?.port ?? null;
  const options: RequestOptions = {
    method: 'GET',
    protocol: port === null ? url.protocol : 'http:',
    // A literal address would be connected to without a lookup; it has been checked all the same.
    hostname: isIP(bareHost(url)) === 0 ? url.hostname : (destinations[0]?.address ?? bareHost(url)),
    port: port ?? url.port,
    path: url.pathname + url.search,
    headers: { ...headers, Host: url.host },
    agent: false,
    signal,
    lookup: fixedLookup(destinations),
  };
  return new Promise((resolve, reject) => {
    const request = (options.protocol === 'https:' ? httpsRequest : httpRequest)(options, resolve);
    request.on('error', reject);
    // `101 Switching Protocols` ends a request without a response and without an error.
    request.on('close', () => reject(new Error('closed without an answer')));
    let hints = 0;
    request.on('information', () => {
      hints += 1;
      if (hints > MOST_HINTS) request.destroy(new FetchFailure('server-error', 'hints without end'));
    });
    request.on('socket', (socket) => guardSocket(socket, url, destinations));
    request.end();
  });
}

/** Destroys a socket whose other end, once connected, is not one of the guarded addresses: the last word of the guard. */
export function guardSocket(socket: Socket, url: URL, destinations: readonly Destination[]): void {
  const mayBePrivate = destinations.every(({ guarded }) => !guarded);
  // Before every other listener: TLS would have sent its hello, which names the host.
  socket.prependOnceListener('connect', () => {
    const remote = socket.remoteAddress ?? '';
    if (!mayBePrivate && !isPublicAddress(remote)) socket.destroy(blocked(url, remote));
  });
}

/** Gives the addresses that were checked, so that the name is not resolved a second time to something else. */
function fixedLookup(destinations: readonly Destination[]): LookupFunction {
  const addresses = destinations.map(({ address }) => ({ address, family: isIP(address) }));
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, addresses);
    else callback(null, first?.address ?? '', first?.family);
  };
}

async function readAnswer(response: IncomingMessage, { limit }: Exchange): Promise<Answer> {
  const status = response.statusCode ?? 0;
  try {
    if (status < 200 || status > 299) return { status, headers: response.headers, body: new Uint8Array() };
    const announced = Number(response.headers['content-length'] ?? 0);
    const isTooLarge = announced > limit.bytes && limit.beyond === 'refuse';
    if (isTooLarge) throw new FetchFailure('too-large', `${announced} bytes announced`);
    const body = await readBody(response, response.headers['content-encoding'] ?? '', limit);
    return { status, headers: response.headers, body };
  } finally {
    response.destroy();
  }
}

function untilStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
    work.then(resolve, reject);
  });
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function blocked(url: URL, address: string): FetchFailure {
  return new FetchFailure(
    'blocked-address',
    `${url.hostname} leads to ${address || 'nowhere'}, which is not a public address`,
  );
}
