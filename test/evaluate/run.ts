import { existsSync } from 'node:fs';

/** What every part of the evaluation gives: a text with its tables, for a folder of labelled files. */
type Part = { readonly evaluate: (folder: string) => Promise<string> };

/** The parts in the order they are printed. */
const PARTS: Readonly<Record<string, () => Promise<Part>>> = {
  gathering: () => import('./gathering.ts'),
  sections: () => import('./sections.ts'),
  learning: () => import('./learning.ts'),
  places: () => import('./places.ts'),
  stories: () => import('./stories.ts'),
  proofreading: () => import('./proofreading.ts'),
};

const [folder, ...wanted] = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));

if (folder === undefined || unknown.length > 0) {
  process.stderr.write(`npm run evaluate -- <folder> [part …]; parts: ${Object.keys(PARTS).join(', ')}\n`);
  process.exitCode = 2;
} else if (!existsSync(folder)) {
  process.stderr.write(`${folder}: no such folder; the evaluation needs labelled texts and runs nowhere else\n`);
  process.exitCode = 2;
} else {
  for (const name of wanted.length > 0 ? wanted : Object.keys(PARTS)) {
    const part = await PARTS[name]?.();
    process.stdout.write(`\n## ${name}\n\n${(await part?.evaluate(folder))?.trimEnd()}\n`);
  }
}
