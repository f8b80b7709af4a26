import { chmodSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { filesUnder, writeIfChanged } from './files.ts';

/**
 * Packages with machine code, which cannot be bundled: they lie in `node_modules/` beside a bundle that has one of the
 * sources of `usedBy` in it. On Lambda (x86_64, glibc) `onLambda` must be among what was installed.
 */
const NATIVE: readonly { readonly name: string; readonly usedBy: RegExp; readonly onLambda: string }[] = [
  { name: 'sharp', usedBy: /^lambdas\/net\/sharp-/, onLambda: '@img/sharp-linux-x64' },
  { name: 'pagefind', usedBy: /^lambdas\/indexing\/pagefind-/, onLambda: '@pagefind/linux-x64' },
];

/** Names of the packages that stay outside every bundle. */
export const NATIVE_NAMES: readonly string[] = NATIVE.map(({ name }) => name);

/** Of a package a program needs neither types nor sources of its machine code. */
const NOT_RUN = /\.(?:md|map|h|cc|gyp|d\.[cm]?ts)$|^(?:src|install)\//;

const packageSchema = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

/** Puts the native packages a bundle uses beside it, with all they need of what is installed here, and removes others. */
export function addNativePackages(
  { root, folder }: { readonly root: string; readonly folder: string },
  inputs: readonly string[],
): void {
  const used = NATIVE.filter(({ usedBy }) => inputs.some((input) => usedBy.test(input))).map(({ name }) => name);
  const to = join(folder, 'node_modules');
  const wanted = [...withDependencies(root, used)].flatMap((name) =>
    filesUnder(join(root, 'node_modules', name))
      .filter((file) => !NOT_RUN.test(file))
      .map((file) => `${name}/${file}`),
  );
  if (used.length === 0) rmSync(to, { recursive: true, force: true });
  for (const file of filesUnder(to)) if (!wanted.includes(file)) rmSync(join(to, file));
  for (const file of wanted) copyWithMode(join(root, 'node_modules', file), join(to, file));
}

/** A program stays one: CDK keeps the mode of a file in the asset, and Lambda runs nothing without. */
function copyWithMode(from: string, to: string): void {
  writeIfChanged(to, readFileSync(from));
  chmodSync(to, statSync(from).mode & 0o777);
}

/** What a bundle lacks that was made on a machine of another kind, as a sentence for whoever deploys; null: nothing. */
export function lackingOnLambda(folder: string): string | null {
  const lacking = NATIVE.find(
    ({ name, onLambda }) =>
      existsSync(join(folder, 'node_modules', name)) && !existsSync(join(folder, 'node_modules', onLambda)),
  );
  if (lacking === undefined) return null;
  return `${folder} has no ${lacking.onLambda}: run \`npm ci --os=linux --cpu=x64 --libc=glibc\` and bundle again before deploying`;
}

/** A package may name optional parts for every kind of machine; what is installed is this machine's. */
function withDependencies(root: string, names: readonly string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    const manifest = join(root, 'node_modules', name, 'package.json');
    if (found.has(name) || !existsSync(manifest)) continue;
    found.add(name);
    const parsed = packageSchema.parse(JSON.parse(readFileSync(manifest, 'utf8')));
    withDependencies(root, [...Object.keys(parsed.dependencies), ...Object.keys(parsed.optionalDependencies)], found);
  }
  return found;
}
