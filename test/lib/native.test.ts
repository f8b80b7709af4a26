import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesUnder } from '../../lib/bundling/files.ts';
import { bundleHandlers } from '../../lib/bundling/handlers.ts';
import { lackingOnLambda } from '../../lib/bundling/native.ts';
import { temporaryFolder } from './stub-house.ts';

const HOUSE = {
  'lambdas/net/sharp-studio.ts':
    "export const made = async () => (await (await import('sharp')).default({ create: { width: 4, height: 4, channels: 3, background: '#fff' } }).jpeg().toBuffer()).length;\n",
  'lambdas/plain.lambda.ts': 'export const handler = async () => 0;\n',
  'lambdas/desk.lambda.ts': "import { made } from './net/sharp-studio.ts';\nexport const handler = () => made();\n",
};

let root: string;
let out: string;
let alone: string;

beforeAll(async () => {
  root = temporaryFolder('native');
  // Somewhere else, where no package of the repository is found by going up.
  alone = temporaryFolder('alone');
  out = join(alone, 'dist');
  mkdirSync(out);
  for (const [file, text] of Object.entries(HOUSE)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(root, 'node_modules'));
  await bundleHandlers(root, out);
});

/** Runs a handler in a process of its own; its answer, or why there is none. */
function run(name: string): string {
  const program = `import(${JSON.stringify(pathToFileURL(join(out, name, 'index.mjs')).href)}).then((m) => m.handler()).then((answer) => process.stdout.write(String(answer)), (error) => process.stdout.write(error.code ?? String(error)));`;
  return execFileSync(process.execPath, ['-e', program], { cwd: alone, encoding: 'utf8' });
}

describe('packages with machine code', () => {
  it('lie beside the bundle that uses them, whole enough to run there, and beside no other', () => {
    expect(Number(run('desk'))).toBeGreaterThan(100);
    expect(existsSync(join(out, 'plain', 'node_modules'))).toBe(false);
    expect(filesUnder(join(out, 'desk')).filter((file) => /\.(md|cc|d\.mts)$/.test(file))).toEqual([]);
  });

  it('are what Lambda needs, and a bundle without is not deployed', () => {
    const desk = join(out, 'desk');
    mkdirSync(join(desk, 'node_modules/@img/sharp-linux-x64'), { recursive: true });
    expect(lackingOnLambda(desk)).toBeNull();

    rmSync(join(desk, 'node_modules/@img/sharp-linux-x64'), { recursive: true });
    expect(lackingOnLambda(desk)).toMatch(/sharp-linux-x64: run `npm ci --os=linux/);
    expect(lackingOnLambda(join(out, 'plain'))).toBeNull();
  });

  it('go when nothing uses them any more', async () => {
    writeFileSync(join(root, 'lambdas/desk.lambda.ts'), 'export const handler = async () => 0;\n');
    await bundleHandlers(root, out);

    expect(existsSync(join(out, 'desk', 'node_modules'))).toBe(false);
  });
});
