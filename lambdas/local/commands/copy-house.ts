import type { Instant } from '../../core/calendar/instant.ts';
import { parseKeyring } from '../../core/subscriptions/keyring.ts';
import type { TableName } from '../../names.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import { bucketList, newBackup, openBackup, sumOf, tableList } from './backup-folder.ts';
import { WrongInputError } from './command.ts';
import { BUCKETS, type Filled, type HouseStores, type RawRow, rowFrom, rowText, TABLE_ORDER } from './house-stores.ts';

/** Requests beside each other. */
const AT_ONCE = 16;

/** A house to be copied, or to be filled again. */
export interface CopiedHouse {
  readonly stores: HouseStores;
  readonly ledger: Pick<DeliveryLedger, 'arm'>;
  readonly stage: string;
  /** The secret with the keys that sign addresses in mails. */
  readonly tokenSecret: string;
  readonly now: Instant;
}

/** What a backup or a restoring was about, by bucket and table. */
export type Counts = Readonly<Record<string, number>>;

/**
 * Copies all current objects and all rows. The tables come first: whatever a row names is in its bucket before the row is
 * written, so it is in the copy too, also of a house at work.
 */
export async function backupHouse(house: CopiedHouse, folder: string): Promise<Counts> {
  const backup = newBackup(folder);
  const counts: Record<string, number> = {};
  const list = (name: string, lines: readonly string[]): void => {
    backup.list(name, lines);
    counts[name] = lines.length;
  };
  for (const table of [...TABLE_ORDER].reverse()) {
    const lines: string[] = [];
    for await (const rows of house.stores.tables[table].rows()) lines.push(...rows.map((row) => lineOf(table, row)));
    list(tableList(table), lines.sort());
  }
  for (const bucket of BUCKETS) {
    const store = house.stores.buckets[bucket];
    const lines: string[] = [];
    for await (const keys of store.keys()) {
      const kept = await each(keys, async (key) => {
        const object = await store.get(key);
        return object === null ? [] : [JSON.stringify(backup.keep(key, object))];
      });
      lines.push(...kept.flat());
    }
    list(bucketList(bucket), lines);
  }
  backup.close({ takenAt: house.now, stage: house.stage, keys: keySums(house.tokenSecret) });
  return counts;
}

/** What came of {@link restoreHouse}; `differs`: was there already with other contents, and was let alone. */
export interface HouseRestored {
  readonly takenAt: string;
  readonly filled: Counts;
  readonly same: number;
  readonly differs: readonly string[];
}

/**
 * Fills in what is missing, and writes over nothing. The house is disarmed before anything else, so that it mails nobody until a
 * person arms it: what the backup believes unsent may have been sent after it. Throws {@link WrongInputError}, and has touched
 * nothing, where the backup is not whole or the house signs with other keys.
 */
export async function restoreHouse(house: CopiedHouse, folder: string): Promise<HouseRestored> {
  const { backup, objectsOf, bodyOf, rowsOf } = openBackup(folder);
  const keys = new Set(keySums(house.tokenSecret));
  if (backup.keys.some((key) => !keys.has(key)))
    throw new WrongInputError(
      'the token secret is not that of the backup: put it back first, or no address in a mail works',
    );
  const lists = BUCKETS.map((bucket) => ({ bucket, objects: objectsOf(bucket) }));
  for (const { objects } of lists) for (const object of objects) bodyOf(object);
  const tables = TABLE_ORDER.map((table) => ({ table, rows: rowsOf(table).map((line) => rowIn(table, line)) }));

  await house.ledger.arm({ version: 1, home: `restored:${backup.takenAt}`, at: house.now, by: 'restore-house' });
  const told = tally();
  for (const { bucket, objects } of lists) {
    const store = house.stores.buckets[bucket];
    await each(objects, async ({ key, sha256, ...headers }) =>
      told.add(bucketList(bucket), key, await store.fill(key, { body: bodyOf({ key, sha256 }), ...headers })),
    );
  }
  for (const { table, rows } of tables) {
    const wanted = rows.filter((row) => !isArming(table, row));
    await each(wanted, async (row) =>
      told.add(tableList(table), nameOf(row), await house.stores.tables[table].fill(row)),
    );
  }
  return { takenAt: backup.takenAt, ...told.outcome };
}

function tally() {
  const filled: Record<string, number> = {};
  const differs: string[] = [];
  const outcome = { filled, same: 0, differs };
  return {
    outcome,
    add: (list: string, name: string, became: Filled): void => {
      if (became === 'filled') filled[list] = (filled[list] ?? 0) + 1;
      else if (became === 'same') outcome.same += 1;
      else outcome.differs.push(`${list}: ${name}`);
    },
  };
}

function lineOf(table: TableName, row: RawRow): string {
  const line = rowText(row);
  if (rowFrom(line) === null) throw new Error(`table ${table}: a row that no line can carry: ${nameOf(row)}`);
  return line;
}

function rowIn(table: TableName, line: string): RawRow {
  const row = rowFrom(line);
  if (row === null) throw new WrongInputError(`${tableList(table)}.jsonl holds a line that is no row`);
  return row;
}

/** Whose ledger may mail is never restored: see `lambdas/core/mailing/arming.ts`. */
function isArming(table: TableName, row: RawRow): boolean {
  return table === 'deliveries' && row.pk?.S === 'arming';
}

/** Ids only, as in the logs: a person's row is named by its keyed id. */
function nameOf({ pk, sk, id }: RawRow): string {
  return [pk, sk, id].flatMap((value) => value?.S ?? []).join('/');
}

function keySums(secret: string): string[] {
  const { keys, identity } = parseKeyring(secret);
  return [...Object.values(keys), ...(identity === undefined ? [] : [identity])].map(sumOf).sort();
}

async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE)
    done.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(work))));
  return done;
}
