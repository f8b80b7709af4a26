import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ENV } from '../names.ts';
import { startLocalAws } from './aws/start-local-aws.ts';
import { usableFolder } from './usable-folder.ts';
import { WrongStartError } from './wrong-start.ts';

/** A house's stored state, opened for one piece of work, with nothing else running. */
export interface StoredHouse {
  /** What a function of this house would find in its environment; this process has it too, for the SDK reads it there. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  stop(): Promise<void>;
}

/** Opens the house of a data folder; throws {@link WrongStartError} where the folder cannot be used, or holds none and may not be new. */
export async function openStoredHouse(house: {
  readonly data: string;
  readonly publicAddress: string;
  readonly mayBeNew: boolean;
}): Promise<StoredHouse> {
  const { data, publicAddress, mayBeNew } = house;
  if (!mayBeNew && !isHouse(data)) throw new WrongStartError(noHouseIn(data));
  const aws = await startLocalAws({ dataDir: join(usableFolder('--data', data), 'aws') });
  Object.assign(process.env, aws.endpoints, { [ENV.publicAddress]: publicAddress });
  return { environment: process.env, stop: () => aws.stop() };
}

function isHouse(folder: string): boolean {
  return existsSync(join(folder, 'aws', 's3'));
}

/** Names the houses one folder further down: every press has its own in `.diembao`. */
function noHouseIn(data: string): string {
  const isFolder = statSync(data, { throwIfNoEntry: false })?.isDirectory() === true;
  const below = isFolder
    ? readdirSync(data)
        .map((name) => join(data, name))
        .filter(isHouse)
    : [];
  return [`${data} holds no house`, ...below.map((folder) => `there is one in ${folder}`)].join('; ');
}
