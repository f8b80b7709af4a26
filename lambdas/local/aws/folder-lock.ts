import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { WrongStartError } from '../wrong-start.ts';
import { type RunningServer, serve } from './http.ts';

const lockSchema = z.object({ url: z.url(), token: z.string() });

/** Milliseconds an owner of the folder has to answer. */
const PATIENCE = 2_000;

/**
 * Takes the folder for this process, or throws when another one has it. The owner answers on a port; a process that was
 * killed does not, so its lock is void by itself, and a process number used again fools nobody.
 */
export async function lockFolder(directory: string): Promise<RunningServer> {
  const path = join(directory, 'lock.json');
  if (await isOwned(path)) {
    throw new WrongStartError(
      `${directory} is in use by another process; stop it, or choose another folder with --data DIR`,
    );
  }
  const token = randomUUID();
  const server = await serve(async () => ({ kind: 'answer', status: 200, headers: {}, body: token }));
  await writeFile(path, JSON.stringify({ url: server.url, token }));
  return {
    url: server.url,
    stop: async () => {
      await rm(path, { force: true });
      await server.stop();
    },
  };
}

async function isOwned(path: string): Promise<boolean> {
  try {
    const { url, token } = lockSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
    return (await answer.text()) === token;
  } catch {
    return false;
  }
}
