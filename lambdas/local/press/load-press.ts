import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../../core/sources/source.ts';
import { type PressFolder, pressFolderSchema, type SavedFile, type SavedSource } from './folder-manifest.ts';
import { answer, bareHost, notFound, type Press } from './press.ts';
import { PressFolderError } from './press-folder-error.ts';
import { contentTypeOf, findFile, readSaved } from './saved-file.ts';

/** Milliseconds between two requests to one saved paper: nobody is disturbed by them. */
const GAP_MS = 20;

interface Found {
  readonly path: string;
  readonly contentType: string;
}

/**
 * Reads a folder of saved pages and feeds described by its `press.json` (see `README.md`). Every file is looked for at
 * once; bytes are read when asked for. Throws {@link PressFolderError} with the file and the place in it.
 */
export function loadPress(dir: string): Press {
  const folder = readManifest(dir);
  const files = new Map<string, Found>();
  const ids = new Set<string>();
  for (const [index, source] of folder.sources.entries()) {
    const place = `sources[${index}]`;
    if (ids.has(source.id)) throw new PressFolderError(`${place}.id`, `"${source.id}" is used twice`);
    ids.add(source.id);
    for (const list of ['feeds', 'listings', 'pages'] as const) {
      source[list].forEach((saved, at) => add(files, { dir, place: `${place}.${list}[${at}]`, source, saved }));
    }
  }
  return {
    name: folder.name,
    sources: folder.sources.map(sourceOf),
    serve: (request) => {
      const found = lookUp(files, request.host, request.path);
      return found === undefined ? notFound() : answer(200, found.contentType, readSaved(found.path));
    },
  };
}

function readManifest(dir: string): PressFolder {
  const parsed = pressFolderSchema.safeParse(parseJson(readText(join(dir, 'press.json'))));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new PressFolderError(placeOf(first?.path ?? []), first?.message ?? 'not a press folder');
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new PressFolderError('', `no such file in the folder`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PressFolderError('', `not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** `['sources', 2, 'feeds', 0, 'file']` → `sources[2].feeds[0].file`. */
function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function add(
  files: Map<string, Found>,
  entry: { dir: string; place: string; source: SavedSource; saved: SavedFile },
): void {
  const { dir, place, source, saved } = entry;
  const url = new URL(saved.url);
  if (!source.hosts.some((host) => bareHost(host) === bareHost(url.host))) {
    throw new PressFolderError(`${place}.url`, `"${url.host}" is not among the hosts of "${source.id}"`);
  }
  const key = keyOf(url.host, url.pathname + url.search);
  if (files.has(key)) throw new PressFolderError(`${place}.url`, `"${saved.url}" is served twice`);
  const path = findFile(dir, saved.file, `${place}.file`);
  files.set(key, { path, contentType: saved.contentType ?? contentTypeOf(saved.file) });
}

/** The address as asked, else without its query: a reader may have dropped or added tracking parameters. */
function lookUp(files: ReadonlyMap<string, Found>, host: string, path: string): Found | undefined {
  return files.get(keyOf(host, path)) ?? files.get(keyOf(host, path.replace(/\?.*$/, '')));
}

function keyOf(host: string, path: string): string {
  return `${bareHost(host)} ${path}`;
}

function sourceOf(saved: SavedSource): Source {
  const { feeds, listings, pages: _pages, ...rest } = saved;
  return {
    version: 1,
    ...rest,
    listing: {
      feeds: feeds.map((feed) => feed.url),
      pages: listings.map(({ url, links }) => ({ url, links })),
    },
    courtesy: { gapMs: GAP_MS },
    agreement: null,
    state: 'unconfirmed',
  };
}
