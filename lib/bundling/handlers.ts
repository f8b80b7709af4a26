import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { addBrowserScripts, type BrowserScript, buildBrowserScripts } from './browser-scripts.ts';
import { copyFolder, filesUnder, writeIfChanged } from './files.ts';
import { leftOut } from './left-out.ts';
import { addNativePackages, NATIVE_NAMES } from './native.ts';

/** One bundle as it lies on disk. */
export interface Bundle {
  /** Function name. */
  readonly name: string;
  /** Of `index.mjs`. */
  readonly bytes: number;
}

/** ESM has no `require`; packages that were CommonJS ask for it at run time. */
const BANNER = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  "import { dirname as __dirnameOf } from 'node:path';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
  'const __dirname = __dirnameOf(__filename);',
].join('');

/** A bundle with one of these in it reads templates. */
const READS_TEMPLATES = /^lambdas\/(rendering|web)\//;

/** A bundle with one of these in it sets type. */
const SETS_TYPE = /^lambdas\/rendering\/pdf\//;
const FONTS = 'node_modules/@expo-google-fonts/tinos';

/**
 * Bundles every `lambdas/*.lambda.ts` of `root` into `<out>/<stem>/index.mjs`, with `templates/` and the browsers' scripts
 * beside those that need them; folders of handlers that are gone go too. Same input, same bytes. Throws what esbuild does.
 */
export async function bundleHandlers(root: string, out: string): Promise<Bundle[]> {
  const names = readdirSync(join(root, 'lambdas'))
    .flatMap((file) => /^(.+)\.lambda\.ts$/.exec(file)?.[1] ?? [])
    .sort();
  const entryPoints = Object.fromEntries(names.map((name) => [`${name}/index`, `lambdas/${name}.lambda.ts`]));
  const built = await build({ ...optionsOf(root, out), entryPoints });
  for (const file of built.outputFiles) writeIfChanged(file.path, file.contents);
  const scripts = await buildBrowserScripts(root);
  for (const name of names)
    addCompanions({ root, folder: join(out, name), scripts }, inputsOfBundle(built.metafile, name));
  removeOthers(out, names);
  return names.map((name) => ({ name, bytes: readFileSync(join(out, name, 'index.mjs')).length }));
}

function optionsOf(root: string, out: string) {
  return {
    absWorkingDir: root,
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none',
    charset: 'utf8',
    banner: { js: BANNER },
    external: ['typescript', ...NATIVE_NAMES],
    plugins: [leftOut],
    logLevel: 'silent',
  } as const satisfies BuildOptions;
}

function inputsOfBundle(metafile: Metafile, name: string): string[] {
  const output = Object.entries(metafile.outputs).find(([path]) => path.endsWith(`/${name}/index.mjs`));
  return Object.keys(output?.[1].inputs ?? {});
}

/** What lies beside a bundle because its program reads it from disk. */
function addCompanions(
  bundle: { readonly root: string; readonly folder: string; readonly scripts: readonly BrowserScript[] },
  inputs: readonly string[],
): void {
  const { root, folder, scripts } = bundle;
  const templates = join(folder, 'templates');
  if (inputs.some((input) => READS_TEMPLATES.test(input))) copyFolder(join(root, 'templates'), templates);
  else rmSync(templates, { recursive: true, force: true });
  addFonts(
    bundle,
    inputs.some((input) => SETS_TYPE.test(input)),
  );
  addNativePackages(bundle, inputs);
  addBrowserScripts(folder, scripts, inputs);
}

/** The faces the paged outputs are set in, and nothing else of their package. */
function addFonts({ root, folder }: { readonly root: string; readonly folder: string }, isWanted: boolean): void {
  const [from, to] = [join(root, FONTS), join(folder, 'fonts')];
  if (!isWanted) rmSync(to, { recursive: true, force: true });
  for (const face of isWanted ? filesUnder(from).filter((file) => file.endsWith('.ttf')) : []) {
    writeIfChanged(join(to, face), readFileSync(join(from, face)));
  }
}

function removeOthers(out: string, names: readonly string[]): void {
  for (const entry of readdirSync(out, { withFileTypes: true })) {
    if (entry.isDirectory() && !names.includes(entry.name)) {
      rmSync(join(out, entry.name), { recursive: true, force: true });
    }
  }
}
