import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

let written = 0;

/**
 * Writes a file so that it is there whole or not at all, whenever the process dies: into `temporary` first, then renamed.
 * With `flush` it also outlives the machine: the bytes are on the disk before the name is.
 */
export async function writeAtomically(
  path: string,
  parts: readonly (Uint8Array | string)[],
  place: { readonly temporary: string; readonly flush: boolean },
): Promise<void> {
  written += 1;
  const draft = join(place.temporary, `${process.pid}-${written}`);
  await mkdir(dirname(path), { recursive: true });
  const file = await open(draft, 'w');
  try {
    for (const part of parts) await file.writeFile(part);
    if (place.flush) await file.datasync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

/** Makes `temporary` and empties it of what a killed process left behind. */
export async function clearTemporary(temporary: string): Promise<void> {
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
}
