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
    process.stdout.write(`\n## ${name}\n\n${await printed(name, folder)}\n`);
  }
}

/** What a part prints; one that cannot be measured on this folder says why and holds up none of the others. */
async function printed(name: string, from: string): Promise<string> {
  try {
    const part = await PARTS[name]?.();
    return (await part?.evaluate(from))?.trimEnd() ?? '';
  } catch (error) {
    process.exitCode = 1;
    return `not measured: ${error instanceof Error ? error.message : String(error)}`;
  }
}
