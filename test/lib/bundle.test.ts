import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { bundleHandlers } from '../../lib/bundling/handlers.ts';
import { inputsOf, isUpToDate, remember } from '../../lib/bundling/up-to-date.ts';
import { temporaryFolder } from './stub-house.ts';

let root: string;
let out: string;

const HOUSE = {
  'lambdas/core/words.json': '{"hello":"Điểm báo"}',
  'lambdas/rendering/page.ts':
    "import words from '../core/words.json' with { type: 'json' };\nimport { readFileSync } from 'node:fs';\nexport const page = () => words.hello + readFileSync(new URL('./templates/site/a.liquid', import.meta.url), 'utf8');\n",
  'lambdas/web/desk/desk.ts': "export { page } from '../../rendering/page.ts';\n",
  'lambdas/web/desk/client/main.ts': "document.title = 'Bàn biên tập';\n",
  'lambdas/plain.lambda.ts':
    'export const handler = async (): Promise<string> => typeof require("node:fs").readFileSync;\n',
  'lambdas/publish.lambda.ts':
    "import { page } from './rendering/page.ts';\nexport const handler = async () => page();\n",
  'lambdas/desk.lambda.ts': "import { page } from './web/desk/desk.ts';\nexport const handler = async () => page();\n",
  'lambdas/local/main.ts': 'export {};\n',
  'templates/site/a.liquid': ' hôm nay',
  'package-lock.json': '{}',
};

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

async function call(name: string): Promise<unknown> {
  const loaded = await import(
    `${pathToFileURL(join(out, name, 'index.mjs')).href}?${statSync(join(out, name)).mtimeMs}`
  );
  return loaded.handler();
}

beforeEach(() => {
  root = temporaryFolder('bundle');
  out = join(root, 'dist');
  for (const [file, text] of Object.entries(HOUSE)) write(file, text);
});

describe('the bundles', () => {
  it('hold one running module a handler, with require and its templates beside it', async () => {
    const bundles = await bundleHandlers(root, out);

    expect(bundles.map(({ name }) => name)).toEqual(['desk', 'plain', 'publish']);
    expect(await call('plain')).toBe('function');
    expect(await call('publish')).toBe('Điểm báo hôm nay');
    expect(await call('desk')).toBe('Điểm báo hôm nay');
    expect(existsSync(join(out, 'plain', 'templates'))).toBe(false);
    expect(existsSync(join(out, 'publish', 'desk.js'))).toBe(false);
    expect(readFileSync(join(out, 'desk', 'desk.js'), 'utf8')).toContain('Bàn biên tập');
  });

  it('are the same bytes from the same sources', async () => {
    await bundleHandlers(root, out);
    await bundleHandlers(root, join(root, 'again'));

    const bytes = (folder: string) => readFileSync(join(folder, 'desk', 'index.mjs'));
    expect(bytes(join(root, 'again')).equals(bytes(out))).toBe(true);
  });

  it('are left untouched where nothing changed, and follow what did', async () => {
    await bundleHandlers(root, out);
    const before = statSync(join(out, 'plain', 'index.mjs')).mtimeMs;
    write('templates/site/a.liquid', ' mai');
    rmSync(join(root, 'lambdas/desk.lambda.ts'));
    await bundleHandlers(root, out);

    expect(statSync(join(out, 'plain', 'index.mjs')).mtimeMs).toBe(before);
    expect(await call('publish')).toBe('Điểm báo mai');
    expect(existsSync(join(out, 'desk'))).toBe(false);
  });

  it('fail on a broken source and leave the old ones alone', async () => {
    await bundleHandlers(root, out);
    write('lambdas/plain.lambda.ts', "import './nowhere.ts';\n");

    await expect(bundleHandlers(root, out)).rejects.toThrow(/nowhere/);
    expect(await call('publish')).toBe('Điểm báo hôm nay');
  });
});

describe('what is up to date', () => {
  beforeEach(async () => remember(out, inputsOf(root), await bundleHandlers(root, out)));

  it('is not built again', () => {
    expect(isUpToDate(out, inputsOf(root))).toBe(true);
  });

  it('does not mind the embedded mode, of which no bundle is made', () => {
    write('lambdas/local/main.ts', 'export const changed = true;\n');

    expect(isUpToDate(out, inputsOf(root))).toBe(true);
  });

  it.each(['lambdas/core/words.json', 'templates/site/a.liquid', 'package-lock.json', 'dist/plain/index.mjs'])(
    'is so no longer when %s changes',
    (file) => {
      write(file, '{"hello":"x"}');

      expect(isUpToDate(out, inputsOf(root))).toBe(false);
    },
  );

  it('is so no longer when a bundle or the stamp is gone or torn', () => {
    rmSync(join(out, 'publish', 'templates'), { recursive: true });
    expect(isUpToDate(out, inputsOf(root))).toBe(false);

    writeFileSync(join(out, '.built-from.json'), '{"inputs":"');
    expect(isUpToDate(out, inputsOf(root))).toBe(false);
  });
});
