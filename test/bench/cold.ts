import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { FUNCTIONS, type FunctionName } from '../../lambdas/names.ts';
import { filesUnder } from '../../lib/bundling/files.ts';
import { SIZES } from '../../lib/sizes.ts';

const measuredSchema = z.object({ millis: z.number(), cpuMillis: z.number(), rssMib: z.number() });
type Measured = z.infer<typeof measuredSchema>;

const MIB = 1024 * 1024;
/** What Lambda takes unzipped: 250 MiB, all layers together. */
const MOST_MIB = 250;
/** Lambda gives a function's start ten seconds; the memory must hold what is loaded twice over. */
const MOST_SECONDS = 10;
const LEAST_ROOM = 2;
/** MiB of memory that come with one whole processor. */
const ONE_PROCESSOR = 1769;

/**
 * Every bundle in `dist/`, each loaded in fresh processes: size, time and processor time of the import less those of an empty
 * module, memory after it, and what that means at the memory it is deployed with. Arguments: `[--runs 5] [--dist DIR]`.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { runs: { type: 'string', default: '5' }, dist: { type: 'string', default: 'dist' } },
  });
  const runs = Number(values.runs);
  const lacking = FUNCTIONS.find((name) => !existsSync(join(values.dist, name, 'index.mjs')));
  if (lacking) throw new Error(`${values.dist} has no ${lacking}: npm run bundle`);
  const empty = importOf('data:text/javascript,', runs);
  print(`${runs} fresh processes each, medians; an empty module takes ${empty.cpuMillis.toFixed(0)} ms of processor`);
  print(`and ${empty.rssMib.toFixed(0)} MiB, which is left in the memory and taken off the times.\n`);
  print('| function | code MB | folder MB | import ms | processor ms | loaded MiB | memory MB | start there s |');
  print('| -------- | ------: | --------: | --------: | -----------: | ---------: | --------: | ------------: |');
  for (const name of FUNCTIONS) told(name, values.dist, { empty, loaded: importOf(hrefOf(values.dist, name), runs) });
}

function told(
  name: FunctionName,
  dist: string,
  { empty, loaded }: Readonly<Record<'empty' | 'loaded', Measured>>,
): void {
  const folder = join(dist, name);
  const code = statSync(join(folder, 'index.mjs')).size;
  const all = filesUnder(folder).filter((file) => !file.endsWith('.map'));
  const whole = all.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / MIB;
  const { memory } = SIZES[name];
  const cpu = loaded.cpuMillis - empty.cpuMillis;
  const there = (cpu / 1000) * Math.max(1, ONE_PROCESSOR / memory);
  const cells = [
    (code / MIB).toFixed(1),
    whole.toFixed(1),
    (loaded.millis - empty.millis).toFixed(0),
    cpu.toFixed(0),
    loaded.rssMib.toFixed(0),
    memory,
    there.toFixed(1),
  ];
  print(`| \`${name}\` | ${cells.join(' | ')} |`);
  expect(whole <= MOST_MIB, `${name}: ${whole.toFixed(0)} MiB unzipped, Lambda takes ${MOST_MIB}`);
  expect(there <= MOST_SECONDS, `${name}: starts in ${there.toFixed(1)} s, Lambda waits ${MOST_SECONDS}`);
  expect(
    memory >= LEAST_ROOM * loaded.rssMib,
    `${name}: ${memory} MB is less than ${LEAST_ROOM} times what is loaded, ${loaded.rssMib.toFixed(0)} MiB`,
  );
}

function hrefOf(dist: string, name: FunctionName): string {
  return pathToFileURL(join(dist, name, 'index.mjs')).href;
}

/** Median of several processes that do nothing but import `href`. */
function importOf(href: string, runs: number): Measured {
  const program = `const began = process.cpuUsage(), at = performance.now(); await import(${JSON.stringify(href)});
    const { user, system } = process.cpuUsage(began);
    console.log(JSON.stringify({ millis: performance.now() - at, cpuMillis: (user + system) / 1000, rssMib: process.memoryUsage.rss() / ${MIB} }));`;
  const all = Array.from({ length: runs }, () => {
    const done = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    return measuredSchema.parse(JSON.parse(done.stdout));
  });
  return {
    millis: median(all.map(({ millis }) => millis)),
    cpuMillis: median(all.map(({ cpuMillis }) => cpuMillis)),
    rssMib: median(all.map(({ rssMib }) => rssMib)),
  };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function expect(isMet: boolean, complaint: string): void {
  if (isMet) return;
  print(`NOT MET ${complaint}`);
  process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
