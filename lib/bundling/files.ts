import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes a file unless these bytes are there already, so that a program that has loaded it is left in peace. */
export function writeIfChanged(path: string, contents: Uint8Array): void {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}

/** Makes `to` hold exactly the files of `from`. */
export function copyFolder(from: string, to: string): void {
  const wanted = filesUnder(from);
  for (const file of filesUnder(to)) if (!wanted.includes(file)) rmSync(join(to, file));
  for (const file of wanted) writeIfChanged(join(to, file), readFileSync(join(from, file)));
}

/** Paths of all files under a folder, relative to it, in order; none where there is no such folder. */
export function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length)
        .replace(/^[\\/]/, '')
        .replaceAll('\\', '/'),
    )
    .sort();
}
