import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

interface SourceFile {
  readonly path: string;
  readonly room: string;
  readonly text: string;
}

/** Who may import whom: rooms by the first match, imports by room. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  ports: ['core'],
  workflows: ['core', 'ports', 'rendering', 'names'],
  rendering: ['core'],
  web: ['workflows', 'core', 'rendering', 'ports'],
  aws: ['ports', 'core', 'names'],
  net: ['ports', 'core', 'names'],
  indexing: ['ports', 'core'],
  telemetry: ['names'],
  handler: ['workflows', 'web', 'aws', 'net', 'indexing', 'telemetry', 'ports', 'names'],
  local: ['ports', 'core', 'net', 'names', 'command'],
  // The operator's commands are no second way to run the product: they ask one workflow something and print the answer, through
  // the adapters of the deployed house where they write.
  command: ['workflows', 'ports', 'core', 'net', 'names', 'local', 'aws', 'indexing'],
  lib: ['names'],
  names: [],
};

const files = ['lib', 'lambdas']
  .flatMap((folder) => walk(join(ROOT, folder)))
  .filter((path) => path.endsWith('.ts'))
  .map(read);
const tests = walk(join(ROOT, 'test'))
  .filter((path) => path.endsWith('.ts'))
  .map(read);

describe('the house', () => {
  it('lets every room import only from the rooms it may', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file).flatMap((target) => {
        const room = roomOf(target);
        const allowed = room === file.room || MAY_IMPORT[file.room]?.includes(room);
        return allowed ? [] : [`${file.path} → ${target}`];
      }),
    );

    expect(wrong).toEqual([]);
  });

  it('knows the room of every file', () => {
    expect(files.filter((file) => !(file.room in MAY_IMPORT)).map((file) => file.path)).toEqual([]);
  });

  it('keeps clock, environment, network, disk and randomness out of the core', () => {
    const impure =
      /\bDate\.now\(|new Date\(\)|process\.|Math\.random|crypto\.random|randomUUID|randomBytes|from 'node:(?!crypto|url)|@aws-sdk|\bfetch\(|setTimeout|setInterval/;
    const wrong = files.filter((file) => file.room === 'core' && impure.test(withoutComments(file.text)));

    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  it('reads the environment in wiring only', () => {
    const wrong = files.filter(
      (file) => !['handler', 'local', 'lib'].includes(file.room) && /process\.env/.test(withoutComments(file.text)),
    );

    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  it('has no file over 250 lines', () => {
    const long = [...files, ...tests].filter((file) => file.text.split('\n').length > 251);

    expect(long.map((file) => `${file.path}: ${file.text.split('\n').length}`)).toEqual([]);
  });

  it('has no room without a meaning', () => {
    const wrong = [...files, ...tests].filter((file) =>
      /(^|\/)(utils?|common|helpers?|shared|misc)(\/|\.ts)/.test(file.path),
    );

    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  it('casts nowhere', () => {
    const cast = /[\w)\]}] as (?!const\b)[A-Za-z{[(]/;
    const wrong = files.flatMap((file) =>
      withoutComments(file.text)
        .split('\n')
        .filter(
          (line) =>
            cast.test(line) &&
            !/^\s*(import|export|\}) /.test(line) &&
            !/^\s*[\w, ]+ as \w+,?$/.test(line) &&
            !/['"`].* as .*['"`]/.test(line),
        )
        .map((line) => `${file.path}: ${line.trim()}`),
    );

    expect(wrong).toEqual([]);
  });

  it('says in one sentence what every exported symbol is', () => {
    const bare = files.flatMap((file) => {
      const lines = file.text.split('\n');
      return lines.flatMap((line, index) => {
        const isExported = /^export (async )?(abstract )?(function|const|class|interface|type)\b/.test(line);
        const before = lines[index - 1]?.trim() ?? '';
        return isExported && !before.endsWith('*/') ? [`${file.path}:${index + 1}`] : [];
      });
    });

    expect(bare).toEqual([]);
  });

  it('leaves nothing unfinished behind', () => {
    const marks = /\b(TODO|FIXME|XXX|HACK)\b|not implemented/;
    const skipped = /\b(it|test|describe)\.(skip|todo|only)\(/;
    const wrong = [
      ...files.filter((file) => marks.test(file.text)),
      ...tests.filter((file) => skipped.test(file.text)),
    ];

    expect(wrong.map((file) => file.path).filter((path) => path !== 'test/architecture.test.ts')).toEqual([]);
  });

  it('has a handler file of at most 40 lines of code for every function', () => {
    const handlers = files.filter((file) => file.room === 'handler');
    const long = handlers.filter((file) => codeLines(file.text) > 40);

    expect(long.map((file) => `${file.path}: ${codeLines(file.text)}`)).toEqual([]);
  });
});

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

function read(path: string): SourceFile {
  const name = relative(ROOT, path);
  return { path: name, room: roomOf(name), text: readFileSync(path, 'utf8') };
}

function roomOf(path: string): string {
  if (path.startsWith('lib/')) return 'lib';
  if (path === 'lambdas/names.ts') return 'names';
  if (path.endsWith('.lambda.ts')) return 'handler';
  if (path.startsWith('lambdas/local/commands/')) return 'command';
  return path.match(/^lambdas\/([^/]+)\//)?.[1] ?? path;
}

/** Relative imports, as paths from the root; what they import of packages is not the house's matter. */
function importsOf(file: SourceFile): string[] {
  const found = file.text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g);
  return [...found].map((match) => relative(ROOT, resolve(join(ROOT, dirname(file.path)), match[1] ?? '')));
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[^:'"])\/\/.*$/gm, '$1');
}

function codeLines(text: string): number {
  return withoutComments(text)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^import\b/.test(line)).length;
}
