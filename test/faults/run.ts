import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { findChromium } from '../support/browser.ts';

/** The promises under faults, R1 to R34; a test that holds one of them names it in its title. */
const PROMISES: readonly string[] = [
  'exactly one copy under crashes',
  'one request an attempt',
  'redelivery is harmless',
  'overlapping workers are harmless',
  'poison stays alone',
  'throttling and quota lose nobody',
  'the books balance',
  'no reader sees another',
  'stop means stop',
  'rehearsals reach nobody',
  'a restore sends nothing',
  'throughput',
  'GET is read-only',
  'who leaves is not written to',
  'every message is compliant',
  'tokens',
  'no enumeration',
  'the form is no weapon',
  'bounces and complaints',
  'import and export',
  'no way to a private address',
  'limits of a fetch',
  'attacks on parsers',
  'sources fail alone',
  'dates and letters are right or unknown',
  'politeness',
  'scraped text is only text',
  'headers of defence',
  'no injection into mail headers',
  'publishing is atomic',
  'two editors',
  'loss and restore',
  'who may do what',
  'one draft a day, always noticed',
];

/** A control plants a bug and is green only when the test beside it turned red. */
const CONTROL = /\bcontrols?\b/i;

const ROOT = join(import.meta.dirname, '..', '..');

const reportSchema = z.object({
  testResults: z.array(
    z.object({ name: z.string(), assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) }),
  ),
});

interface Held {
  readonly title: string;
  readonly status: string;
}

/** Parts of paths: only those files; left out: every file that names a promise. */
const only = process.argv.slice(2);
const begun = Date.now();
const files = globSync('test/**/*.test.ts', { cwd: ROOT })
  .filter((file) => only.length === 0 || only.some((part) => file.includes(part)))
  .filter((file) => /['"`]R\d{1,2} /.test(readFileSync(join(ROOT, file), 'utf8')));
await findChromium();
const { tests, isGreen } = runAll();
/** By number; of some files only those that they name. */
const promises = PROMISES.map((promise, index) => ({ number: `R${index + 1}`, promise })).filter(
  ({ number }) => only.length === 0 || testsOf(number).length > 0,
);
const lines = promises.flatMap(({ number, promise }) => linesOf(number, promise));
const table = promises.map(({ number, promise }) => rowOf(number, promise));
process.stdout.write(`\n${[...lines, '', ...table, '', summary()].join('\n')}\n`);
process.exit(isGreen ? 0 : 1);

function runAll(): { readonly tests: readonly Held[]; readonly isGreen: boolean } {
  const report = join(mkdtempSync(join(tmpdir(), 'diembao-faults-')), 'report.json');
  const args = [
    'run',
    ...['rooms', 'rendering', 'alone'].flatMap((project) => ['--project', project]),
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const done = spawnSync(join(ROOT, 'node_modules', '.bin', 'vitest'), [...args, ...files], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { FAULTS: 'all', ...process.env },
  });
  const { testResults } = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  return { tests: all.map(({ fullName, status }) => ({ title: fullName, status })), isGreen: done.status === 0 };
}

/** A promise, and under it every test that names it, with how it ended. */
function linesOf(number: string, promise: string): string[] {
  const held = testsOf(number);
  if (held.length === 0) return [`${number.padEnd(4)} ${promise}: MISSING, no test names it`];
  const has = held.some(({ title }) => CONTROL.test(title)) ? '' : ' (no negative control)';
  return [
    `${number.padEnd(4)} ${promise}${has}`,
    ...held.map(({ title, status }) => `     ${mark(title, status)} ${title}`),
  ];
}

/** A promise in one line: how many tests hold it, and how many controls turned red. */
function rowOf(number: string, promise: string): string {
  const passed = testsOf(number).filter(({ status }) => status === 'passed');
  const controls = passed.filter(({ title }) => CONTROL.test(title)).length;
  const counts = `${String(passed.length - controls).padStart(4)} green ${String(controls).padStart(3)} controls red`;
  return `${number.padEnd(4)} ${promise.padEnd(42)} ${counts}`;
}

function mark(title: string, status: string): string {
  if (status !== 'passed') return status.padEnd(12);
  return CONTROL.test(title) ? 'control red ' : 'passed      ';
}

function testsOf(number: string): Held[] {
  return tests.filter(({ title }) => new RegExp(`\\b${number}\\b`).test(title));
}

function summary(): string {
  const numbers = promises.map(({ number }) => number);
  const missing = numbers.filter((number) => testsOf(number).length === 0);
  const bare = numbers.filter((number) => !testsOf(number).some(({ title }) => CONTROL.test(title)));
  const failed = tests.filter(({ status }) => status === 'failed').length;
  const seconds = Math.round((Date.now() - begun) / 1_000);
  return [
    `${numbers.length - missing.length} of ${numbers.length} named by a test; missing: ${missing.join(', ') || 'none'}`,
    `${numbers.length - bare.length} of ${numbers.length} with a control; without: ${bare.join(', ') || 'none'}`,
    `${failed} tests failed; ${Math.floor(seconds / 60)} min ${seconds % 60} s`,
  ].join('\n');
}
