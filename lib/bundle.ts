import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleHandlers } from './bundling/handlers.ts';
import { inputsOf, isUpToDate, remember } from './bundling/up-to-date.ts';

/**
 * `node lib/bundle.ts [--verbose]`: builds every `lambdas/<stem>.lambda.ts` into `dist/<stem>/`. What it writes is what is
 * deployed, and what the embedded mode and the tests load. Does nothing when nothing has changed.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { verbose: { type: 'boolean', default: false } } });
  const root = fileURLToPath(new URL('..', import.meta.url));
  const out = fileURLToPath(new URL('../dist/', import.meta.url));
  const inputs = inputsOf(root);
  if (isUpToDate(out, inputs)) {
    if (values.verbose) console.log('bundles: nothing has changed');
    return;
  }
  const bundles = await bundleHandlers(root, out);
  remember(out, inputs, bundles);
  for (const { name, bytes } of values.verbose ? bundles : []) console.log(`${name} ${bytes}`);
}

/** A source that does not build: the message names file and line, esbuild's trace would only bury it. */
function isBuildFailure(error: unknown): error is Error {
  return error instanceof Error && 'errors' in error && 'warnings' in error;
}

try {
  await main();
} catch (error) {
  if (!isBuildFailure(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
