import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { fromMillis, shift } from '../../lambdas/core/calendar/instant.ts';
import { seedLexicon } from '../../lambdas/core/sections/lexicon.ts';
import type { Source } from '../../lambdas/core/sources/source.ts';
import { mappedDialler, systemDialler } from '../../lambdas/net/dialler.ts';
import { createPoliteWeb } from '../../lambdas/net/polite-web.ts';
import { userAgentOf } from '../../lambdas/net/user-agent.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';
import type { Web } from '../../lambdas/ports/web.ts';
import { type VisitReport, visitSource } from '../../lambdas/workflows/gathering/visit-source.ts';
import { memoryEntryLog, memoryVisitBook } from '../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../support/memory/memory-object-store.ts';

const logSchema = z.object({
  requests: z.number(),
  notModified: z.number(),
  overlaps: z.number(),
  shortestGapMs: z.number().nullable(),
});
const MIB = 1024 * 1024;
const MOST_RATIO = 1.25;
const MOST_RSS_MIB = 256;

/**
 * One round of new articles and one unchanged round over local papers that answer after a latency, all visited at once
 * in this process; beside it what the courtesy rules alone allow. Arguments: `[--sources 60] [--articles 40]
 * [--latency 100] [--gap 2000]`, times in milliseconds.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sources: { type: 'string', default: '60' },
      articles: { type: 'string', default: '40' },
      latency: { type: 'string', default: '100' },
      gap: { type: 'string', default: '2000' },
    },
  });
  const { sources, articles, latency } = values;
  const gapMs = Number(values.gap);
  const papers = spawn(
    process.execPath,
    [join(import.meta.dirname, 'gathering', 'press.ts'), sources, articles, latency],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    const [line] = z
      .tuple([z.instanceof(Buffer)])
      .rest(z.unknown())
      .parse(await once(papers.stdout, 'data'));
    const port = Number.parseInt(line.toString(), 10);
    await measure({
      port,
      sources: sourcesOf(Number(sources), gapMs),
      articles: Number(articles),
      latency: Number(latency),
      gapMs,
    });
  } finally {
    papers.kill();
  }
}

interface Plan {
  readonly port: number;
  readonly sources: readonly Source[];
  readonly articles: number;
  readonly latency: number;
  readonly gapMs: number;
}

async function measure({ port, sources, articles, latency, gapMs }: Plan): Promise<void> {
  const clock: Clock = { now: () => fromMillis(Date.now()), sleep: async (millis) => void (await wait(millis)) };
  const hosts = new Set(sources.map((source) => source.hosts[0] ?? ''));
  const dialler = mappedDialler(hosts, port, systemDialler());
  const web = createPoliteWeb({ dialler, clock, userAgent: userAgentOf('https://diembao.example.vn') });
  const ports = { clock, web, visits: memoryVisitBook(), entries: memoryEntryLog(), newsroom: forgetfulStore() };
  const rules = { lexicon: seedLexicon(), oldest: '2026-11-01T00:00:00+07:00' };
  const visitAll = (): Promise<VisitReport[]> =>
    Promise.all(sources.map((source) => visitSource(ports, { ...rules, source }, shift(clock.now(), 3_600_000))));

  const first = await watched(visitAll);
  const afterFirst = await logOf(port);
  // robots.txt, the feed and the articles, one after another; the gap lies between them.
  const requests = articles + 2;
  const allowed = requests * latency + (requests - 1) * gapMs;
  const stored = first.result.reduce((sum, { outcome }) => sum + (outcome.kind === 'read' ? outcome.stored : 0), 0);

  const second = await watched(visitAll);
  const afterSecond = await logOf(port);
  const unchanged = second.result.filter(({ outcome }) => outcome.kind === 'unchanged').length;
  const ratio = first.millis / allowed;
  print(`${sources.length} sources × ${articles} new articles, ${latency} ms latency, ${gapMs} ms gap\n`);
  print(row(['', 'seconds', 'allowed', 'ratio', 'requests', 'result', 'peak MiB', 'CPU s']));
  print(
    row([
      'new',
      seconds(first.millis),
      seconds(allowed),
      ratio.toFixed(3),
      afterFirst.requests,
      `${stored} stored`,
      first.peakMib,
      seconds(first.cpuMillis),
    ]),
  );
  const again = [
    afterSecond.requests - afterFirst.requests,
    `${afterSecond.notModified} × 304`,
    second.peakMib,
    seconds(second.cpuMillis),
  ];
  print(
    row([
      'unchanged',
      seconds(second.millis),
      seconds(latency + gapMs),
      (second.millis / (latency + gapMs)).toFixed(3),
      ...again,
    ]),
  );
  print(
    `\nIn the papers' log: ${afterSecond.overlaps} overlapping requests on a host, shortest gap ${Math.round(afterSecond.shortestGapMs ?? 0)} ms.`,
  );
  print(
    `Cost of a visit: ${(first.cpuMillis / sources.length).toFixed(0)} ms CPU with ${articles} new articles, ${(second.cpuMillis / sources.length).toFixed(1)} ms unchanged.`,
  );
  verdict('time', ratio <= MOST_RATIO, `${ratio.toFixed(3)} of what courtesy allows, at most ${MOST_RATIO}`);
  verdict('memory', first.peakMib <= MOST_RSS_MIB, `${first.peakMib} MiB, at most ${MOST_RSS_MIB}`);
  const isQuiet = unchanged === sources.length && afterSecond.notModified === sources.length;
  verdict(
    'unchanged',
    isQuiet && afterSecond.requests - afterFirst.requests === sources.length,
    `${unchanged} of ${sources.length} sources unchanged, nothing parsed`,
  );
}

/** Runs `work` and keeps an eye on memory. */
async function watched<T>(work: () => Promise<T>) {
  let peak = process.memoryUsage.rss();
  const eye = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  const started = performance.now();
  const cpu = process.cpuUsage();
  try {
    const result = await work();
    const { user, system } = process.cpuUsage(cpu);
    return {
      result,
      millis: performance.now() - started,
      peakMib: Math.round(peak / MIB),
      cpuMillis: (user + system) / 1_000,
    };
  } finally {
    clearInterval(eye);
  }
}

/** The bucket is not what is measured: what is put there is forgotten. */
function forgetfulStore() {
  return { ...memoryObjectStore(), put: async () => ({ kind: 'stored' as const, etag: '"x"' }) };
}

async function logOf(port: number): Promise<z.infer<typeof logSchema>> {
  const dialler = { lookup: async () => [{ address: '127.0.0.1', port, guarded: false }] };
  const clock: Clock = { now: () => fromMillis(Date.now()), sleep: async () => undefined };
  const web: Web = createPoliteWeb({ dialler, clock, userAgent: 'bench' });
  const told = await web.fetch({ url: 'http://log.example.vn/log', validators: null, gapMs: 0 });
  const log = logSchema.parse(told.kind === 'fetched' ? JSON.parse(new TextDecoder().decode(told.body)) : null);
  robotsAsked += 1;
  return { ...log, requests: log.requests - robotsAsked };
}

/** Asking for the log asks for its robots.txt too, which the log counts. */
let robotsAsked = 0;

function sourcesOf(count: number, gapMs: number): Source[] {
  return Array.from({ length: count }, (_, index) => ({
    version: 1,
    id: `bao-${index}`,
    name: `Báo ${index}`,
    citeAs: `Bao${index}.example.vn`,
    hosts: [`bao${index}.example.vn`],
    kind: 'local',
    place: null,
    rank: 10,
    listing: { feeds: [`http://bao${index}.example.vn/rss`], pages: [] },
    courtesy: { gapMs },
    printing: 'full',
    agreement: null,
    rules: null,
    state: 'sample',
  }));
}

const seconds = (millis: number): string => (millis / 1_000).toFixed(1);

function row(cells: readonly (string | number)[]): string {
  return cells.map((cell, index) => (index === 0 ? String(cell).padEnd(10) : String(cell).padStart(12))).join('');
}

function verdict(name: string, isMet: boolean, detail: string): void {
  print(`${isMet ? 'met    ' : 'NOT MET'} ${name}: ${detail}`);
  if (!isMet) process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
