import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { MISDEEDS } from '../net/hostile/misdeeds.ts';

const MIB = 1024 * 1024;
/** What the house promises of one fetch, and of reading one text. */
const FETCH = { bytes: 5 * MIB, millis: 20_000, riseMib: 64, requests: 6 };
const PARSE = { cpuMillis: 2_000, riseMib: 128 };
/** Nobody waits longer for one of them. */
const PATIENCE_MS = 90_000;
/** Servers that are slow by design: they are fetched side by side, since nothing happens meanwhile. */
const SLOW = /^(?:dripping|silence)/;

const costSchema = z.object({
  told: z.string(),
  bytes: z.number(),
  millis: z.number(),
  cpuMillis: z.number(),
  riseMib: z.number(),
});
type Cost = z.infer<typeof costSchema>;

const asked = new Map<string, number>();
const here = (file: string): string => join(import.meta.dirname, 'fetching', file);

/**
 * Every misdeed of a server and every hostile text, each in a process of its own: decoded bytes, time, requests, time of
 * the processor and how far memory rises, as ratios of what is promised. No arguments.
 */
export async function run(): Promise<void> {
  await fetches();
  await parses();
}

async function fetches(): Promise<void> {
  const servers = spawn(process.execPath, [here('server.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [first] = z
      .tuple([z.instanceof(Buffer)])
      .rest(z.unknown())
      .parse(await once(servers.stdout, 'data'));
    servers.stdout.on('data', (data: Buffer) => {
      for (const name of data.toString().trim().split('\n')) asked.set(name, (asked.get(name) ?? 0) + 1);
    });
    const port = String(Number.parseInt(first.toString(), 10));
    const names = ['five-mebibytes', 'a-byte-too-many', ...Object.keys(MISDEEDS)];
    const fetchOne = async (name: string) => [name, await child(['one-fetch.ts', port, name])] as const;
    const costs = await Promise.all(names.filter((name) => SLOW.test(name)).map(fetchOne));
    for (const name of names.filter((each) => !SLOW.test(each))) costs.push(await fetchOne(name));
    tellFetches(costs);
  } finally {
    servers.kill();
  }
}

function tellFetches(costs: readonly (readonly [string, Cost | null])[]): void {
  print(`One fetch, worst first; limits ${FETCH.bytes / MIB} MiB, ${FETCH.millis / 1_000} s, +${FETCH.riseMib} MiB\n`);
  print(row(['', 'came to', 'seconds', 'ratio', 'rise MiB', 'ratio', 'requests']));
  const worst = costs.toSorted(([, a], [, b]) => (b?.riseMib ?? 1e9) - (a?.riseMib ?? 1e9));
  for (const [name, cost] of worst) {
    const { told = 'NO ANSWER', millis = Number.NaN, riseMib = Number.NaN } = cost ?? {};
    const ratios = [(millis / 1_000).toFixed(1), ratio(millis, FETCH.millis), riseMib.toFixed(0)];
    print(row([name, told, ...ratios, ratio(riseMib, FETCH.riseMib), asked.get(name) ?? 0]));
  }
  const wrong = costs.filter(([name, cost]) => cost?.told !== (MISDEEDS[name]?.failure ?? OWN[name]));
  verdict('named', wrong.length === 0, `${costs.length - wrong.length} of ${costs.length} come to what they are`);
  atMost('bytes', costs, { of: ({ bytes }) => bytes, limit: FETCH.bytes });
  // A twentieth more: a busy machine is late in looking at its clock.
  atMost('time', costs, { of: ({ millis }) => millis, limit: FETCH.millis * 1.05 });
  atMost('memory', costs, { of: ({ riseMib }) => riseMib, limit: FETCH.riseMib });
  const most = Math.max(...asked.values());
  verdict('redirects', most <= FETCH.requests, `at most ${most} requests, ${FETCH.requests} are allowed`);
}

/** What the two servers that mean no harm come to. */
const OWN: Readonly<Record<string, string>> = { 'five-mebibytes': 'fetched', 'a-byte-too-many': 'too-large' };

async function parses(): Promise<void> {
  const { stdout } = await promisify(execFile)(process.execPath, [here('one-parse.ts')]);
  const attacks = z.array(z.tuple([z.string(), z.string()])).parse(JSON.parse(stdout));
  const costs: [string, Cost | null][] = [];
  for (const [reader, attack] of attacks) {
    costs.push([`${reader}: ${attack}`, await child(['one-parse.ts', reader, attack])]);
  }
  print(
    `\nOne hostile text of ${attacks.length}, the ten worst; limits ${PARSE.cpuMillis / 1_000} s of CPU, +${PARSE.riseMib} MiB\n`,
  );
  print(row(['', 'came to', 'CPU s', 'ratio', 'rise MiB', 'ratio', 'KiB']));
  const worst = costs.toSorted(([, a], [, b]) => (b?.cpuMillis ?? 1e9) - (a?.cpuMillis ?? 1e9));
  for (const [name, cost] of worst.slice(0, 10)) {
    const { told = 'NO ANSWER', cpuMillis = Number.NaN, riseMib = Number.NaN, bytes = 0 } = cost ?? {};
    const ratios = [(cpuMillis / 1_000).toFixed(2), ratio(cpuMillis, PARSE.cpuMillis), riseMib.toFixed(0)];
    print(row([name, told, ...ratios, ratio(riseMib, PARSE.riseMib), (bytes / 1024).toFixed(0)]));
  }
  const bad = costs.filter(([, cost]) => cost === null || /POLLUTED|LEAKED/.test(cost.told));
  verdict('harmless', bad.length === 0, `${bad.length} of ${costs.length} leak, pollute or end the process`);
  atMost('CPU', costs, { of: ({ cpuMillis }) => cpuMillis, limit: PARSE.cpuMillis });
  atMost('memory', costs, { of: ({ riseMib }) => riseMib, limit: PARSE.riseMib });
}

/** What a process of its own prints; null when it prints nothing in time. */
async function child([file = '', ...args]: readonly string[]): Promise<Cost | null> {
  try {
    const options = { timeout: PATIENCE_MS, killSignal: 'SIGKILL' } as const;
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', here(file), ...args], options);
    return costSchema.parse(JSON.parse(stdout));
  } catch {
    return null;
  }
}

function atMost(
  what: string,
  costs: readonly (readonly [string, Cost | null])[],
  { of, limit }: { readonly of: (cost: Cost) => number; readonly limit: number },
): void {
  const measured = costs.map(([name, cost]) => [name, cost === null ? Number.POSITIVE_INFINITY : of(cost)] as const);
  const [name = '', most = 0] = measured.toSorted(([, a], [, b]) => b - a)[0] ?? [];
  verdict(what, most <= limit, `${ratio(most, limit)} of the limit at most (${name})`);
}

const ratio = (value: number, limit: number): string => (value / limit).toFixed(3);

function row(cells: readonly (string | number)[]): string {
  return cells.map((cell, index) => (index === 0 ? String(cell).padEnd(46) : String(cell).padStart(18))).join('');
}

function verdict(name: string, isMet: boolean, detail: string): void {
  print(`${isMet ? 'met    ' : 'NOT MET'} ${name}: ${detail}`);
  if (!isMet) process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
