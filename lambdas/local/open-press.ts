import type { Day } from '../core/calendar/instant.ts';
import type { Source } from '../core/sources/source.ts';
import { type Dialler, mappedDialler, systemDialler } from '../net/dialler.ts';
import type { PressChoice } from './options.ts';
import { loadPress } from './press/load-press.ts';
import type { Press } from './press/press.ts';
import { PressFolderError } from './press/press-folder-error.ts';
import { samplePress } from './press/sample-press.ts';
import { startPress } from './press/start-press.ts';
import { WrongStartError } from './wrong-start.ts';

/** The papers of a run and the way to them. */
export interface OpenPress {
  /** Null: the house's own registry. */
  readonly sources: readonly Source[] | null;
  readonly dialler: Dialler;
  stop(): Promise<void>;
}

/** Host names that are no paper of the press lead nowhere: a rehearsal never leaves this machine. */
const NOWHERE: Dialler = {
  lookup: async (hostname) => Promise.reject(new Error(`${hostname} is not a host of this press`)),
};

/** Opens the press that was chosen: invented or saved papers on a loopback port, or the real ones through the ordinary guard. */
export async function openPress(choice: PressChoice, day: Day): Promise<OpenPress> {
  if (choice.kind === 'live') return { sources: null, dialler: systemDialler(), stop: async () => undefined };
  const press = choice.kind === 'folder' ? folderPress(choice.dir) : samplePress(day);
  const running = await startPress({ press, host: '127.0.0.1' });
  return {
    sources: press.sources,
    dialler: mappedDialler(new Set(running.hosts), running.port, NOWHERE),
    stop: () => running.stop(),
  };
}

function folderPress(dir: string): Press {
  try {
    return loadPress(dir);
  } catch (error) {
    if (error instanceof PressFolderError) throw new WrongStartError(error.message);
    throw error;
  }
}
