import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WrongStartError } from './wrong-start.ts';

/** Keeps a second house out of the same data; the lock of a process that was killed is taken over. Returns the unlock. */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock');
  const holder = holderOf(path);
  if (holder !== null && isAlive(holder)) {
    throw new WrongStartError(
      `${folder} is in use by process ${holder}; stop it, or choose another folder with --data DIR`,
    );
  }
  writeFileSync(path, String(process.pid));
  return () => rmSync(path, { force: true });
}

function holderOf(path: string): number | null {
  try {
    return Number(readFileSync(path, 'utf8')) || null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}
