import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AwsPorts } from '../../aws/ports.ts';
import { openStoredHouse, type StoredHouse } from '../stored-house.ts';
import { WrongStartError } from '../wrong-start.ts';
import { WrongInputError } from './command.ts';

/** Where the pages of an archive say they are, unless the command line says otherwise: where `npm start` serves them. */
const PUBLIC_ADDRESS = 'http://127.0.0.1:8080';

/** The house that `npm start` opens of itself. */
export const USUAL_HOUSE = '.diembao/sample';

/** The options every command has that writes into a house. */
export const HOUSE_OPTIONS = {
  data: { type: 'string', default: USUAL_HOUSE },
  'public-address': { type: 'string', default: PUBLIC_ADDRESS },
} as const;

/**
 * Lets `use` work in the house of a data folder of the embedded mode, through the adapters of the deployed one. Without `mayBeNew`
 * a folder that holds no house is a {@link WrongInputError}.
 */
export async function withHouseAt<T>(
  house: { readonly data: string; readonly publicAddress: string; readonly mayBeNew?: boolean },
  use: (ports: AwsPorts) => Promise<T>,
): Promise<T> {
  const { data, publicAddress, mayBeNew = false } = house;
  if (!URL.canParse(publicAddress)) throw new WrongInputError(`--public-address ${publicAddress} is no address`);
  const takeAway = sweeperOf(data);
  const opened = await open({ data, publicAddress, mayBeNew });
  try {
    return await use(new AwsPorts(opened.environment)).finally(() => opened.stop());
  } catch (error) {
    if (error instanceof WrongInputError) takeAway();
    throw error;
  }
}

/**
 * Takes away what a new house brought with it, when its first work was refused: an empty one would pass for a house the next
 * time, with keys of its own. What a person had put there before stays, as does every house that was there.
 */
function sweeperOf(data: string): () => void {
  const house = join(data, 'aws');
  if (existsSync(join(house, 's3'))) return () => undefined;
  const isFolderNew = !existsSync(data);
  const before = new Set(pathsIn(house));
  return () => {
    for (const path of pathsIn(house))
      if (!before.has(path)) rmSync(join(house, path), { recursive: true, force: true });
    if (isFolderNew && existsSync(data) && readdirSync(data).length === 0) rmdirSync(data);
  };
}

/** Of a folder and everything in it, from the outside in. */
function pathsIn(folder: string): string[] {
  return existsSync(folder) ? ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })] : [];
}

async function open(house: Parameters<typeof openStoredHouse>[0]): Promise<StoredHouse> {
  try {
    return await openStoredHouse(house);
  } catch (error) {
    if (error instanceof WrongStartError) throw new WrongInputError(error.message);
    throw error;
  }
}
