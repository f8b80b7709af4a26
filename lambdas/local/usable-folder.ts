import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { WrongStartError } from './wrong-start.ts';

/** Makes a folder that will be written to, or says in one line why that cannot be: before a day's work, not after it. */
export function usableFolder(option: string, path: string): string {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    if (!statSync(path).isDirectory()) throw new WrongStartError(`${option} ${path}: not a folder`);
    return path;
  } catch (error) {
    if (error instanceof WrongStartError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new WrongStartError(`${option} ${path}: ${REASONS[code] ?? `cannot be written to (${code})`}`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'may not be written to',
  EEXIST: 'not a folder',
  ENOENT: 'cannot be made',
  ENOTDIR: 'not a folder',
  EROFS: 'is read-only',
};
