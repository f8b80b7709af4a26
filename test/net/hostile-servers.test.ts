import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mappedDialler, systemDialler } from '../../lambdas/net/dialler.ts';
import { createPoliteWeb } from '../../lambdas/net/polite-web.ts';
import type { FetchOutcome, Web } from '../../lambdas/ports/web.ts';
import { sleepingClock } from './fixtures.ts';
import { MISDEEDS, startMisdeeds } from './hostile/misdeeds.ts';

const MIB = 1024 * 1024;
const LIMITS = { bytes: MIB, totalMs: 4_000 };
let server: Awaited<ReturnType<typeof startMisdeeds>>;
let web: Web;

beforeAll(async () => {
  server = await startMisdeeds();
  const hosts = [...Object.keys(MISDEEDS), ...Array.from({ length: 39 }, (_, index) => `bao${index}`)];
  const dialler = mappedDialler(new Set(hosts.map((host) => `${host}.vn`)), server.port, systemDialler());
  web = createPoliteWeb({ dialler, clock: sleepingClock(), userAgent: 'DiemBao/0.1', limits: LIMITS });
});
afterAll(() => server.stop());

const ask = (host: string): Promise<FetchOutcome> =>
  web.fetch({ url: `http://${host}.vn/a`, validators: null, gapMs: 0 });

describe('a server that means harm', () => {
  it('is told by what it does, in time and in little memory, and 39 others are served all the while', async () => {
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const good = Array.from({ length: 39 }, (_, index) => ask(`bao${index}`));
    const bad = Object.keys(MISDEEDS).map(async (name) => [name, await ask(name)] as const);

    expect((await Promise.all(good)).filter((outcome) => outcome.kind !== 'fetched')).toEqual([]);
    const told = Object.fromEntries(
      (await Promise.all(bad)).map(([name, outcome]) => [
        name,
        outcome.kind === 'failed' ? outcome.failure : outcome.kind,
      ]),
    );
    expect(told).toEqual(Object.fromEntries(Object.entries(MISDEEDS).map(([name, { failure }]) => [name, failure])));
    expect(performance.now() - started).toBeLessThan(LIMITS.totalMs + 30_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(384 * MIB);
  });

  it.each(['gzip-bomb', 'br-bomb', 'endless-body', 'header-without-end'])('is not held in memory: %s', async (name) => {
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    expect((await ask(name)).kind).toBe('failed');
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * MIB);
  });

  it('is seen by the same test when it behaves (control)', async () => {
    expect(await ask('bao7')).toMatchObject({ kind: 'fetched' });
  });
});
