import { createServer, type Server } from 'node:http';
import { isIP } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Destination, Dialler } from '../../lambdas/net/dialler.ts';
import { createPoliteWeb } from '../../lambdas/net/polite-web.ts';
import type { FetchOutcome } from '../../lambdas/ports/web.ts';
import { ALL } from '../faults/sizes.ts';
import { sleepingClock } from './fixtures.ts';
import { type Canary, startCanary } from './hostile/canary.ts';
import { SPELLINGS, type Spelling } from './hostile/spellings.ts';

const PUBLIC = '203.162.0.11';
const PAPER = 'bao.example.vn';
let canary: Canary;
let paper: Server;
let paperPort = 0;
/** Where the paper's pages and its robots.txt redirect to. */
let redirects: { page: string | null; robots: string | null } = { page: null, robots: null };

beforeAll(async () => {
  paper = createServer((request, response) => {
    const to = request.url === '/robots.txt' ? redirects.robots : redirects.page;
    if (to !== null) response.writeHead(302, { location: asSent(to) }).end();
    else response.writeHead(request.url === '/robots.txt' ? 404 : 200).end();
  });
  await new Promise<void>((resolve) => paper.listen(0, '127.0.0.1', resolve));
  const address = paper.address();
  paperPort = typeof address === 'object' && address !== null ? address.port : 0;
  canary = await startCanary(new Set([paperPort]));
});
afterAll(async () => {
  await canary.stop();
  paper.closeAllConnections();
  await new Promise<void>((resolve) => paper.close(() => resolve()));
});

/** The bytes of a header as servers send them, raw UTF-8 where they are careless. */
const asSent = (location: string): string => Buffer.from(location).toString('latin1');

/** Resolves the names of `known`, literal addresses to themselves, as the system does; the paper is where it is. */
function resolver(known: Readonly<Record<string, string>>, guarded: boolean): Dialler {
  return {
    lookup: async (hostname): Promise<readonly Destination[]> => {
      if (hostname === PAPER && known[PAPER] === undefined) {
        return [{ address: '127.0.0.1', port: paperPort, guarded: false }];
      }
      const address = isIP(hostname) === 0 ? known[hostname] : hostname;
      return address === undefined ? [] : [{ address, port: null, guarded }];
    },
  };
}

interface Place {
  readonly name: string;
  readonly url: (spelling: Spelling) => string;
  readonly redirects: (spelling: Spelling) => typeof redirects;
  readonly known: (spelling: Spelling) => Readonly<Record<string, string>>;
}

const NO_REDIRECTS = { page: null, robots: null };
const named = (spelling: Spelling): Record<string, string> => ({
  [new URL(`http://${spelling.host}/`).hostname.replace(/\.$/, '')]: spelling.address,
});
const PLACES: readonly Place[] = [
  {
    name: 'address of a source or a picture',
    url: ({ host }) => `http://${host}/anh.jpg`,
    redirects: () => NO_REDIRECTS,
    known: named,
  },
  {
    name: 'redirect of a page',
    url: () => `http://${PAPER}/a`,
    redirects: ({ host }) => ({ page: `http://${host}/a`, robots: null }),
    known: named,
  },
  {
    name: 'redirect of robots.txt',
    url: () => `http://${PAPER}/a`,
    redirects: ({ host }) => ({ page: null, robots: `http://${host}/robots.txt` }),
    known: named,
  },
  {
    name: 'answer of the resolver',
    url: () => `http://${PAPER}/a`,
    redirects: () => NO_REDIRECTS,
    known: ({ address }) => ({ [PAPER]: address }),
  },
];

async function attempt(place: Place, spelling: Spelling, guarded: boolean): Promise<FetchOutcome> {
  canary.reset();
  redirects = place.redirects(spelling);
  const dialler = resolver(place.known(spelling), guarded);
  const web = createPoliteWeb({ dialler, clock: sleepingClock(), userAgent: 'DiemBao/0.1' });
  return web.fetch({ url: place.url(spelling), validators: null, gapMs: 0 });
}

/** `npm run faults` tries every spelling in every place, the suite every spelling in some. */
function triedAs(place: (typeof PLACES)[number]): readonly Spelling[] {
  return ALL ? SPELLINGS : SPELLINGS.filter((_, index) => index % 3 === PLACES.indexOf(place) % 3);
}

describe('R21 hostile spellings', () => {
  it('are many, and each is a URL', () => {
    expect(SPELLINGS.length).toBeGreaterThanOrEqual(150);
    expect(new Set(SPELLINGS.map(({ host }) => host)).size).toBeGreaterThanOrEqual(150);
    expect(SPELLINGS.filter(({ host }) => !URL.canParse(`http://${host}/`))).toEqual([]);
  });

  it.each(PLACES)('as the $name reach nothing: not a byte, not a connection', async (place) => {
    const leaks: unknown[] = [];
    for (const spelling of triedAs(place)) {
      const outcome = await attempt(place, spelling, true);
      const isRefused = outcome.kind === 'failed' && outcome.failure === 'blocked-address';
      if (canary.bytes() > 0 || canary.dialled().length > 0 || !isRefused) leaks.push({ spelling, outcome });
    }
    expect(leaks).toEqual([]);
  });

  it.each(PLACES)('as the $name would reach the canary with the guard off (control)', async (place) => {
    const unseen: Spelling[] = [];
    for (const spelling of triedAs(place)) {
      await attempt(place, spelling, false);
      if (canary.bytes() === 0) unseen.push(spelling);
    }
    expect(unseen).toEqual([]);
  });
});

describe('R21 a name that leads elsewhere between check and connect', () => {
  /** First a public address, then the forbidden one. */
  function flipping(address: string, guarded: boolean): Dialler & { asked(): number } {
    let asked = 0;
    return {
      asked: () => asked,
      lookup: async () => {
        asked += 1;
        return [{ address: asked === 1 ? PUBLIC : address, port: null, guarded }];
      },
    };
  }
  const fetchWith = (dialler: Dialler, scheme: string): Promise<FetchOutcome> => {
    canary.reset();
    const web = createPoliteWeb({ dialler, clock: sleepingClock(), userAgent: 'DiemBao/0.1' });
    return web.fetch({ url: `${scheme}://lat.example.vn/a`, validators: null, gapMs: 0 });
  };

  it.each(['http', 'https'])(
    'is resolved once over %s, and a connection that ends up inside gets 0 bytes',
    async (scheme) => {
      const leaks: unknown[] = [];
      for (const { address, name } of SPELLINGS) {
        const dialler = flipping(address, true);
        const outcome = await fetchWith(dialler, scheme);
        const wasPinned = dialler.asked() === 1 && canary.dialled().every((dialled) => dialled === PUBLIC);
        // The network of this test leads even the public address to this machine: the last check is what holds.
        const isRefused = outcome.kind === 'failed' && outcome.failure === 'blocked-address';
        if (canary.bytes() > 0 || !wasPinned || canary.dialled().length !== 1 || !isRefused)
          leaks.push({ name, outcome });
      }
      expect(leaks).toEqual([]);
    },
  );

  it.each(['http', 'https'])('would leak over %s with the guard off (control)', async (scheme) => {
    const unseen: string[] = [];
    for (const { address, name } of SPELLINGS) {
      await fetchWith(flipping(address, false), scheme);
      if (canary.bytes() === 0) unseen.push(name);
    }
    expect(unseen).toEqual([]);
  });
});

describe('an address that is none for us', () => {
  it.each([
    'file:///etc/passwd',
    'ftp://127.0.0.1/a',
    'gopher://127.0.0.1:70/_GET',
    'data:text/html,a',
    'javascript:alert(1)',
    'blob:http://127.0.0.1/a',
    'ws://127.0.0.1/',
    'http://[fe80::1%25eth0]/',
    'http://127.0.0.1:99999/',
    `http://${PAPER}:25/`,
    `http://${PAPER}:22/`,
    `http://${PAPER}/${'a'.repeat(5_000)}`,
  ])('fails without a connection: %s', async (url) => {
    canary.reset();
    const dialler = resolver({}, true);
    const web = createPoliteWeb({ dialler, clock: sleepingClock(), userAgent: 'DiemBao/0.1' });
    expect(await web.fetch({ url, validators: null, gapMs: 0 })).toMatchObject({ kind: 'failed' });
    redirects = { page: url, robots: null };
    expect(await web.fetch({ url: `http://${PAPER}/a`, validators: null, gapMs: 0 })).toMatchObject({ kind: 'failed' });
    expect(canary.dialled()).toEqual([]);
  });
});
