import { AwsPorts } from '../../aws/ports.ts';
import { openStoredHouse, type StoredHouse } from '../stored-house.ts';
import { WrongStartError } from '../wrong-start.ts';
import { WrongInputError } from './command.ts';

/** Where the pages of an archive say they are, unless the command line says otherwise: where `npm start` serves them. */
const PUBLIC_ADDRESS = 'http://127.0.0.1:8080';

/** The options every command has that writes into a house. */
export const HOUSE_OPTIONS = {
  data: { type: 'string', default: '.diembao' },
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
  const opened = await open({ data, publicAddress, mayBeNew });
  try {
    return await use(new AwsPorts(opened.environment));
  } finally {
    await opened.stop();
  }
}

async function open(house: Parameters<typeof openStoredHouse>[0]): Promise<StoredHouse> {
  try {
    return await openStoredHouse(house);
  } catch (error) {
    if (error instanceof WrongStartError) throw new WrongInputError(error.message);
    throw error;
  }
}
