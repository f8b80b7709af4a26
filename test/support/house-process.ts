import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** Where `npm test` lets houses keep what they have compiled for those after them; a journey alone keeps nothing. */
const COMPILED = process.env.DIEMBAO_COMPILED;

/** A run of `npm start` as a person sees it. */
export interface HouseProcess {
  /** Everything it printed so far, both streams. */
  readonly output: () => string;
  /** Resolves when the output matches; rejects when the process ends before. */
  readonly printed: (pattern: RegExp) => Promise<void>;
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** The environment of a process that shares in what was compiled, where anything is kept. */
export function compilingEnv(): NodeJS.ProcessEnv {
  return COMPILED ? { ...process.env, NODE_COMPILE_CACHE: COMPILED } : process.env;
}

/** Starts the house in a process of its own, from the handlers in `dist/`. */
export function startHouse(...args: string[]): HouseProcess {
  return startScript('lambdas/local/start.ts', args);
}

/** The same from another script than `npm start`'s, its path from the root. */
export function startScript(path: string, args: readonly string[]): HouseProcess {
  const script = join(ROOT, path);
  const child = spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: compilingEnv(),
  });
  let output = '';
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const watcher of watchers) watcher();
    });
  }
  const ended = endOf(child);
  return {
    output: () => output,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => pattern.test(output) && resolve();
        watchers.add(look);
        look();
        void ended.then((code) => reject(new Error(`ended with ${code} before it printed ${pattern}:\n${output}`)));
      }),
    ended,
    kill: (signal) => child.kill(signal),
  };
}

async function endOf(child: ChildProcess): Promise<number | string> {
  await once(child, 'close');
  return child.exitCode ?? child.signalCode ?? 'unknown';
}
