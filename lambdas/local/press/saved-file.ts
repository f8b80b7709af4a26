import { readFileSync, realpathSync, statSync } from 'node:fs';
import { extname, isAbsolute, join, relative, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PressFolderError } from './press-folder-error.ts';

/** No saved page is larger, packed or unpacked. */
const LIMIT_BYTES = 32 * 1_048_576;

/** By the ending of the name, `.gz` left aside. Without a charset: the bytes themselves must tell. */
const TYPES: Readonly<Record<string, string>> = {
  '.atom': 'application/atom+xml',
  '.htm': 'text/html',
  '.html': 'text/html',
  '.rss': 'application/rss+xml',
  '.xml': 'text/xml',
};

/** The media type of a saved file by its name. */
export function contentTypeOf(file: string): string {
  return TYPES[extname(file.replace(/\.gz$/, '')).toLowerCase()] ?? 'application/octet-stream';
}

/** The real path of `file` in `dir`; a path or link that leads out of the folder is refused. */
export function findFile(dir: string, file: string, place: string): string {
  const path = realPath(join(dir, file));
  if (path === null || !statSync(path).isFile()) throw new PressFolderError(place, `no such file "${file}"`);
  const inside = relative(realpathSync(dir), path);
  if (isAbsolute(file) || isAbsolute(inside) || inside.split(sep)[0] === '..') {
    throw new PressFolderError(place, `"${file}" is outside the folder`);
  }
  if (statSync(path).size > LIMIT_BYTES) throw new PressFolderError(place, `"${file}" is larger than 32 MiB`);
  return path;
}

/** The bytes of a saved file, unpacked when its name ends in `.gz`. */
export function readSaved(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return path.endsWith('.gz') ? gunzipSync(bytes, { maxOutputLength: LIMIT_BYTES }) : bytes;
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
