import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isExportKey } from '../../core/archive/exported.ts';
import type { Shelf } from '../../workflows/archive/export-archive.ts';
import { WrongInputError } from './command.ts';

/** A folder as the place an export is written to; throws {@link WrongInputError} where something lies in it already. */
export function newFolderShelf(folder: string): Shelf {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) throw new WrongInputError(`${folder} is not empty`);
  return shelfAt(folder);
}

/** A folder that holds an export; throws {@link WrongInputError} where there is no such folder. */
export function folderShelf(folder: string): Shelf {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new WrongInputError(`${folder}: no such folder`);
  return shelfAt(folder);
}

function shelfAt(folder: string): Shelf {
  return {
    write: async (key, body) => {
      if (!isExportKey(key)) throw new Error(`${key} is no key of an export`);
      const path = join(folder, key);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, body);
    },
    read: async (key) => {
      const path = join(folder, key);
      return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : null;
    },
  };
}
