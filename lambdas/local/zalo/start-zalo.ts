import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../aws/atomic-file.ts';
import { serve } from '../aws/http.ts';
import { answerAsZalo, type ZaloFault } from './zalo-stand-in.ts';
import { newZaloWorld, type ZaloWorld, zaloWorldSchema } from './zalo-world.ts';

/** A running stand-in for Zalo, on a free port of 127.0.0.1; both of Zalo's hosts in one. */
export interface LocalZalo {
  readonly url: string;
  /** What was posted, as it stands now. */
  readonly world: ZaloWorld;
  /** What goes wrong next; taken off as it happens. */
  readonly faults: ZaloFault[];
  stop(): Promise<void>;
}

/** Starts it over a folder, in which it keeps what was posted. */
export async function startZalo(options: {
  readonly directory: string;
  readonly now: () => number;
  readonly pictureAt: (address: string) => Promise<number | null>;
}): Promise<LocalZalo> {
  const { directory, now, pictureAt } = options;
  const path = join(directory, 'zalo.json');
  await mkdir(directory, { recursive: true });
  const stored = await readFile(path, 'utf8').catch(() => null);
  const world = stored === null ? newZaloWorld() : zaloWorldSchema.parse(JSON.parse(stored));
  const faults: ZaloFault[] = [];
  const changed = () => writeAtomically(path, [JSON.stringify(world)], { temporary: directory, flush: false });
  const server = await serve(async ({ target, headers, body }) => {
    const call = { target, headers, body: body.toString('utf8') };
    const answer = await answerAsZalo({ world, now, pictureAt, changed, faults }, call);
    if (answer.kind === 'lost') return { kind: 'broken' };
    const type = { 'content-type': 'application/json' };
    return { kind: 'answer', status: 200, headers: type, body: JSON.stringify(answer.body) };
  });
  return { url: server.url, world, faults, stop: () => server.stop() };
}
