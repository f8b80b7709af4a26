import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { filesUnder } from './files.ts';
import type { Bundle } from './handlers.ts';

/** What the bundles were made from, and what they were. */
const stampSchema = z.object({ inputs: z.string(), outputs: z.string() });

/** Everything a bundle can be made from: sources, templates, the bundler itself, and the packages as installed. */
const FOLDERS = ['lambdas', 'templates', 'lib/bundling'];
const FILES = ['lib/bundle.ts', 'package-lock.json', 'node_modules/.package-lock.json'];

/** No handler is made from these. */
const BESIDE_THE_POINT = /^(local|README)/;

/** Hash of everything the bundles are made from. */
export function inputsOf(root: string): string {
  const inFolders = FOLDERS.flatMap((folder) =>
    filesUnder(join(root, folder))
      .filter((file) => !BESIDE_THE_POINT.test(file))
      .map((file) => `${folder}/${file}`),
  );
  return hashOf(root, [...inFolders, ...FILES]);
}

/** Whether `out` holds what was last built, unharmed, from these inputs. */
export function isUpToDate(out: string, inputs: string): boolean {
  const stamp = readStamp(out);
  return stamp?.inputs === inputs && stamp.outputs === outputsOf(out);
}

/** Notes that `out` was built from `inputs`; nothing is noted where there was nothing to build. */
export function remember(out: string, inputs: string, bundles: readonly Bundle[]): void {
  if (bundles.length === 0) return;
  writeFileSync(stampPath(out), JSON.stringify({ inputs, outputs: outputsOf(out) }));
}

function readStamp(out: string): z.infer<typeof stampSchema> | null {
  if (!existsSync(stampPath(out))) return null;
  const read = stampSchema.safeParse(parse(readFileSync(stampPath(out), 'utf8')));
  return read.success ? read.data : null;
}

/** A stamp half written by a run that was killed is no stamp. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function outputsOf(out: string): string {
  return hashOf(
    out,
    filesUnder(out).filter((file) => file.includes('/')),
  );
}

function stampPath(out: string): string {
  return join(out, '.built-from.json');
}

function hashOf(folder: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    const path = join(folder, file);
    if (!existsSync(path)) continue;
    hash.update(`${file}\0`).update(createHash('sha256').update(readFileSync(path)).digest());
  }
  return hash.digest('hex');
}
