import { AwsPorts } from '../../aws/ports.ts';
import { HOUSE_OPTIONS, withHouseAt } from './house-at.ts';
import { variablesIn } from './variables.ts';

/** The options of a command that works in a house of a data folder, or in a deployed one whose variables are in a file. */
export const HOUSE_OF_OPTIONS = { ...HOUSE_OPTIONS, variables: { type: 'string' } } as const;

/** Lets `use` work in the house that the options name; with `variables`, on the operator's own credentials. */
export async function withHouseOf<T>(
  house: {
    readonly data: string;
    readonly 'public-address': string;
    readonly variables?: string | undefined;
    readonly mayBeNew?: boolean;
  },
  use: (ports: AwsPorts) => Promise<T>,
): Promise<T> {
  const { data, 'public-address': publicAddress, variables, mayBeNew = false } = house;
  if (variables !== undefined) return use(new AwsPorts(variablesIn(variables)));
  return withHouseAt({ data, publicAddress, mayBeNew }, use);
}
