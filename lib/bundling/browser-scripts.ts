import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { writeIfChanged } from './files.ts';

/** Scripts that run in a browser: each lies as `file` beside the bundles that have one of the sources of `servedBy` in them. */
const SCRIPTS: readonly { readonly file: string; readonly entry: string; readonly servedBy: RegExp }[] = [
  { file: 'desk.js', entry: 'lambdas/web/desk/client/main.ts', servedBy: /^lambdas\/web\/desk\// },
  {
    file: 'search.js',
    entry: 'lambdas/web/search/client/main.ts',
    servedBy: /^lambdas\/rendering\/site\/search-page\.ts$/,
  },
];

/** A built script with the name it is read by. */
export interface BrowserScript {
  readonly file: string;
  readonly servedBy: RegExp;
  readonly contents: Uint8Array;
}

/** Builds the scripts `root` has; same sources, same bytes. Throws what esbuild does. */
export async function buildBrowserScripts(root: string): Promise<BrowserScript[]> {
  const there = SCRIPTS.filter(({ entry }) => existsSync(join(root, entry)));
  return Promise.all(
    there.map(async ({ file, entry, servedBy }) => ({ file, servedBy, contents: await built(root, entry) })),
  );
}

/** Puts the scripts a bundle serves beside it and takes others away. */
export function addBrowserScripts(folder: string, scripts: readonly BrowserScript[], inputs: readonly string[]): void {
  const wanted = scripts.filter(({ servedBy }) => inputs.some((input) => servedBy.test(input)));
  for (const { file } of SCRIPTS) {
    const script = wanted.find((each) => each.file === file);
    if (script) writeIfChanged(join(folder, file), script.contents);
    else rmSync(join(folder, file), { force: true });
  }
}

async function built(root: string, entry: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'silent',
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}
