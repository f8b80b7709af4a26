import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { AwsPorts } from '../../aws/ports.ts';
import { createSystemClock } from '../../aws/system-clock.ts';
import { type Command, WrongInputError } from './command.ts';
import { backupHouse, type CopiedHouse, restoreHouse } from './copy-house.ts';
import { HOUSE_OF_OPTIONS, withHouseOf } from './house-of.ts';
import { houseStores } from './house-stores.ts';

/** `backup`: a whole house in a folder. */
export const backupTo: Command = {
  usage: 'DIR [--data DIR | --variables FILE]',
  summary:
    'copies every current object and every row of a house into an empty folder; the token secret stays where it is',
  async *run(args) {
    const { folder, values } = argumentsOf(args);
    yield await withHouseOf(values, async (ports) => backupHouse(await copied(ports), folder));
  },
};

/** `restore-house`: what is missing in a house, out of a backup. */
export const restoreHouseFrom: Command = {
  usage: 'DIR [--data DIR | --variables FILE]',
  summary: 'fills in what a house lacks out of a backup, writes over nothing, and leaves the house disarmed',
  async *run(args) {
    const { folder, values } = argumentsOf(args);
    const house = { ...values, mayBeNew: true };
    yield await withHouseOf(house, async (ports) => restoreHouse(await copied(ports), folder));
    yield { next: 'make sure what was mailed since the backup, then: diembao arm --by NAME --why REASON' };
  },
};

async function copied({ settings, ledger, secrets }: AwsPorts): Promise<CopiedHouse> {
  return {
    stores: houseStores({ s3: new S3Client({}), dynamo: new DynamoDBClient({}) }, settings),
    ledger,
    stage: settings.stage,
    tokenSecret: await secrets.get(settings.tokenSecret),
    now: createSystemClock().now(),
  };
}

function argumentsOf(args: readonly string[]) {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: HOUSE_OF_OPTIONS });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new WrongInputError('name one folder');
  return { folder, values };
}
