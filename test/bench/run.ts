import { readdirSync } from 'node:fs';

/** What every file beside this one gives: a benchmark that prints a small table. */
type Benchmark = { readonly run: (args: readonly string[]) => Promise<void> };

const [name, ...args] = process.argv.slice(2);
const known = readdirSync(import.meta.dirname)
  .filter((file) => /^[a-z-]+\.ts$/.test(file) && file !== 'run.ts')
  .map((file) => file.replace(/\.ts$/, ''));

if (name === undefined || !known.includes(name)) {
  process.stderr.write(`npm run bench -- <name>; one of ${known.join(', ')}\n`);
  process.exitCode = 2;
} else {
  const benchmark: Benchmark = await import(`./${name}.ts`);
  await benchmark.run(args);
}
