import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { findChromium } from './support/browser.ts';

/** What one part of the suite came to. */
interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const ROOT = join(import.meta.dirname, '..');
const BIN = join(ROOT, 'node_modules', '.bin');

const reportSchema = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), success: z.boolean() });

/** A program that ends with 0 where all is well. */
interface Check {
  readonly name: string;
  readonly command: readonly string[];
}

/** Types, lint and synthesis count as one test each; the rest as vitest counts them. */
const CHECKS: readonly Check[] = [
  { name: 'types', command: ['tsc'] },
  { name: 'types in the browser', command: ['tsc', '-p', 'lambdas/web/search/client'] },
  { name: 'lint', command: ['biome', 'ci', '--error-on-warnings', '.'] },
];

/** Has one thread, and so goes on beside the other checks. */
const SYNTHESIS: Check = {
  name: 'synthesis',
  command: ['cdk', 'synth', '--quiet', '--no-notices', '--no-version-reporting'],
};

/**
 * The tests, in two runs side by side: a journey mostly waits for the process it has started, so the rooms have the machine
 * meanwhile. What the journeys print is kept until the rooms are through.
 */
const PARTS: readonly (readonly string[])[] = [
  ['--project', 'rooms', '--project', 'rendering', '--project', 'alone'],
  ['--project', 'journeys'],
];

/** What the houses of the journeys have compiled: one starts after the other, and each loads the same bundles. */
const compiled = mkdtempSync(join(tmpdir(), 'diembao-compiled-'));
process.once('exit', () => rmSync(compiled, { recursive: true, force: true }));
process.env.DIEMBAO_COMPILED = compiled;

const only = process.argv.slice(2);
await findChromium();
const tallies = only.length > 0 ? [await suite(only, 'inherit')] : (await Promise.all([suites(), checks()])).flat();
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** Beside the tests, of which some always wait for a process or a browser. */
async function checks(): Promise<Tally[]> {
  const synthesis = check(SYNTHESIS);
  const tallies: Tally[] = [];
  for (const each of CHECKS) tallies.push(await check(each));
  return [...tallies, await synthesis];
}

/** What it printed comes in one piece, under its name. */
async function check({ name, command }: Check): Promise<Tally> {
  const [bin = '', ...args] = command;
  const child = spawn(join(BIN, bin), args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = await ended(child);
  process.stdout.write(Buffer.concat([Buffer.from(`\n── ${name}\n`), printed]));
  return child.exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function suites(): Promise<Tally[]> {
  process.stdout.write('\n── tests\n');
  return Promise.all(PARTS.map((part, number) => suite(part, number === 0 ? 'inherit' : 'pipe')));
}

async function suite(args: readonly string[], output: 'inherit' | 'pipe'): Promise<Tally> {
  const report = join(mkdtempSync(join(tmpdir(), 'diembao-test-')), 'report.json');
  const status = await vitest(
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...args],
    output,
  );
  const read = reportSchema.safeParse(readReport(report));
  if (!read.success) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests } = read.data;
  // A file that does not load fails no test of its own, yet the run is not green.
  return { passed: numPassedTests, failed: status === 0 ? numFailedTests : Math.max(1, numFailedTests) };
}

/** Its exit code; what was piped is printed when it is over. */
async function vitest(args: readonly string[], output: 'inherit' | 'pipe'): Promise<number> {
  const child = spawn(join(BIN, 'vitest'), args, { cwd: ROOT, stdio: ['ignore', output, output] });
  process.stdout.write(await ended(child));
  return child.exitCode ?? 1;
}

/** What a process printed into its pipes, once it has ended. */
async function ended(child: ChildProcess): Promise<Buffer> {
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => printed.push(chunk));
  await once(child, 'close');
  return Buffer.concat(printed);
}

function readReport(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
